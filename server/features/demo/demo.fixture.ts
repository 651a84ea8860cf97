import type { Vault } from '../../kit/crypto/vault.ts';
import { categorySeeds } from '../catalogue/seed.ts';
import { type CopyValue, columnNames, copyLine, type DemoTable, type RowSink } from './copy.ts';
import { planDistrict } from './plan.ts';
import { type DistrictMeans, putDistrict } from './put-district.ts';
import type { DemoSize } from './sizes.ts';

/** Two streets, so that both ends of a border and both kinds of sharing are met. */
export const smallSize: DemoSize = {
  firstStreetCode: '440103002',
  streets: 2,
  communities: 4,
  grids: 14,
  buildings: 90,
  homes: 1500,
  people: 4000,
  cases: 80,
};

export const moment = '2026-11-22T02:00:00.000Z';

/** A vault that seals the same value the same way, so that two runs can be compared; for tests of the generator alone. */
const plainVault: Vault = {
  seal: (kind, value) => Buffer.from(`${kind} ${value}`),
  open: (kind, sealed) => sealed.toString().slice(kind.length + 1),
  token: (kind, value) => Buffer.from(`${kind} token ${value}`),
  pieces: (text) => [...text].map((one) => one.codePointAt(0) as number),
  piecesToFind: (words) => [...words].map((one) => one.codePointAt(0) as number),
};

export type Row = Readonly<Record<string, CopyValue>>;

const photo = { sha256: 'a', thumbSha256: 'b', sentSha256: 'c', sizeBytes: 1 };
const kinds = ['paper', ...categorySeeds.filter(({ parentId }) => parentId === null).map(({ code }) => code)];
const drawn = Object.fromEntries(kinds.map((kind) => [kind, { before: [photo], after: [photo] }]));

/** Makes a district without a database: its rows by table, with their names, and all of it as the bytes that would be copied. */
export async function generate(
  seed: string,
  size: DemoSize = smallSize,
  more: Pick<DistrictMeans, 'tellings' | 'onLeftOut'> = {},
) {
  const rows = new Map<DemoTable, Row[]>();
  const lines: string[] = [];
  const sink: RowSink = {
    put(table, values) {
      const names = columnNames(table);
      const list = rows.get(table) ?? [];
      rows.set(table, list);
      list.push(Object.fromEntries(names.map((name, i) => [name, values[i] as CopyValue])));
      lines.push(`${table} ${copyLine(values)}`);
    },
    flush: async () => undefined,
  };
  const plan = planDistrict({ size, seed, now: moment });
  await putDistrict(sink, plan, {
    vault: plainVault,
    size,
    now: moment,
    photos: drawn,
    passwordHash: 'a hash',
    ...more,
  });
  return { plan, table: (name: DemoTable): readonly Row[] => rows.get(name) ?? [], bytes: lines.join('') };
}

/** What a sealed column holds in the vault of this fixture. */
export function opened(value: CopyValue | undefined): string {
  return (value as Buffer).toString().split(' ').at(-1) as string;
}
