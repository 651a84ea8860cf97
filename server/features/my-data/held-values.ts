import type { OwnRecord } from '../../../contract/my-data.ts';
import { ageAt } from '../../../domain/calendar/instant.ts';
import { coreFields, fieldText, personFields, type RegistryField } from '../../../domain/registry/fields.ts';
import { type Text, text } from '../../../domain/text.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { listChanges } from '../../registry/changes.ts';
import { partsOf } from '../people/person-parts.queries.ts';
import type { RecordRow } from './own-records.ts';

const sexes: Readonly<Record<string, Text>> = {
  male: text('男', 'male'),
  female: text('女', 'female'),
  unknown: text('未知', 'not known'),
};
const same = (words: string): Text => text(words, words);

/** Where a value came from, by the beginning of its lineage. */
function sourceOf(lineage: string | undefined): Text | null {
  if (lineage === undefined) return null;
  if (lineage.startsWith('import')) return text('台账导入', 'a ledger that was read in');
  if (lineage.startsWith('move')) return text('随搬家转来', 'came along when you moved');
  if (lineage.startsWith('merge')) return text('合并重复档案', 'two records of one person were joined');
  return text('社区登记或更正', 'registered or corrected by the community');
}

const termOf = ({ retentionYears }: RegistryField): Text =>
  text(`档案注销后 ${retentionYears} 年删除`, `erased ${retentionYears} years after the record ended`);

function heldValue(field: RegistryField, words: Text, lineage: Readonly<Record<string, string>>, key: string) {
  const { label, purpose, basis, level } = field;
  return {
    key: field.key,
    label,
    value: words,
    purpose,
    basis,
    term: termOf(field),
    source: sourceOf(lineage[key]),
    isSensitive: level === 3,
  };
}

/** Values in full for a copy that its person takes along, masked on a screen that others may look at. */
export type Shown = 'masked' | 'full';

function coreWords(ctx: ReadCtx, row: RecordRow, phones: readonly string[], shown: Shown): Record<string, string> {
  const idNumber = shown === 'full' && row.idSealed ? ctx.vault.open('id-number', row.idSealed) : (row.idMasked ?? '');
  const age = row.bornOn ? ageAt(row.bornOn, ctx.now) : null;
  return {
    name: row.name,
    birthOn: row.bornOn ? `${row.bornOn}${age === null ? '' : `（${age}）`}` : '',
    idNumber,
    phone: phones.join('、'),
  };
}

async function phonesOf(ctx: ReadCtx, row: RecordRow, shown: Shown): Promise<readonly string[]> {
  const rows = await ctx.db
    .selectFrom('peoplePhones')
    .select(['sealed', 'masked', 'note'])
    .where('communityId', '=', row.communityId)
    .where('peopleId', '=', row.id)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map(({ sealed, masked, note }) => {
    const words = shown === 'full' ? ctx.vault.open('phone', sealed) : masked;
    return note ? `${words}（${note}）` : words;
  });
}

const keyInLineage: Readonly<Record<string, string>> = { birthOn: 'bornOn', phone: 'phones' };

/** Everything one community holds of a person, each value with why, by which rule, how long and from where. */
export async function heldOf(ctx: ReadCtx, row: RecordRow, communityName: string, shown: Shown): Promise<OwnRecord> {
  const { residences, ownerships, tags } = await partsOf(ctx, row);
  const details = row.details as Record<string, string>;
  const lineage = row.lineage as Record<string, string>;
  const core = coreWords(ctx, row, await phonesOf(ctx, row, shown), shown);
  const coreValues = coreFields.flatMap((field) => {
    const words = field.key === 'sex' ? (sexes[row.sex] ?? same(row.sex)) : same(core[field.key] ?? '');
    return words.zh === '' ? [] : [heldValue(field, words, lineage, keyInLineage[field.key] ?? field.key)];
  });
  const detailValues = personFields.flatMap((field) => {
    const value = details[field.key];
    return value ? [heldValue(field, fieldText(field, value), lineage, field.key)] : [];
  });
  const changes = await listChanges(ctx, row.communityId, row.id);
  return {
    communityName,
    values: [...coreValues, ...detailValues],
    homes: residences.map(({ words, kind, fromOn, toOn }) => ({ words, kind, from: fromOn, to: toOn })),
    ownerships: ownerships.map(({ words, share }) => ({ words, share })),
    groups: tags.map(({ label, source, basis, fromOn, toOn }) => ({
      label,
      source,
      basis: basis ?? '',
      from: fromOn,
      to: toOn,
    })),
    changes: changes.map(({ at, cause, after, before }) => ({ at, words: changeWords(cause, before, after) })),
    isLimited: row.isLimited,
  };
}

const causes: Readonly<Record<string, Text>> = {
  registration: text('登记', 'registered'),
  correction: text('更正', 'corrected'),
  import: text('台账导入', 'read in from a ledger'),
  merge: text('合并重复档案', 'joined with a second record'),
  move: text('搬家', 'moved'),
};
const labels = new Map([...coreFields, ...personFields].map((field) => [field.key as string, field.label]));

/** What a change was, naming the fields and no value: what it was before is nobody's to read over a shoulder. */
export function changeWords(cause: string, before: Record<string, unknown>, after: Record<string, unknown>): Text {
  const said = causes[cause] ?? same(cause);
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
    const label = labels.get(key === 'bornOn' ? 'birthOn' : key === 'phones' ? 'phone' : key);
    return label ? [label] : [];
  });
  if (keys.length === 0) return said;
  return text(
    `${said.zh}：${keys.map((one) => one.zh).join('、')}`,
    `${said.en}: ${keys.map((one) => one.en).join(', ')}`,
  );
}
