import { sql } from 'kysely';
import { z } from 'zod';
import { parseCitizenId } from '../../domain/identifiers/citizen-id.ts';
import type { WriteCtx } from '../kit/ctx.ts';

interface Of {
  readonly communityId: number;
  readonly id: string;
}

interface Who {
  readonly name: string;
  readonly numbers: readonly string[];
}

const one = z.object({ name: z.string().default(''), words: z.string().default(''), idText: z.string().default('') });
/** What a row of an import names somebody by, whatever it is held for: on its own, in its row, or in what it told. */
const named = one.extend({ row: one.optional() });

/** Whether a row names somebody: by a number of theirs, or by their name where no other number says that it is somebody else. */
function names(sealed: string, { name, numbers }: Who): boolean {
  if (numbers.some((number) => sealed.includes(number))) return true;
  const { row, ...own } = named.parse(JSON.parse(sealed));
  return [own, ...(row ? [row] : [])].some(
    ({ name: said, words, idText }) =>
      (said === name || words.split(' ')[0] === name) && !parseCitizenId(row?.idText ?? idText).ok,
  );
}

async function whoIs({ db, vault }: Pick<WriteCtx, 'db' | 'vault'>, { communityId, id }: Of): Promise<Who | undefined> {
  const row = await db
    .selectFrom('people')
    .select(['name', 'idSealed'])
    .where('communityId', '=', communityId)
    .where('id', '=', id)
    .where('erasedAt', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  const phones = await db
    .selectFrom('peoplePhones')
    .select('sealed')
    .where('communityId', '=', communityId)
    .where('peopleId', '=', id)
    .where('note', 'is', null)
    .execute();
  const idNumber = row.idSealed ? [vault.open('id-number', row.idSealed)] : [];
  return { name: row.name, numbers: [...idNumber, ...phones.map(({ sealed }) => vault.open('phone', sealed))] };
}

/** So many are opened at a time. */
const atOnce = 1_000;

/** Drops the rows of imports that were taken for somebody or name them, settled or not: sealed as they are, each is opened once. */
export async function dropHeldRows(ctx: Pick<WriteCtx, 'db' | 'vault'>, of: Of): Promise<void> {
  const { db, vault } = ctx;
  const who = await whoIs(ctx, of);
  if (!who) return;
  const rowsHere = () => db.selectFrom('importRows').where('communityId', '=', of.communityId);
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const page = await rowsHere()
      .select(['id', 'peopleId', 'sealed'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(atOnce)
      .execute();
    const drop = page.filter(
      ({ peopleId, sealed }) => peopleId === of.id || names(vault.open('import-row', sealed), who),
    );
    if (drop.length > 0)
      await sql`delete from import_rows where community_id = ${of.communityId}
        and id = any (${`{${drop.map(({ id }) => id).join(',')}}`}::uuid[])`.execute(db);
    const last = page.at(-1);
    if (!last || page.length < atOnce) return;
    after = last.id;
  }
}
