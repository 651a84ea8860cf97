import { Navigate, useParams } from '@tanstack/react-router';
import { useOwnLocation } from './use-own-location.ts';

/** The pages that a secret opens: of a matter, of one just sent, of one handed to somebody outside. */
export type SecretPage = '/t' | '/sent' | '/o';

/** Where a secret's page is, for a link or a move within the surface: the secret stands behind the #, which no browser sends to a server. */
export function secretWay(page: SecretPage, secret: string): { readonly to: string; readonly hash: string } {
  return { to: page, hash: secret };
}

/** The whole address of a secret's page, to be copied, drawn as a code or sent. */
export function secretLink(page: SecretPage, secret: string, origin: string): string {
  return `${origin}${page}#${secret}`;
}

/** The secret of the page in sight, from behind the # of its address; empty where there is none, which opens nothing. */
export function useLinkSecret(): string {
  return useOwnLocation().hash;
}

/** A page whose address still has the secret in its path, as messages of before said it: the address is put right before anything is asked. */
function oldWay(page: SecretPage) {
  return function OldWay() {
    const { token = '' } = useParams({ strict: false }) as { token?: string };
    return <Navigate {...secretWay(page, token)} replace />;
  };
}

export const OldTrackWay = oldWay('/t');
export const OldSentWay = oldWay('/sent');
export const OldOutsideWay = oldWay('/o');
