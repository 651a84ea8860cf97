/** An id number as it may be shown wherever its person may be seen: first three and last two characters. */
export function maskIdNumber(value: string): string {
  return value.length > 5 ? `${value.slice(0, 3)}${'*'.repeat(value.length - 5)}${value.slice(-2)}` : '***';
}

/** A phone number with its middle hidden: first three and last four digits. */
export function maskPhone(value: string): string {
  return value.length > 7 ? `${value.slice(0, 3)}${'*'.repeat(value.length - 7)}${value.slice(-4)}` : '***';
}

/** A name with its first character alone, as lists in public show it. */
export function maskName(value: string): string {
  const [first = '', ...rest] = value;
  return first + '*'.repeat(rest.length > 0 ? rest.length : first === '' ? 0 : 1);
}
