import { toRef } from '../../../contract/shapes.ts';
import { decide } from '../../../domain/case/decide.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { Refusal } from '../../../domain/refusals.ts';
import { writeAudit } from '../../access/audit.ts';
import type { AppParts } from '../../app.ts';
import type { AuditNote, WriteCtx } from '../../kit/ctx.ts';
import type { WriteTx } from '../../kit/db/client.ts';
import type { JobCtx } from '../../kit/jobs/job.ts';
import { partiesAmong } from './cases.apart.ts';
import { commitDecision } from './cases.commands.ts';
import { lockCase } from './cases.load.ts';
import { intakeOf, worldFor } from './cases.world.ts';

/** What the jobs of cases need of the platform. */
export type CaseJobParts = Pick<AppParts, 'vault' | 'sms' | 'queue' | 'database' | 'config'>;

/** The system as an actor: its case is named, so it sees that one alone. */
export function systemCtx(
  parts: CaseJobParts,
  job: JobCtx,
  db: WriteTx,
  communityId: number,
  caseId: string,
  entryId: string,
): WriteCtx & { readonly notes: AuditNote[] } {
  const notes: AuditNote[] = [];
  return {
    db,
    shared: parts.database.pool,
    actor: { kind: 'system', name: '系统' },
    rows: { communities: [communityId], organisations: [] },
    now: job.now(),
    newId: job.newId,
    vault: parts.vault,
    log: job.log,
    requestId: `job-${caseId}`,
    audit: (note) => notes.push(note),
    intentionId: entryId,
    madeAt: undefined,
    jobs: parts.queue.inside(db),
    notes,
  };
}

interface OnceStep {
  readonly communityId: number;
  readonly caseId: string;
  readonly action: string;
  readonly entryId: string;
  readonly input?: Readonly<Record<string, unknown>>;
}

/** One step by the system on one case; done once for its id, and left where the engine refuses it. */
export async function actOnce(
  types: CaseTypes,
  parts: CaseJobParts,
  job: JobCtx,
  { communityId, caseId, action, entryId, input = {} }: OnceStep,
): Promise<void> {
  await job.write({ communities: [communityId], organisations: [] }, async (db) => {
    const ctx = systemCtx(parts, job, db, communityId, caseId, entryId);
    const { type, state, phoneTokens } = await lockCase(types, ctx, toRef(communityId, caseId));
    const done = await db
      .selectFrom('caseEntries')
      .select('id')
      .where('communityId', '=', communityId)
      .where('id', '=', entryId)
      .executeTakeFirst();
    if (done) return;
    const at = { areaId: state.place.areaId, categoryId: state.categoryId, phoneTokens };
    const { intake } = await intakeOf(ctx, type, at.areaId);
    const parties = await partiesAmong(ctx, state, intake ?? []);
    const world = {
      ...(await worldFor(ctx, at)),
      ...(intake ? { intake: intake.filter((id) => !parties.has(id)) } : {}),
    };
    const decision = decide(type, state, ctx.actor, { action, input, entryId }, world);
    if (decision instanceof Refusal) return;
    await commitDecision(ctx, type, state, decision, input);
    await writeAudit(db, { actor: ctx.actor, requestId: ctx.requestId }, ctx.now, ctx.notes);
  });
}
