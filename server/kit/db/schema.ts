import type pg from 'pg';

const statements = `
select c.relname as name,
  obj_description(c.oid) as placement,
  (select string_agg(format('  %s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' else '' end,
      coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')), E',\\n' order by a.attnum)
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
  (select string_agg(format('  constraint %s %s', k.conname, pg_get_constraintdef(k.oid)), E'\\n' order by k.conname)
    from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n') as constraints,
  (select string_agg('  ' || pg_get_indexdef(i.indexrelid), E'\\n' order by i.indexrelid::regclass::text)
    from pg_index i where i.indrelid = c.oid and not exists (select from pg_constraint k where k.conindid = i.indexrelid)) as indexes,
  (select string_agg(format('  policy %s using %s', p.polname, pg_get_expr(p.polqual, p.polrelid)), E'\\n' order by p.polname)
    from pg_policy p where p.polrelid = c.oid) as policies
from pg_class c
where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
order by c.relname collate "C"`;

interface TableRow {
  readonly name: string;
  readonly placement: string | null;
  readonly columns: string;
  readonly constraints: string | null;
  readonly indexes: string | null;
  readonly policies: string | null;
}

/** The whole schema as text, in an order that depends on nothing but its content: each change shows as a readable difference. */
export async function describeSchema(client: pg.Client | pg.Pool): Promise<string> {
  const tables = (await client.query<TableRow>(statements)).rows;
  const parts = tables.map((table) =>
    [
      `table ${table.name} -- ${table.placement ?? 'no placement'}`,
      table.columns,
      table.constraints,
      table.indexes,
      table.policies,
    ]
      .filter((part) => part !== null)
      .join('\n'),
  );
  return `-- Made by npm run gen from the migrations. Not run by anything.\n\n${parts.join('\n\n')}\n`;
}
