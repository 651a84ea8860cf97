import { useLiveQuery } from 'dexie-react-hooks';
import type { SessionView } from '../../contract/identity.ts';
import { useSession } from '../kit/session.ts';
import { useReach } from '../kit/use-reach.ts';
import { store } from './field-outbox.ts';
import { isUnsent } from './outbox.ts';
import { sessionOnPhone } from './phone-owner.ts';
import type { OutboxFile, OutboxRow } from './store.ts';

/** Who is here: as the server says, or as it said last while there is no signal. */
export function useHere(): SessionView | undefined {
  const { data, errorUpdateCount } = useSession();
  const kept = useLiveQuery(() => sessionOnPhone(store), []);
  const isReached = useReach();
  if (data) return data;
  // While it is asked again there is no error for a moment: that it failed before counts, and what the last request found.
  return !isReached || errorUpdateCount > 0 ? kept : undefined;
}

/** Who makes rows here. */
export function useOwner(): { readonly id: string; readonly name: string } | undefined {
  const user = useHere()?.user;
  return user ? { id: user.id, name: user.name } : undefined;
}

/** Every row on this phone, the newest first; undefined until the phone's database has been read. */
export function useRows(): readonly OutboxRow[] | undefined {
  return useLiveQuery(() => store.rows.orderBy('madeAt').reverse().toArray(), []);
}

/** The files of a row as they are added and sent. */
export function useRowFiles(rowId: string | undefined): readonly OutboxFile[] {
  const files = useLiveQuery(
    async () => (rowId === undefined ? [] : store.files.where({ rowId }).sortBy('addedAt')),
    [rowId],
  );
  return files ?? none;
}

const none: readonly OutboxFile[] = [];

/** How many rows are handed in and have no good end yet. */
export function useUnsentCount(): number | undefined {
  return useLiveQuery(() => store.rows.filter(isUnsent).count(), []);
}

/** How many rows are on their way to the server. */
export function useWaitingCount(): number | undefined {
  return useLiveQuery(() => store.rows.where('state').anyOf('waiting', 'sending').count(), []);
}

/** When the server last took something from this phone; a new value says that lists are out of date. */
export function useLastDelivery(): string | undefined {
  return useLiveQuery(async () => {
    const done = await store.rows.where({ state: 'done' }).toArray();
    return done.map(({ answeredAt }) => answeredAt ?? '').reduce((last, at) => (at > last ? at : last), '');
  }, []);
}
