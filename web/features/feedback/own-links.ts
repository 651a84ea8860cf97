const key = 'linli.feedback';
const most = 20;

/** The secrets of what was said on this device without a name: each leads to its answer. */
export function readOwnLinks(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

/** Remembers one more. */
export function keepOwnLink(token: string): void {
  try {
    localStorage.setItem(key, JSON.stringify([token, ...readOwnLinks()].slice(0, most)));
  } catch {
    // A private window keeps nothing: what was said is still there.
  }
}

/** 128 random bits in base64url. */
export function newLink(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
