import { type CleanedWhere, createAdapterFactory } from 'better-auth/adapters';
import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import { toIso, toMs } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { writeAudit } from '../../access/audit.ts';
import type { Vault } from '../../kit/crypto/vault.ts';
import { type Database, noRows, type WriteTx } from '../../kit/db/client.ts';
import type { SignInRequest } from './auth.ts';
import { lackOf } from './second-factor.policy.ts';
import { lifeMs, mostSessions, tokenHash } from './session-rules.ts';

export interface AuthAdapterParts {
  readonly database: Database;
  readonly vault: Vault;
  readonly now: () => string;
  readonly isDemo: boolean;
  /** The request a session begins in. */
  readonly request: () => Pick<SignInRequest, 'requestId' | 'device' | 'signOn'> | undefined;
}

type Row = Record<string, unknown>;
/** The library names its tables at run time. */
type AnyTables = Kysely<Record<string, Row>>;
type Builder = ExpressionBuilder<Record<string, Row>, string>;

const comparisons = { eq: '=', ne: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=', in: 'in', not_in: 'not in' } as const;

/**
 * The library's storage over our own tables and connections. Session tokens are hashed on the way in and on the way to a search, so
 * the table never holds one that opens a door; a session begins together with its line in the audit.
 */
export function authAdapter(parts: AuthAdapterParts) {
  const { database, vault } = parts;
  const read = <T>(work: (db: AnyTables) => Promise<T>): Promise<T> =>
    database.read(noRows, (db) => work(db as unknown as AnyTables));
  const write = <T>(work: (db: AnyTables) => Promise<T>): Promise<T> =>
    database.write(noRows, (db) => work(db as unknown as AnyTables));

  const stored = (values: Row): Row =>
    typeof values['tokenHash'] === 'string' ? { ...values, tokenHash: tokenHash(vault, values['tokenHash']) } : values;
  const matching = (where: readonly CleanedWhere[]) => (eb: Builder) =>
    where.reduce(
      (all, { field, operator = 'eq', value, connector }) => {
        const sought = field === 'tokenHash' ? tokenHash(vault, String(value)) : value;
        if (!(operator in comparisons)) throw new Error(`Sign-in does not search by ${operator}`);
        const one =
          sought === null && (operator === 'eq' || operator === 'ne')
            ? eb(field, operator === 'eq' ? 'is' : 'is not', null)
            : eb(field, comparisons[operator as keyof typeof comparisons], sought);
        return connector === 'OR' ? eb.or([all, one]) : eb.and([all, one]);
      },
      eb.val(where[0]?.connector !== 'OR').$castTo<boolean>() as ReturnType<Builder['and']>,
    );

  return createAdapterFactory({
    config: {
      adapterId: 'linli',
      supportsDates: false,
      supportsBooleans: true,
      supportsUUIDs: false,
      supportsJSON: true,
    },
    adapter: () => ({
      async create({ model, data }) {
        if (model === 'sessions') return (await beginSession(parts, data)) as typeof data;
        const row = await write((db) =>
          db.insertInto(model).values(stored(data)).returningAll().executeTakeFirstOrThrow(),
        );
        return row as typeof data;
      },
      async findOne({ model, where }) {
        const row = await read((db) =>
          db.selectFrom(model).selectAll().where(matching(where)).limit(1).executeTakeFirst(),
        );
        return (row ?? null) as never;
      },
      async findMany({ model, where = [], limit, offset = 0, sortBy }) {
        const rows = await read((db) => {
          const found = db.selectFrom(model).selectAll().where(matching(where)).limit(limit).offset(offset);
          return (sortBy ? found.orderBy(sortBy.field, sortBy.direction) : found).execute();
        });
        return rows as never;
      },
      async update({ model, where, update }) {
        const row = await write((db) =>
          db
            .updateTable(model)
            .set(stored(update as Row))
            .where(matching(where))
            .returningAll()
            .executeTakeFirst(),
        );
        return (row ?? null) as never;
      },
      async updateMany({ model, where, update }) {
        const done = await write((db) =>
          db.updateTable(model).set(stored(update)).where(matching(where)).executeTakeFirst(),
        );
        return Number(done.numUpdatedRows);
      },
      async delete({ model, where }) {
        await write((db) => db.deleteFrom(model).where(matching(where)).execute());
      },
      async deleteMany({ model, where }) {
        const done = await write((db) => db.deleteFrom(model).where(matching(where)).executeTakeFirst());
        return Number(done.numDeletedRows);
      },
      async count({ model, where = [] }) {
        const row = await read((db) =>
          db.selectFrom(model).select(sql<number>`count(*)`.as('n')).where(matching(where)).executeTakeFirstOrThrow(),
        );
        return Number(row.n);
      },
    }),
  });
}

/** However somebody signed in: the session's life by who they are, and one line of the audit in the same transaction. */
async function beginSession({ database, vault, now, isDemo, request }: AuthAdapterParts, data: Row): Promise<Row> {
  const token = String(data['tokenHash']);
  const at = now();
  return database.write(noRows, async (db) => {
    const user = await db
      .selectFrom('users')
      .select(['id', 'kind', 'name'])
      .where('id', '=', String(data['userId']))
      .where('isActive', '=', true)
      .executeTakeFirst();
    if (!user) throw refuse('identity.wrong-password');
    const kind = user.kind as 'staff' | 'resident';
    const signOn = request()?.signOn;
    const lack = { userId: user.id, now: at, device: request()?.device, isDemo };
    const awaits = kind === 'staff' && !signOn?.hasSecondFactor ? await lackOf(db, vault, lack) : undefined;
    const row = await insertSession(db, {
      ...data,
      tokenHash: tokenHash(vault, token),
      expiresAt: toIso(toMs(at) + lifeMs[kind]),
      seenAt: at,
      awaits: awaits ?? null,
      signOnProvider: signOn?.providerId ?? null,
      signOnKey: signOn?.key ?? null,
      createdAt: at,
      updatedAt: at,
    });
    await endOldest(db, user.id);
    const actor =
      kind === 'staff'
        ? ({ kind, userId: user.id, name: user.name, holdings: [] } as const)
        : ({ kind, userId: user.id, name: '', phoneToken: '' } as const);
    await writeAudit(db, { actor, requestId: request()?.requestId ?? '' }, at, [
      {
        action: 'identity.signed-in',
        noun: 'sessions',
        rowId: String(row['id']),
        ...(signOn ? { details: { by: signOn.providerId, hasSecondFactor: signOn.hasSecondFactor } } : {}),
      },
    ]);
    return { ...row, tokenHash: token };
  });
}

/** Ends what is more than somebody may have: that which was used longest ago, as if it had lain idle. */
async function endOldest(db: WriteTx, userId: string): Promise<void> {
  const kept = db
    .selectFrom('sessions')
    .select('id')
    .where('userId', '=', userId)
    .orderBy('seenAt', 'desc')
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(mostSessions);
  await db.deleteFrom('sessions').where('userId', '=', userId).where('id', 'not in', kept).execute();
}

async function insertSession(db: WriteTx, values: Row): Promise<Row> {
  return (db as unknown as AnyTables).insertInto('sessions').values(values).returningAll().executeTakeFirstOrThrow();
}
