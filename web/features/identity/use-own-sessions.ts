import { useApi, useSend } from '../../kit/use-api.ts';

/** My sign-ins that still hold, and how to end them. */
export function useOwnSessions() {
  const list = useApi('GET /sessions');
  const end = useSend('identity.revokeSession', ['GET /sessions']);
  const endOthers = useSend('identity.revokeOtherSessions', ['GET /sessions']);
  return {
    list,
    items: list.data?.items,
    hasOthers: list.data?.items.some(({ isThis }) => !isThis) ?? false,
    error: end.error ?? endOthers.error,
    isBusy: end.isPending || endOthers.isPending,
    end: (id: string) => end.mutate({ id }),
    endOthers: () => endOthers.mutate({}),
  };
}
