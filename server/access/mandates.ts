import type { Through } from '../../domain/access/mandates.ts';
import { throughOf } from '../../domain/access/mandates.ts';
import { deriveId } from '../../domain/case/ids.ts';
import { afterQuiet } from '../../domain/settings/quiet-hours.ts';
import type { WriteCtx } from '../kit/ctx.ts';
import { settingNow } from './settings.ts';

/** The name and phone of the one whom a helper acts for, as their mandate holds them. */
export async function helpedContact(
  ctx: Pick<WriteCtx, 'db' | 'vault'>,
  { mandateId }: Through,
): Promise<{ name: string; phone: string }> {
  const row = await ctx.db
    .selectFrom('mandates')
    .select(['elderNameSealed', 'elderPhoneSealed'])
    .where('id', '=', mandateId)
    .executeTakeFirstOrThrow();
  return {
    name: ctx.vault.open('party-name', row.elderNameSealed),
    phone: ctx.vault.open('phone', row.elderPhoneSealed),
  };
}

interface Told {
  readonly mandateId: string;
  readonly what: 'given' | 'ended' | 'acted';
  readonly to?: 'elder' | 'helper';
  readonly actId?: string;
}

/** Lets somebody be told of a mandate by a message to their phone: in quiet hours when these end, since none of it is an emergency. */
export async function tellOfMandate(ctx: Pick<WriteCtx, 'db' | 'jobs' | 'now'>, told: Told): Promise<void> {
  const startAfter = afterQuiet(ctx.now, await settingNow(ctx.db, 'sms.quiet'));
  await ctx.jobs.send('mandates.tell', told, startAfter === ctx.now ? {} : { startAfter });
}

interface Deed {
  readonly communityId: number;
  readonly caseId: string;
  readonly number: string;
  readonly type: string;
  readonly action: string;
}

/** Keeps what a helper did, in the deed's own transaction, and tells the one it was done for. Nothing for those who act for themselves. */
export async function noteHelperDeed(ctx: WriteCtx, deed: Deed): Promise<void> {
  const through = throughOf(ctx.actor);
  if (!through) return;
  const id = deriveId(ctx.intentionId, 'helper');
  await ctx.db
    .insertInto('mandateActs')
    .values({
      id,
      mandateId: through.mandateId,
      at: ctx.now,
      communityId: deed.communityId,
      caseId: deed.caseId,
      number: deed.number,
      caseType: deed.type,
      action: deed.action,
    })
    .execute();
  await tellOfMandate(ctx, { mandateId: through.mandateId, what: 'acted', actId: id });
}
