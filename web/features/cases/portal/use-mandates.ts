import { useQuery } from '@tanstack/react-query';
import type { OwnMandate } from '../../../../contract/mandates.ts';
import { useSession } from '../../../kit/session.ts';
import { apiQuery } from '../../../kit/use-api.ts';

/** My helpers and whom I help; asked only of whoever signed in by phone. */
export function useOwnMandates() {
  const isResident = useSession().data?.kind === 'resident';
  return { ...useQuery({ ...apiQuery('GET /my/mandates'), enabled: isResident }), isResident };
}

/** The one whom a mandate lets me act for; undefined where it holds no longer. */
export function useHelped(mandate: string): { readonly helped: OwnMandate | undefined; readonly isKnown: boolean } {
  const { data } = useOwnMandates();
  return { helped: data?.helping.find(({ id }) => id === mandate), isKnown: data !== undefined };
}
