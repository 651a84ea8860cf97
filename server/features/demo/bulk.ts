import type pg from 'pg';
import type { DemoTable } from './copy.ts';

interface Definition {
  readonly table_name: string;
  readonly name: string;
  readonly definition: string;
}

const definitionsSql = `
select c.relname as table_name, k.conname as name, pg_get_constraintdef(k.oid) as definition, 'constraint' as what
from pg_constraint k join pg_class c on c.oid = k.conrelid
where k.contype = 'f' and c.relname = any ($1)
union all
select c.relname, i.relname, pg_get_indexdef(x.indexrelid), 'index'
from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
where c.relname = any ($1) and c.relnamespace = 'public'::regnamespace and not x.indisunique
  and not exists (select from pg_constraint k where k.conindid = x.indexrelid)`;

/**
 * Takes foreign keys and plain indexes off tables that are about to get millions of rows, inside the caller's transaction: a fill that fails
 * leaves them as they were.
 * @returns what puts them back: sorting once is far cheaper than a search for each row
 */
export async function liftIndexes(
  client: pg.Client,
  tables: readonly DemoTable[],
): Promise<(onEach: (name: string) => void) => Promise<void>> {
  const { rows } = await client.query<Definition & { what: 'constraint' | 'index' }>(definitionsSql, [[...tables]]);
  const keys = rows.filter(({ what }) => what === 'constraint');
  const indexes = rows.filter(({ what }) => what === 'index');
  for (const { table_name, name } of keys) await client.query(`alter table ${table_name} drop constraint ${name}`);
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  return async (onEach) => {
    for (const { name, definition } of indexes) {
      await client.query(definition);
      onEach(name);
    }
    for (const { table_name, name, definition } of keys) {
      await client.query(`alter table ${table_name} add constraint ${name} ${definition}`);
      onEach(name);
    }
  };
}
