import { randomBytes } from 'node:crypto';
import type { Holding } from '../domain/access/actor.ts';
import { type KeyScope, keyScopes } from '../domain/access/key-scopes.ts';
import { businessDay } from '../domain/calendar/instant.ts';
import { writeAudit } from '../server/access/audit.ts';
import { confirmKey, makeKey, markEnded } from '../server/features/api-keys/api-keys.commands.ts';
import { normalizeUserName } from '../server/features/identity/user-name.ts';
import type { AuditNote } from '../server/kit/ctx.ts';
import { noRows, type ReadTx } from '../server/kit/db/client.ts';
import { uuidv7 } from '../server/kit/ids.ts';
import { type CliCommand, UsageError } from './command.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function readArgs(args: readonly string[]) {
  const [name, ...rest] = args;
  const options = new Map<string, string>();
  for (let at = 0; at < rest.length; at += 2) {
    const [key, value] = [rest[at], rest[at + 1]];
    if (!key?.startsWith('--') || value === undefined) throw new UsageError(`Not understood: ${key}`);
    options.set(key.slice(2), value);
  }
  if (!name || name.startsWith('--') || name.length > 60)
    throw new UsageError('A key needs a name of at most 60 letters.');
  const as = options.get('as');
  if (as === undefined) throw new UsageError('Say with --as in whose name: the key can do no more than they may.');
  return { name, as, scopes: scopesOf(options), reach: reachOf(options), perMinute: perMinuteOf(options), options };
}

function scopesOf(options: ReadonlyMap<string, string>): KeyScope[] {
  const wanted = (options.get('scopes') ?? '').split(',').filter((scope) => scope !== '');
  const unknown = wanted.filter((scope) => !keyScopes.includes(scope as KeyScope));
  if (wanted.length === 0 || unknown.length > 0)
    throw new UsageError(
      `Scopes are some of: ${keyScopes.join(', ')}. Not one: ${unknown.join(', ') || '(none given)'}`,
    );
  return wanted as KeyScope[];
}

function reachOf(options: ReadonlyMap<string, string>) {
  const [area, organisationId] = [options.get('area'), options.get('organisation')];
  if (area !== undefined && organisationId === undefined && /^\d{1,15}$/.test(area)) return { areaId: Number(area) };
  if (organisationId !== undefined && area === undefined && uuid.test(organisationId)) return { organisationId };
  throw new UsageError('Say with --area <id> or --organisation <id> where it holds.');
}

function perMinuteOf(options: ReadonlyMap<string, string>): number {
  const n = Number(options.get('per-minute') ?? 120);
  if (!Number.isInteger(n) || n < 1 || n > 6000) throw new UsageError('--per-minute is a whole number from 1 to 6000.');
  return n;
}

/** A member of staff as they are today, in whose name a key is made or confirmed. */
async function staffNamed(db: ReadTx, typed: string, now: string) {
  const user = await db
    .selectFrom('users')
    .select(['id', 'name'])
    .where('userName', '=', normalizeUserName(typed))
    .where('kind', '=', 'staff')
    .where('isActive', '=', true)
    .executeTakeFirst();
  if (!user) throw new UsageError(`There is no active user ${typed}.`);
  const today = businessDay(now);
  const rows = await db
    .selectFrom('holdings')
    .select(['role', 'areaId', 'organisationId'])
    .where('userId', '=', user.id)
    .where('validFrom', '<=', today)
    .where(({ eb, or }) => or([eb('validTo', 'is', null), eb('validTo', '>', today)]))
    .execute();
  const holdings = rows.map(
    ({ role, areaId, organisationId }): Holding => ({
      role: role as Holding['role'],
      ...(areaId === null ? {} : { areaId }),
      ...(organisationId === null ? {} : { organisationId }),
    }),
  );
  return { kind: 'staff', userId: user.id, name: user.name, holdings } as const;
}

