/** A new key: its mark and 256 random bits. It is made here, so that the server never has to give one out. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const letters = btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
  return `linli_${letters}`;
}
