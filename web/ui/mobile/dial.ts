/** Opens the phone's own dialler with a number. Where a page is no phone, the number stands on the screen beside. */
export function dial(phone: string): void {
  const link = document.createElement('a');
  link.href = `tel:${phone}`;
  link.click();
}
