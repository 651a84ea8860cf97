import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SessionView } from '../../contract/identity.ts';
import type { Capability } from '../../domain/access/capabilities.ts';
import { api } from './api.ts';
import { postJson } from './client.ts';

/** Who is here and what they may do; asked once and renewed by every sign-in and sign-out. */
export const sessionQuery = queryOptions({
  queryKey: ['GET /session'],
  queryFn: ({ signal }) => api.get('GET /session', { signal }),
  staleTime: 60_000,
});

/** The session of this browser. `data.user` is null while nobody is signed in. */
export function useSession() {
  return useQuery(sessionQuery);
}

/** Whether any of the posts carries a capability; where exactly is decided with each row, by the server. */
export function mayAnywhere(session: SessionView | undefined, capability: Capability | readonly Capability[]): boolean {
  return [capability].flat().some((one) => session?.capabilities.includes(one) ?? false);
}

/** The doors of sign-in: no commands, so that no password passes the one door for writes. */
interface AuthBodies {
  readonly '/auth/sign-in': { readonly userName: string; readonly password: string };
  readonly '/auth/sign-out': Record<never, never>;
  readonly '/auth/codes': { readonly phone: string };
  readonly '/auth/codes/verify': { readonly phone: string; readonly code: string };
  readonly '/auth/second-factor/begin': { readonly code?: string };
  readonly '/auth/second-factor/confirm': { readonly code: string };
  readonly '/auth/second-factor/verify': { readonly code: string; readonly remember: boolean };
  readonly '/auth/password': { readonly current: string; readonly next: string };
}

/** Doors that answer something else than who one is now. */
const saysNotWho: ReadonlySet<string> = new Set([
  '/auth/codes',
  '/auth/second-factor/begin',
  '/auth/second-factor/confirm',
]);

/**
 * Knocks at one of the doors of sign-in: `useAuth('/auth/sign-in').mutate({ userName, password })`.
 * Whoever one is afterwards is what the screens show at once; what another person had loaded is forgotten.
 */
export function useAuth<P extends keyof AuthBodies>(path: P) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: AuthBodies[P]): Promise<unknown> => postJson(path, body),
    onSuccess: (answer) => {
      if (saysNotWho.has(path)) return;
      // The session's own query stays, so that whoever watches it learns who is here now.
      const [own] = sessionQuery.queryKey;
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== own });
      queries.setQueryData(sessionQuery.queryKey, answer as SessionView);
    },
  });
}
