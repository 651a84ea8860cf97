import { randomInt } from 'node:crypto';
import { userName } from '../contract/users.ts';
import { passwordFault } from '../domain/access/password.ts';
import { type RoleCode, roles } from '../domain/access/roles.ts';
import { businessDay } from '../domain/calendar/instant.ts';
import { writeAudit } from '../server/access/audit.ts';
import { hashPassword } from '../server/features/identity/password-hash.ts';
import { normalizeUserName } from '../server/features/identity/user-name.ts';
import { insertStaff, setFirstPassword } from '../server/features/identity/users.commands.ts';
import type { AuditNote } from '../server/kit/ctx.ts';
import { noRows, type ReadTx } from '../server/kit/db/client.ts';
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

function readArgs(args: readonly string[]) {
  const [typed, ...rest] = args;
  const options = new Map<string, string>();
  for (let at = 0; at < rest.length; at += 2) {
    const [key, value] = [rest[at], rest[at + 1]];
    if (!key?.startsWith('--') || value === undefined) throw new UsageError(`Not understood: ${key}`);
    options.set(key.slice(2), value);
  }
  const name = userName.safeParse(typed ?? '');
  if (!name.success) throw new UsageError('A user name has 2 to 30 letters, digits, dots, hyphens.');
  const role = options.get('role') as RoleCode | undefined;
  if (role !== undefined && (!(role in roles) || roles[role].reach !== 'area'))
    throw new UsageError(`No role held over an area: ${role}`);
  return { userName: name.data, name: options.get('name') ?? name.data, role, areaId: options.get('area') };
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

export const userCommands: readonly CliCommand[] = [
  {
    name: 'users create',
    usage: '<user name> [--name <name>] [--role <role> [--area <id>]]',
    summary:
      'Adds a member of staff and says their first password, once. For the first administrators of an installation.',
    async run({ open, args, say }) {
      const asked = readArgs(args);
      const { database, now } = await open();
      const password = firstPassword();
      const passwordHash = await hashPassword(password);
      const id = uuidv7();
      const at = now();
      await database
        .write(noRows, async (db) => {
          await insertStaff(db, {
            id,
            userName: asked.userName,
            name: asked.name,
            passwordHash,
            mustChangePassword: true,
            at,
          });
          const notes = [{ action: 'users.created', noun: 'users', rowId: id }];
          if (asked.role !== undefined) {
            const areaId = await rootArea(db, asked.areaId);
            const held = {
              id: uuidv7(),
              userId: id,
              role: asked.role,
              areaId,
              validFrom: businessDay(at),
              grantedAt: at,
            };
            await db.insertInto('holdings').values(held).execute();
            notes.push({ action: 'access.granted', noun: 'holdings', rowId: id });
          }
          await writeAudit(db, { actor: { kind: 'system', name: 'linli users create' }, requestId: id }, at, notes);
        })
        .catch((error: Error) => {
          throw refusalOf(error) ?? error;
        });
      say(`${asked.userName} signs in with ${password} and must then choose another. It is shown this once.`);
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
        const user = await db
          .selectFrom('users')
          .select('id')
          .where('userName', '=', normalizeUserName(typed))
          .executeTakeFirst();
        if (!user) throw new UsageError(`There is no user ${typed}.`);
        const notes: AuditNote[] = [];
        await setFirstPassword({ db, vault, now: at, audit: (note) => notes.push(note) }, { id: user.id, password });
        await writeAudit(
          db,
          { actor: { kind: 'system', name: 'linli users reset-password' }, requestId: user.id },
          at,
          notes,
        );
      });
      say(`${typed} signs in with ${password} and must then choose another. It is shown this once.`);
      return 0;
    },
  },
];
