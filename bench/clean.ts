import type { District } from './district.ts';
import type { Subjects } from './subjects.ts';

const ofCases = [
  'case_entry_values',
  'case_entries',
  'case_clocks',
  'case_measures',
  'case_assignments',
  'case_parties',
  'case_links',
  'notices',
];

/** A request that was under way when the load ended may still commit: what it left is taken away at the next attempt. */
async function patiently(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= 5) throw error;
      await new Promise((wake) => setTimeout(wake, 500));
    }
  }
}

/** Takes away the cases that the bench and its limit made, with what waits to be told of them: what is measured next meets the district as it was. */
export async function dropCases(district: District, subjects: Subjects, since: string): Promise<void> {
  await patiently(() => dropOnce(district, subjects, since));
  // Rows that are gone still stand in the way of whoever walks along an index, until they are cleared up.
  await district.owner.query(`vacuum (analyze) cases, search_tokens, ${ofCases.join(', ')}`);
}

async function dropOnce({ owner }: District, { community }: Subjects, since: string): Promise<void> {
  const made = 'select id from cases where community_id = $1 and raised_at >= $2';
  for (const table of ofCases) {
    const column = table === 'notices' ? 'row_id' : 'case_id';
    await owner.query(`delete from ${table} where community_id = $1 and ${column} in (${made})`, [community, since]);
  }
  await owner.query(`delete from search_tokens where community_id = $1 and kind = 'case' and row_id in (${made})`, [
    community,
    since,
  ]);
  await owner.query('delete from cases where community_id = $1 and raised_at >= $2', [community, since]);
  await owner.query("delete from pgboss.job where name like 'cases.%' and created_on >= $1 and state = 'created'", [
    since,
  ]);
}
