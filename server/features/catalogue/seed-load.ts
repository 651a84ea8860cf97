import pg from 'pg';
import { itemGuide } from '../../../domain/service-items/guide.ts';
import { categorySeeds, type NumberedCategory } from './seed.ts';

interface Known {
  readonly types: ReadonlySet<string>;
  readonly codes: ReadonlySet<string>;
  /** The first hundred above every number that is taken. */
  readonly free: number;
}

async function knownCategories(client: Pick<pg.Client, 'query'>): Promise<Known> {
  const { rows } = await client.query<{ id: string; case_type: string; code: string }>(
    'select id, case_type, code from categories',
  );
  return {
    types: new Set(rows.map((row) => row.case_type)),
    codes: new Set(rows.map(({ code }) => code)),
    free: Math.ceil((Math.max(0, ...rows.map(({ id }) => Number(id))) + 1) / 100) * 100,
  };
}

/**
 * What an installation has nothing of yet: all of it when it is new, and after an upgrade the classes of processes that came with it. A process that
 * has a category here keeps the district's own catalogue as it is; so does one of whose codes the district has made its own.
 */
function missingSeeds({ types, codes, free }: Known): readonly NumberedCategory[] {
  const taken = new Set(categorySeeds.filter(({ code }) => codes.has(code)).map(({ caseType }) => caseType));
  const missing = categorySeeds.filter(({ caseType }) => !types.has(caseType) && !taken.has(caseType));
  if (types.size === 0) return missing;
  const from = missing[0]?.id ?? 0;
  const moved = (id: number): number => id - from + free;
  return missing.map((seed) => ({
    ...seed,
    id: moved(seed.id),
    parentId: seed.parentId === null ? null : moved(seed.parentId),
  }));
}

/**
 * Puts what a new installation starts with, guides included, and what an older one has nothing of. Duties and routing rules need the district's
 * own organisations and are not put here.
 * @returns how many categories were put
 */
export async function loadCategorySeeds(client: Pick<pg.Client, 'query'>, now: string): Promise<number> {
  const seeds = missingSeeds(await knownCategories(client));
  for (const seed of seeds)
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
  for (const { id, guide } of seeds)
    if (guide)
      await client.query(
        'insert into service_items (category_id, guide, is_published, updated_at) values ($1, $2, true, $3)',
        [id, JSON.stringify(itemGuide.parse(guide)), now],
      );
  return seeds.length;
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
