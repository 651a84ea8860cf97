/** The community a row's address names. */
export function communityOf(ref: string): number {
  return Number(ref.slice(0, ref.indexOf('-')));
}
