import { sql } from 'kysely';
import { businessDay, toMs } from '../../../domain/calendar/instant.ts';
import { erased } from '../../../domain/case/state.ts';
import type { Label } from '../../../domain/likeness/category-model.ts';
import type { Example } from '../../../domain/likeness/gram-table.ts';
import type { Text } from '../../../domain/text.ts';
import { everywhere } from '../../access/row-scope.ts';
import type { WriteTx } from '../../kit/db/client.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import type { Job, JobCtx } from '../../kit/jobs/job.ts';
import { learnModel } from './words-model.learn.ts';

/** Fewer independent examples, or fewer categories, say nothing: then nothing is suggested by what was learned. */
export const fewestExamples = 100;
const fewestLabels = 3;
const fewestOfLabel = 3;
const newestOfCategory = 2000;
const keptModels = 60;
/** From this hour on (Shanghai) the night's model is made. */
const nightHour = 2;

/**
 * Matters whose category people confirmed, newest first: accepted by a desk that could correct it, or settled by the worker who saw it.
 * A category that was corrected, or chosen against what was suggested, counts. Where a suggestion was taken and nobody changed it, nobody has
 * thought for themselves; such a matter teaches only once a unit has worked on
 * it to the end without sending it back, and it measures nothing.
 */
async function readExamples(db: WriteTx): Promise<readonly Example[]> {
  const { rows } = await sql<Example>`
    select words, label, origin, is_independent from (
      select c.fields ->> 'words' as words, c.category_id as label,
        coalesce(c.building_id, c.grid_id, c.area_id)::text as origin,
        (s.case_id is null or c.category_id is distinct from s.raised_as or not s.raised_as = any (s.category_ids)) as is_independent,
        c.outcome in ('solved', 'explained') and not c.on_the_spot and coalesce((c.progress -> 'tallies' ->> 'returns')::int, 0) = 0 as is_worked,
        row_number() over (partition by c.category_id order by c.raised_at desc, c.id) as place
      from cases c
      join categories k on k.id = c.category_id and k.is_open and k.case_type = c.type
      left join case_suggestions s on s.community_id = c.community_id and s.case_id = c.id
      where c.type = 'event' and c.parent_id is null
        and (c.phase in ('accepted', 'handling', 'checking') or c.outcome in ('solved', 'explained', 'unsolved'))
        and length(c.fields ->> 'words') between 4 and 5000 and c.fields ->> 'words' <> ${erased}
    ) confirmed
    where place <= ${newestOfCategory} and (is_independent or is_worked)
    order by label, place`.execute(db);
  return rows;
}

/** The categories that a matter can be of, and the names their lists give them. */
async function readLabels(db: WriteTx): Promise<readonly Label[]> {
  const { rows } = await sql<{ id: number; name: Text }>`
    select k.id, k.name from categories k
    where k.case_type = 'event' and k.is_open and not exists (select from categories below where below.parent_id = k.id)
    order by k.id`.execute(db);
  return rows.map(({ id, name }) => ({ id, name: name.zh }));
}

/** The hour of the day in Shanghai. */
const hourOf = (now: string): number => new Date(toMs(now) + 8 * 3_600_000).getUTCHours();

async function isDue(job: JobCtx): Promise<boolean> {
  const newest = await job.write(await everywhere(job), (db) =>
    db.selectFrom('wordsModels').select('madeAt').orderBy('version', 'desc').limit(1).executeTakeFirst(),
  );
  if (!newest) return true;
  return hourOf(job.now()) >= nightHour && businessDay(newest.madeAt) !== businessDay(job.now());
}

/** Learns from what people have confirmed and keeps the result as the newest model. */
async function learn(job: JobCtx): Promise<void> {
  const rows = await everywhere(job);
  const startedMs = Date.now();
  const { examples, labels } = await job.write(rows, async (db) => ({
    examples: await readExamples(db),
    labels: await readLabels(db),
  }));
  const counts = Map.groupBy(examples, ({ label }) => label);
  const known = labels.filter(({ id }) => (counts.get(id)?.length ?? 0) >= fewestOfLabel);
  const ids = new Set(known.map(({ id }) => id));
  const usable = examples.filter(({ label }) => ids.has(label));
  const isEnough = known.length >= fewestLabels && usable.filter((one) => one.isIndependent).length >= fewestExamples;
  const learned = isEnough ? await learnModel({ examples: usable, labels: known }) : undefined;
  const tookMs = Date.now() - startedMs;
  await job.write(rows, async (db) => {
    // Two at once would give one number twice: the second waits, and then its number is free.
    await sql`lock table words_models in share row exclusive mode`.execute(db);
    const { rows: numbered } = await sql<{ version: number }>`
      insert into words_models (version, made_at, examples, model, accuracy, took_ms)
      select coalesce(max(version), 0) + 1, ${job.now()}, ${learned?.examples ?? usable.length},
        ${learned ? jsonb(learned.model) : null}, ${learned ? jsonb(learned.accuracy) : null}, ${tookMs} from words_models
      returning version`.execute(db);
    const { version } = numbered[0] as { version: number };
    await sql`update words_models set model = null where version < ${version} and model is not null`.execute(db);
    await sql`delete from words_models where version <= ${version - keptModels}`.execute(db);
  });
  job.log.info({ examples: usable.length, categories: known.length, tookMs, isEnough }, 'words-model.learned');
}

/** Each night after two, and at once where nothing was ever learned. */
export const learnEachNight: Job = {
  name: 'catalogue.learn-nightly',
  cron: '*/10 * * * *',
  async run(job) {
    if (await isDue(job)) await learn(job);
  },
};

/** When somebody asks for it. */
export const learnNow: Job = { name: 'catalogue.learn', run: learn };
