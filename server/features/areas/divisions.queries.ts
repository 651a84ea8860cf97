import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from '../../../domain/refusals.ts';
import { type DivisionList, divisionList } from '../../../domain/registry/divisions.ts';

const folder = join(import.meta.dirname, '../../../data/divisions');

/** A division list that comes with the platform; `request.not-found` if there is none of that code. */
export async function getShippedDivisions(code: string): Promise<DivisionList> {
  const known = (await shippedCodes()).includes(code);
  if (!known) throw refuse('request.not-found');
  return divisionList.parse(JSON.parse(await readFile(join(folder, `${code}.json`), 'utf8')));
}

async function shippedCodes(): Promise<readonly string[]> {
  const names = await readdir(folder);
  return names.flatMap((name) => /^(\d{6})\.json$/.exec(name)?.[1] ?? []).sort();
}

/** The lists that come with the platform, with how many streets and communities each has. */
export async function listShippedDivisions() {
  const lists = await Promise.all((await shippedCodes()).map(getShippedDivisions));
  return {
    items: lists.map((list) => ({
      code: list.code,
      name: list.name,
      streets: list.streets.length,
      communities: list.streets.reduce((sum, street) => sum + street.communities.length, 0),
    })),
  };
}
