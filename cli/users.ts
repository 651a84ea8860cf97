import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { userName } from '../contract/users.ts';
import { passwordFault } from '../domain/access/password.ts';
import { type RoleCode, roles } from '../domain/access/roles.ts';
import { writeAudit } from '../server/access/audit.ts';
import { insertHolding, noteHolding, type WantedHolding } from '../server/features/identity/holdings.ts';
import { hashPassword } from '../server/features/identity/password-hash.ts';
import { removeSecondFactor } from '../server/features/identity/second-factor.ts';
import { normalizeUserName } from '../server/features/identity/user-name.ts';
import { insertStaff, setFirstPassword } from '../server/features/identity/users.commands.ts';
import type { AuditNote } from '../server/kit/ctx.ts';
import { noRows, type ReadTx, type WriteTx } from '../server/kit/db/client.ts';
import { refusalOf } from '../server/kit/http/problems.ts';
import { uuidv7 } from '../server/kit/ids.ts';
import { type CliCommand, UsageError } from './command.ts';

const letters = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Four groups without letters that look alike: to be read from a screen once, then changed. */
function firstPassword(): string {
  for (;;) {
    const groups = Array.from({ length: 4 }, () =>
      Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join(''),
    );
    const made = groups.join('-');
    if (!passwordFault(made, '')) return made;
  }
}

function readOptions(args: readonly string[]): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  for (let at = 0; at < args.length; at += 2) {
    const [key, value] = [args[at], args[at + 1]];
    if (!key?.startsWith('--') || value === undefined) throw new UsageError(`Not understood: ${key}`);
    options.set(key.slice(2), value);
  }
  return options;
}

function readName(typed: string | undefined): string {
  const name = userName.safeParse(typed ?? '');
  if (!name.success) throw new UsageError('A user name has 2 to 30 letters, digits, dots, hyphens.');
  return name.data;
}

/** The role asked for and where it is to be held; undefined where none is asked for. */
function readRole(options: ReadonlyMap<string, string>) {
  const role = options.get('role');
  if (role === undefined) return undefined;
  if (!(role in roles) || role === 'resident') throw new UsageError(`There is no role ${role} of the staff.`);
  return { role: role as RoleCode, areaId: options.get('area'), organisation: options.get('organisation') };
}

/** Where a role is held: the area named, else the whole; the organisation by its id or its name. */
async function reachOf(db: ReadTx, asked: NonNullable<ReturnType<typeof readRole>>): Promise<WantedHolding> {
  const { role } = asked;
  if (roles[role].reach === 'area') return { role, areaId: await rootArea(db, asked.areaId) };
  if (asked.organisation === undefined)
    throw new UsageError(`The role ${role} is held in an organisation: name it with --organisation.`);
  const isId = z.uuid().safeParse(asked.organisation).success;
  const found = await db
    .selectFrom('organisations')
    .select('id')
    .where(isId ? 'id' : 'name', '=', asked.organisation)
    .limit(2)
    .execute();
  if (found.length > 1) throw new UsageError(`${asked.organisation} is the name of several; give its id.`);
  if (!found[0]) throw new UsageError(`There is no organisation ${asked.organisation}.`);
  return { role, organisationId: found[0].id };
}

/** Grants a role in the name of whoever may reach the server itself; the three administrators stay three people here, too. */
async function grant(db: WriteTx, at: string, userId: string, asked: NonNullable<ReturnType<typeof readRole>>) {
  const wanted = await reachOf(db, asked);
  await insertHolding({ db, now: at, newId: uuidv7 }, userId, wanted, null);
  const notes: AuditNote[] = [];
  noteHolding({ audit: (note) => notes.push(note) }, 'access.granted', userId, wanted);
  return notes;
}

async function rootArea(db: ReadTx, asked: string | undefined): Promise<number> {
  const areas = db.selectFrom('areas').select('id');
  const found = await (asked === undefined
    ? areas.where('kind', '=', 'district').orderBy('id').limit(1)
    : areas.where('id', '=', Number(asked))
  ).executeTakeFirst();
  if (found) return found.id;
  if (asked !== undefined) throw new UsageError(`There is no area ${asked}. Name another by its id with --area.`);
  throw new UsageError(
    'There are no areas yet, and a role is held over one. First put your district: npm run linli -- divisions import <code or file>',
  );
}

