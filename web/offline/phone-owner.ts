import type { SessionView } from '../../contract/identity.ts';
import type { Store } from './store.ts';

const sessionKey = 'session';
const postsKey = (owner: string): string => `posts ${owner}`;

/** Where somebody stands and what they may do there; another one means that other answers are theirs. */
function postsOf(session: SessionView): string {
  const posts = session.posts.map(({ role, area, organisation }) => `${role} ${area?.id ?? organisation?.id ?? ''}`);
  return JSON.stringify([posts.toSorted(), session.capabilities.toSorted()]);
}

/**
 * Keeps who is here, and forgets what is no longer theirs: everything kept when the server says that nobody is signed in, what others
 * kept, and one's own when one's posts are other ones than before. What was written stays: it is delivered, or comes back.
 * @returns whether something was forgotten, so that it must be fetched anew
 */
export async function noteSession(store: Store, session: SessionView): Promise<boolean> {
  const { user } = session;
  return store.transaction('rw', store.kept, store.meta, async () => {
    if (user === null) {
      await store.meta.clear();
      const kept = await store.kept.count();
      await store.kept.clear();
      return kept > 0;
    }
    const before = await store.meta.get(postsKey(user.id));
    const posts = postsOf(session);
    await store.meta.bulkPut([
      { key: sessionKey, value: JSON.stringify(session) },
      { key: postsKey(user.id), value: posts },
    ]);
    const others = await store.kept.where('owner').notEqual(user.id).delete();
    const isMoved = before !== undefined && before.value !== posts;
    const own = isMoved ? await store.kept.where({ owner: user.id }).delete() : 0;
    if (isMoved) await store.meta.delete(`stock ${user.id}`);
    return others + own > 0 || isMoved;
  });
}

/** Who was here last, for where there is no signal. */
export async function sessionOnPhone(store: Store): Promise<SessionView | undefined> {
  const kept = await store.meta.get(sessionKey);
  return kept && (JSON.parse(kept.value) as SessionView);
}
