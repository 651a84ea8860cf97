import pg from 'pg';
import { itemGuide } from '../../../domain/service-items/guide.ts';
import { categorySeeds } from './seed.ts';

/**
 * Puts the catalogue a new installation starts with, guides included, unless there are categories already. Duties and routing rules need the district's
 * own organisations and are not put here.
 * @returns how many categories were put
 */
export async function loadCategorySeeds(client: Pick<pg.Client, 'query'>, now: string): Promise<number> {
  const { rows } = await client.query<{ found: boolean }>('select exists (select from categories) as found');
  if (rows[0]?.found) return 0;
  for (const seed of categorySeeds)
    await client.query(
      `insert into categories (id, parent_id, case_type, code, name, position, rule, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        seed.id,
        seed.parentId,
        seed.caseType,
        seed.code,
        JSON.stringify(seed.name),
        seed.position,
        JSON.stringify(seed.rule),
        now,
      ],
    );
  for (const { id, guide } of categorySeeds)
    if (guide)
      await client.query(
        'insert into service_items (category_id, guide, is_published, updated_at) values ($1, $2, true, $3)',
        [id, JSON.stringify(itemGuide.parse(guide)), now],
      );
  return categorySeeds.length;
}

/** As loadCategorySeeds at the start of an installation, in one transaction: of processes that start at once one does it, the others wait. */
export async function seedCategories(ownerUrl: string, now: string): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'linli-start' });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('lock table categories in share row exclusive mode');
    const count = await loadCategorySeeds(client, now);
    await client.query('commit');
    return count;
  } finally {
    // Ends the transaction, too, if it was not committed.
    await client.end();
  }
}
