/** A user name as it is found: full-width and capital letters make no difference. */
export function normalizeUserName(userName: string): string {
  return userName.normalize('NFKC').trim().toLowerCase();
}
