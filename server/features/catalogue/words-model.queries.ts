import { sql } from 'kysely';
import type { catalogueRoutes, WordsAccuracy } from '../../../contract/catalogue.ts';
import type { AnswerOf } from '../../../contract/route.ts';
import { businessDay, dayMs, toIso, toMs } from '../../../domain/calendar/instant.ts';
import type { Accuracy } from '../../../domain/likeness/category-accuracy.ts';
import type { PackedModel } from '../../../domain/likeness/packed-model.ts';
import { text } from '../../../domain/text.ts';
import { caseRows } from '../../access/visible.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { allCategories } from './catalogue.queries.ts';
import { fewestExamples } from './words-model.jobs.ts';

type Answer<K extends keyof typeof catalogueRoutes> = AnswerOf<(typeof catalogueRoutes)[K]>;

const kept = new WeakMap<object, Answer<'GET /catalogue/words-model'>>();

const newestVersion = (ctx: ReadCtx) =>
  ctx.db.selectFrom('wordsModels').select('version').orderBy('version', 'desc').limit(1).executeTakeFirst();

/** The newest model, from memory unless there is a newer one; none where too little has been confirmed. */
export async function getWordsModel(ctx: ReadCtx): Promise<Answer<'GET /catalogue/words-model'>> {
  const newest = await newestVersion(ctx);
  const version = newest?.version ?? 0;
  const cached = kept.get(ctx.shared);
  if (cached?.version === version) return cached;
  const row = await ctx.db.selectFrom('wordsModels').select('model').where('version', '=', version).executeTakeFirst();
  const answer = { version, model: (row?.model as PackedModel | null | undefined) ?? null };
  kept.set(ctx.shared, answer);
  return answer;
}

const usedDays = 90;

/** How often something was suggested of late to whom the reader looks after, and what became of it. */
async function countSuggestions(ctx: ReadCtx): Promise<Answer<'GET /catalogue/words-model/accuracy'>['use']> {
  const since = businessDay(toIso(toMs(ctx.now) - usedDays * dayMs));
  const { rows } = await sql<Answer<'GET /catalogue/words-model/accuracy'>['use']>`
    select count(*)::int as shown,
      count(*) filter (where s.raised_as = any (s.category_ids))::int as taken,
      count(*) filter (where s.raised_as = any (s.category_ids) and cases.phase <> 'raised' and cases.category_id = s.raised_as)::int as confirmed,
      count(*) filter (where s.raised_as = any (s.category_ids) and cases.category_id <> s.raised_as)::int as corrected
    from case_suggestions s join cases on cases.community_id = s.community_id and cases.id = s.case_id
    where cases.business_on >= ${since}::date and ${await caseRows(ctx, 'catalogue.manage')}`.execute(ctx.db);
  return rows[0] as Answer<'GET /catalogue/words-model/accuracy'>['use'];
}

/** How well the newest model does on what it had not seen, category by category, and how often what it suggests is taken. */
export async function showWordsAccuracy(ctx: ReadCtx): Promise<Answer<'GET /catalogue/words-model/accuracy'>> {
  const rows = await ctx.db
    .selectFrom('wordsModels')
    .select(['version', 'madeAt', 'examples', 'accuracy', sql<number>`coalesce(length(model::text), 0)`.as('bytes')])
    .orderBy('version', 'desc')
    .limit(30)
    .execute();
  const [newest, ...earlier] = rows.map((row) => ({ ...row, accuracy: row.accuracy as Accuracy | null }));
  return {
    newest: newest?.accuracy ? await viewOf(ctx, { ...newest, accuracy: newest.accuracy }) : null,
    isTooLittle: newest !== undefined && newest.accuracy === null,
    fewest: fewestExamples,
    use: await countSuggestions(ctx),
    earlier: earlier.flatMap(({ accuracy, version, madeAt, examples }) =>
      accuracy ? [{ version, madeAt, examples, measured: accuracy.n, top1: accuracy.top1 }] : [],
    ),
  };
}

interface Measured {
  readonly version: number;
  readonly madeAt: string;
  readonly examples: number;
  readonly bytes: number;
  readonly accuracy: Accuracy;
}

async function viewOf(ctx: ReadCtx, { accuracy, ...row }: Measured): Promise<WordsAccuracy> {
  const names = new Map((await allCategories(ctx)).map(({ id, name }) => [id, name]));
  return {
    ...row,
    measured: accuracy.n,
    groups: accuracy.groups,
    top1: accuracy.top1,
    top3: accuracy.top3,
    categories: accuracy.labels
      .map(({ label, n, guessed, right }) => ({
        id: label,
        name: names.get(label) ?? text(String(label), String(label)),
        n,
        precision: { n: right, of: guessed },
        recall: { n: right, of: n },
      }))
      .toSorted((a, b) => b.n - a.n || a.id - b.id),
    certainties: [...accuracy.bands],
  };
}

/** Has the model learned anew, in the worker. */
export async function learnWords(ctx: WriteCtx): Promise<{ isAsked: boolean }> {
  await ctx.jobs.send('catalogue.learn', {}, { singletonKey: 'words' });
  ctx.audit({ action: 'catalogue.learnWords', noun: 'catalogue' });
  return { isAsked: true };
}