export const apiKeyCommands: readonly CliCommand[] = [
  {
    name: 'api-keys make',
    usage:
      '<name> --as <user name> (--area <id> | --organisation <id>) --scopes <scope,scope> [--per-minute <n>] [--expires <day>]',
    summary: 'Makes a key for another system and says it, once. It can do no more than the user in whose name it is.',
    async run({ open, args, say }) {
      const asked = readArgs(args);
      const { database, vault, now } = await open();
      const key = `linli_${randomBytes(32).toString('base64url')}`;
      const id = uuidv7();
      const at = now();
      await database.write(noRows, async (db) => {
        const actor = await staffNamed(db, asked.as, at);
        const notes: AuditNote[] = [];
        const ctx = { db, shared: database.pool, now: at, vault, actor, audit: (note: AuditNote) => notes.push(note) };
        const expiresOn = asked.options.get('expires');
        if (expiresOn !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(expiresOn))
          throw new UsageError('--expires is a day: YYYY-MM-DD.');
        await makeKey(ctx, id, {
          name: asked.name,
          reach: asked.reach,
          scopes: asked.scopes,
          perMinute: asked.perMinute,
          key,
          ...(expiresOn === undefined ? {} : { expiresOn }),
        });
        await writeAudit(db, { actor: { kind: 'system', name: 'linli api-keys make' }, requestId: id }, at, notes);
      });
      say(`${asked.name} (${id}) asks with ${key}. It is shown this once, and waits for a security administrator.`);
      return 0;
    },
  },
  {
    name: 'api-keys list',
    summary: 'Lists the keys of other systems: id, first letters, where and what for.',
    async run({ open, say }) {
      const { database } = await open();
      const rows = await database.read(noRows, (db) =>
        db
          .selectFrom('apiKeys')
          .innerJoin('users', 'users.id', 'apiKeys.madeBy')
          .select(['apiKeys.id', 'apiKeys.name', 'hint', 'areaId', 'organisationId', 'scopes', 'endedAt', 'expiresOn'])
          .select('confirmedAt')
          .select('users.name as maker')
          .orderBy('apiKeys.madeAt', 'desc')
          .execute(),
      );
      for (const row of rows) {
        const where = row.areaId === null ? `organisation ${row.organisationId}` : `area ${row.areaId}`;
        const wait = row.confirmedAt === null && !row.endedAt ? ' waiting' : '';
        const end = row.endedAt ? ` ended ${row.endedAt}` : row.expiresOn ? ` until ${row.expiresOn}` : wait;
        say(`${row.id} ${row.hint}… ${row.name} (${row.maker}) ${where} ${row.scopes.join(',')}${end}`);
      }
      say(`${rows.length} keys`);
      return 0;
    },
  },
  {
    name: 'api-keys confirm',
    usage: '<id> --as <user name>',
    summary: 'Confirms a key that another made, in the name of a security administrator.',
    async run({ open, args, say }) {
      const [id = '', option, as = ''] = args;
      if (!uuid.test(id) || option !== '--as' || as === '')
        throw new UsageError('Say which by its id, and with --as which security administrator confirms it.');
      const { database, now } = await open();
      const at = now();
      await database.write(noRows, async (db) => {
        const actor = await staffNamed(db, as, at);
        const notes: AuditNote[] = [];
        await confirmKey(
          { db, shared: database.pool, now: at, actor, audit: (note: AuditNote) => notes.push(note) },
          id,
        );
        await writeAudit(db, { actor: { kind: 'system', name: 'linli api-keys confirm' }, requestId: id }, at, notes);
      });
      say(`${id} is confirmed.`);
      return 0;
    },
  },
  {
    name: 'api-keys end',
    usage: '<id>',
    summary: 'Ends a key at once.',
    async run({ open, args, say }) {
      const [id = ''] = args;
      if (!uuid.test(id)) throw new UsageError('Say which by its id: linli api-keys list shows them.');
      const { database, now } = await open();
      const at = now();
      const isDone = await database.write(noRows, async (db) => {
        const notes: AuditNote[] = [];
        const ended = await markEnded({ db, now: at, audit: (note) => notes.push(note) }, id, null);
        await writeAudit(db, { actor: { kind: 'system', name: 'linli api-keys end' }, requestId: id }, at, notes);
        return ended;
      });
      say(isDone ? `${id} has ended.` : `There is no key ${id} that still holds.`);
      return isDone ? 0 : 1;
    },
  },
];
