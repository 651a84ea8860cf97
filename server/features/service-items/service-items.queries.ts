import type { AnswerOf } from '../../../contract/route.ts';
import type { KeptItem, PublicItem, serviceItemRoutes } from '../../../contract/service-items.ts';
import { basisKey, basisText, sources } from '../../../domain/case/basis.ts';
import type { CategoryRule } from '../../../domain/case/category.ts';
import { inheritRule } from '../../../domain/case/category-own.ts';
import type { CaseType, CaseTypes, StageLimit } from '../../../domain/case/define.ts';
import { limitText } from '../../../domain/case/type-limits.ts';
import { type ItemGuide, itemGuide, recordKinds, resultKinds } from '../../../domain/service-items/guide.ts';
import { type Text, text } from '../../../domain/text.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { allCategories, type CategoryRow } from '../catalogue/catalogue.queries.ts';
import { mayManageCatalogue } from '../catalogue/categories.queries.ts';

type AnyCtx = ReadCtx | WriteCtx;
type Answer<K extends keyof typeof serviceItemRoutes> = AnswerOf<(typeof serviceItemRoutes)[K]>;

/** Types whose matters are reported, not applied for: nobody reads a guide before they say that a lamp is broken. */
const isAppliedFor = (type: CaseType | undefined): boolean => type?.asker === 'applicant' && type.sealed === undefined;

interface StoredItem {
  readonly guide: ItemGuide;
  readonly isPublished: boolean;
  readonly version: number;
  readonly updatedAt: string;
}

async function storedItems(ctx: AnyCtx): Promise<ReadonlyMap<number, StoredItem>> {
  const rows = await ctx.db
    .selectFrom('serviceItems')
    .select(['categoryId', 'guide', 'isPublished', 'version', 'updatedAt'])
    .execute();
  return new Map(rows.map(({ categoryId, guide, ...row }) => [categoryId, { ...row, guide: itemGuide.parse(guide) }]));
}

/** A category that nothing lies under, with the way down to it. */
interface Leaf {
  readonly row: CategoryRow;
  readonly className: Text | null;
  readonly rule: CategoryRule;
  readonly isOpen: boolean;
}

async function leavesOf(ctx: AnyCtx, types: CaseTypes): Promise<readonly Leaf[]> {
  const rows = await allCategories(ctx);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const parents = new Set(rows.map(({ parentId }) => parentId));
  const chainOf = (row: CategoryRow): readonly CategoryRow[] => {
    const parent = row.parentId === null ? undefined : byId.get(row.parentId);
    return parent ? [...chainOf(parent), row] : [row];
  };
  return rows
    .filter((row) => isAppliedFor(types[row.caseType]) && !parents.has(row.id))
    .map((row) => {
      const chain = chainOf(row);
      return {
        row,
        className: chain.length > 1 ? (chain[0]?.name ?? null) : null,
        rule: inheritRule(chain.map((one) => one.rule)),
        isOpen: chain.every((one) => one.isOpen),
      };
    });
}

/** A limit as the item has it, else as the type declares it. */
function limitOf(label: Text, declared: StageLimit, rule: CategoryRule): PublicItem['limits'][number] {
  const own = rule.limits[declared.key];
  const source = basisText(own ? own.basis : basisKey(declared.basis));
  const basis = source
    ? text(`${source.title.zh}：${source.words.zh}`, `${source.title.en}: ${source.words.en}`)
    : text(own?.basis ?? '', own?.basis ?? '');
  return { label, limit: limitText((own ?? declared).limit), basis };
}

const promiseLabel = text('办结', 'Done');
const firstLabel = text('受理或一次告知补正', 'Accepted, or told once what is missing');

function limitsOf(type: CaseType | undefined, rule: CategoryRule): PublicItem['limits'] {
  if (!type) return [];
  const [begin] = Object.values(type.begins);
  const first = begin && type.stages[begin.to];
  return [
    ...(first && 'within' in first ? [limitOf(firstLabel, first.within, rule)] : []),
    limitOf(promiseLabel, type.promise, rule),
  ];
}

function guideView(guide: ItemGuide): PublicItem['guide'] {
  const { summary, who, steps, words, localRule, platform } = guide;
  const laws = guide.laws.flatMap((key) => basisText(key) ?? []);
  const local = localRule ? [{ title: text('本地规定', 'Local rule'), words: localRule }] : [];
  return {
    summary,
    who,
    steps,
    words,
    materials: guide.materials.map(({ code, label, isRequired, record }) => ({
      code,
      label,
      isRequired,
      record: record ? recordKinds[record] : null,
    })),
    result: resultKinds[guide.result],
    basis: [...laws, ...local],
    platform: platform ? { name: platform.name, ...(platform.address ? { address: platform.address } : {}) } : null,
  };
}

function publicView(types: CaseTypes, { row, className, rule }: Leaf, guide: ItemGuide): PublicItem {
  return {
    id: row.id,
    caseType: row.caseType,
    name: row.name,
    className,
    guide: guideView(guide),
    limits: limitsOf(types[row.caseType], rule),
    asks: rule.questions.map(({ label }) => label),
  };
}

/** What can be applied for, as residents read it: published items of open categories. */
export async function listPublicItems(ctx: AnyCtx, types: CaseTypes): Promise<readonly PublicItem[]> {
  const stored = await storedItems(ctx);
  return (await leavesOf(ctx, types)).flatMap((leaf) => {
    const item = stored.get(leaf.row.id);
    return item?.isPublished && leaf.isOpen ? [publicView(types, leaf, item.guide)] : [];
  });
}

/** Every item there is or could be, for whoever keeps the catalogue; with the sources a guide may stand on. */
export async function listKeptItems(ctx: ReadCtx, types: CaseTypes): Promise<Answer<'GET /service-items'>> {
  const stored = await storedItems(ctx);
  const items = (await leavesOf(ctx, types)).map(({ row, className }): KeptItem => {
    const item = stored.get(row.id);
    return {
      id: row.id,
      caseType: row.caseType,
      code: row.code,
      name: row.name,
      className,
      guide: item?.guide ?? null,
      isPublished: item?.isPublished ?? false,
      version: item?.version ?? 0,
      updatedAt: item?.updatedAt ?? null,
    };
  });
  return { items, mayManage: await mayManageCatalogue(ctx), sources: lawSources() };
}

/** The laws of the register by article: a guide stands on one of them, or on a local rule with its number. */
function lawSources(): Answer<'GET /service-items'>['sources'] {
  return Object.entries(sources).flatMap(([source, { title, articles }]) =>
    source === 'house'
      ? []
      : Object.entries(articles as Readonly<Record<string, Text>>).map(([article, words]) => ({
          key: `${source}/${article}`,
          title,
          words,
        })),
  );
}

/** The item a category is, published or not; undefined where it is none. */
export async function findItem(
  ctx: AnyCtx,
  types: CaseTypes,
  categoryId: number | null,
): Promise<{ readonly view: PublicItem; readonly guide: ItemGuide; readonly isPublished: boolean } | undefined> {
  if (categoryId === null) return undefined;
  const item = (await storedItems(ctx)).get(categoryId);
  const leaf = item && (await leavesOf(ctx, types)).find(({ row }) => row.id === categoryId);
  return item && leaf
    ? { view: publicView(types, leaf, item.guide), guide: item.guide, isPublished: item.isPublished && leaf.isOpen }
    : undefined;
}
