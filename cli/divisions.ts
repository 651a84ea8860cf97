import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { businessDay } from '../domain/calendar/instant.ts';
import { type DivisionList, divisionList } from '../domain/registry/divisions.ts';
import { writeAudit } from '../server/access/audit.ts';
import { seedDivisions } from '../server/features/areas/divisions.commands.ts';
import { getShippedDivisions, listShippedDivisions } from '../server/features/areas/divisions.queries.ts';
import { noRows } from '../server/kit/db/client.ts';
import { uuidv7 } from '../server/kit/ids.ts';
import { type CliCommand, UsageError } from './command.ts';

/** The lists that come along are of this year, in force from this day. */
const shipped = { year: '2023', from: '2023-06-30' } as const;

function readArgs(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { year: { type: 'string', default: shipped.year }, from: { type: 'string', default: shipped.from } },
    });
    const [named, ...more] = positionals;
    if (named === undefined || more.length > 0) throw new Error('Name one list: a code of six digits, or a file.');
    const year = Number(values.year);
    if (!Number.isInteger(year) || year < 1980 || year > 2200)
      throw new Error('--year is the year of the codes: 2023.');
    if (!/^\d{4}-\d{2}-\d{2}$/.test(values.from) || Number.isNaN(Date.parse(values.from)))
      throw new Error('--from is the day from which the list holds: 2023-06-30.');
    return { named, codeYear: year, validFrom: values.from };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

async function shippedWords(): Promise<string> {
  const { items } = await listShippedDivisions();
  return items
    .map(({ code, name, streets, communities }) => `  ${code}  ${name}  ${streets} streets, ${communities} communities`)
    .join('\n');
}

/** A list by its code where it comes along, else from a file in the same shape. */
async function readList(named: string): Promise<DivisionList> {
  if (/^\d{6}$/.test(named)) {
    const list = await getShippedDivisions(named).catch(() => undefined);
    if (list) return list;
    throw new UsageError(`No list of ${named} comes along. There are:\n${await shippedWords()}\nOr name a file.`);
  }
  const text = await readFile(named, 'utf8').catch(() => undefined);
  if (text === undefined) throw new UsageError(`There is no file ${named}.`);
  const read = divisionList.safeParse(parsed(text));
  if (read.success) return read.data;
  const [fault] = read.error.issues;
  throw new UsageError(
    `${named} is not a list of divisions ({code, name, streets: [{code, name, communities: [{code, name}]}]}): ` +
      `${fault?.path.join('.') || 'the whole'}: ${fault?.message}`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const divisionCommands: readonly CliCommand[] = [
  {
    name: 'divisions list',
    summary: 'Lists the districts whose divisions come with the platform.',
    async run({ say }) {
      say(await shippedWords());
      return 0;
    },
  },
  {
    name: 'divisions import',
    usage: '<code or file> [--year <of the codes>] [--from <day it holds from>]',
    summary:
      'Puts a district with its streets and communities; again it adds what is new. Later changes are made on the page of areas.',
    async run({ open, args, say }) {
      const { named, codeYear, validFrom } = readArgs(args);
      const list = await readList(named);
      const { database, now } = await open();
      const at = now();
      const { all, created } = await database.write(noRows, async (db) => {
        const before = new Set((await db.selectFrom('areas').select('id').execute()).map(({ id }) => id));
        const ids = [...(await seedDivisions(db, { list, codeYear, validFrom, now: at })).values()];
        const count = ids.filter((id) => !before.has(id)).length;
        const details = { code: list.code, created: count };
        await writeAudit(db, { actor: { kind: 'system', name: 'linli divisions import' }, requestId: uuidv7() }, at, [
          { action: 'areas.divisions-imported', noun: 'areas', details },
        ]);
        return { all: ids.length, created: count };
      });
      say(
        `${list.name}: ${created} areas added, ${all - created} were there. They hold from ${validFrom} (today is ${businessDay(at)}).`,
      );
      return 0;
    },
  },
];
