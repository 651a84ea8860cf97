import { secretLink } from '../../kit/link-secret.tsx';

/** A new secret of a track link: 128 random bits as 22 letters of base64url. The server keeps its hash alone. */
export function newTrackToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** The address a track link opens: the person's own page of their matter. */
export function trackLink(token: string, origin: string): string {
  return secretLink('/t', token, origin);
}