async function findUser(db: ReadTx, typed: string): Promise<string> {
  const user = await db
    .selectFrom('users')
    .select('id')
    .where('userName', '=', normalizeUserName(typed))
    .executeTakeFirst();
  if (!user) throw new UsageError(`There is no user ${typed}.`);
  return user.id;
}

export const userCommands: readonly CliCommand[] = [
  {
    name: 'users create',
    usage: '<user name> [--name <name>] [--role <role> [--area <id> | --organisation <id or name>]]',
    summary:
      'Adds a member of staff and says their first password, once. For the first administrators of an installation.',
    async run({ open, args, say }) {
      const [typed, ...rest] = args;
      const signInAs = readName(typed);
      const options = readOptions(rest);
      const asked = readRole(options);
      const { database, now } = await open();
      const password = firstPassword();
      const passwordHash = await hashPassword(password);
      const id = uuidv7();
      const at = now();
      await database
        .write(noRows, async (db) => {
          const name = options.get('name') ?? signInAs;
          await insertStaff(db, { id, userName: signInAs, name, passwordHash, mustChangePassword: true, at });
          const notes = [
            { action: 'users.created', noun: 'users', rowId: id },
            ...(asked ? await grant(db, at, id, asked) : []),
          ];
          await writeAudit(db, { actor: { kind: 'system', name: 'linli users create' }, requestId: id }, at, notes);
        })
        .catch((error: Error) => {
          throw refusalOf(error) ?? error;
        });
      say(`${signInAs} signs in with ${password} and must then choose another. It is shown this once.`);
      return 0;
    },
  },
  {
    name: 'users grant',
    usage: '<user name> --role <role> [--area <id> | --organisation <id or name>]',
    summary: 'Grants one more role to a member of staff. The three administrators must be three people.',
    async run({ open, args, say }) {
      const [typed, ...rest] = args;
      const asked = readRole(readOptions(rest));
      if (!asked) throw new UsageError('Name the role with --role.');
      const { database, now } = await open();
      const at = now();
      await database
        .write(noRows, async (db) => {
          const id = await findUser(db, readName(typed));
          const notes = await grant(db, at, id, asked);
          await writeAudit(db, { actor: { kind: 'system', name: 'linli users grant' }, requestId: id }, at, notes);
        })
        .catch((error: Error) => {
          throw refusalOf(error) ?? error;
        });
      say(`${typed} now holds ${asked.role}.`);
      return 0;
    },
  },
  {
    name: 'users reset-second-factor',
    usage: '<user name>',
    summary:
      'Takes away the second factor of whoever lost their device, where no two administrators are left to do it.',
    async run({ open, args, say }) {
      const [typed = ''] = args;
      const { database, now } = await open();
      await database.write(noRows, async (db) => {
        const id = await findUser(db, typed);
        await removeSecondFactor(db, id);
        const notes = [{ action: 'second-factor.reset', noun: 'users', rowId: id }];
        const actor = { kind: 'system', name: 'linli users reset-second-factor' } as const;
        await writeAudit(db, { actor, requestId: id }, now(), notes);
      });
      say(`${typed} has no second factor now, and is signed out everywhere.`);
      return 0;
    },
  },
  {
    name: 'users reset-password',
    usage: '<user name>',
    summary: 'Gives a member of staff a new first password, said once; also an administrator who forgot theirs.',
    async run({ open, args, say }) {
      const [typed = ''] = args;
      const { database, vault, now } = await open();
      const password = firstPassword();
      const at = now();
      await database.write(noRows, async (db) => {
        const id = await findUser(db, typed);
        const notes: AuditNote[] = [];
        await setFirstPassword({ db, vault, now: at, audit: (note) => notes.push(note) }, { id, password });
        await writeAudit(
          db,
          { actor: { kind: 'system', name: 'linli users reset-password' }, requestId: id },
          at,
          notes,
        );
      });
      say(`${typed} signs in with ${password} and must then choose another. It is shown this once.`);
      return 0;
    },
  },
];
