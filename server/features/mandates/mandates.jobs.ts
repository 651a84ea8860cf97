import { z } from 'zod';
import { type MandateCover, mandateCovers } from '../../../domain/access/mandates.ts';
import { businessDay, dayMs, toIso, toMs } from '../../../domain/calendar/instant.ts';
import { actionLabel } from '../../../domain/case/decide.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { settingNow } from '../../access/settings.ts';
import type { AppParts } from '../../app.ts';
import type { WriteTx } from '../../kit/db/client.ts';
import { noRows } from '../../kit/db/client.ts';
import type { Job } from '../../kit/jobs/job.ts';
import { keepProof } from '../../outside/sms/proofs.ts';

const tellData = z.object({
  mandateId: z.uuid(),
  what: z.enum(['given', 'ended', 'acted']),
  to: z.enum(['elder', 'helper']).default('elder'),
  actId: z.uuid().optional(),
});
type Tell = z.output<typeof tellData>;

type Parts = Pick<AppParts, 'vault' | 'sms'>;

interface Side {
  readonly name: string;
  readonly phone: string;
}

interface Words {
  readonly elder: string;
  readonly helper: string;
}

/** What was done, in a few words: 报事 2603…. */
async function deedWords(types: CaseTypes, db: WriteTx, actId: string): Promise<string> {
  const act = await db
    .selectFrom('mandateActs')
    .select(['number', 'caseType', 'action'])
    .where('id', '=', actId)
    .executeTakeFirstOrThrow();
  const type = types[act.caseType];
  return `${type ? actionLabel(type, act.action).zh : '办事'}（编号 ${act.number}）`;
}

function wordsOf(
  tell: Tell,
  elder: Side,
  helper: Side,
  covers: readonly string[],
  endsOn: string,
  deed: string,
): Words {
  const what = covers.map((cover) => mandateCovers[cover as MandateCover].zh).join('、');
  const stop = '不是您的意思，请在“我的—帮手”里停止，或联系社区';
  if (tell.what === 'given')
    return {
      elder: `您已请${helper.name}（尾号 ${helper.phone.slice(-4)}）代您${what}，到 ${endsOn} 止。${stop}`,
      helper: `${elder.name}已请您代其${what}，到 ${endsOn} 止。用本机号码登录居民端，在“我的—帮手”里办理`,
    };
  if (tell.what === 'acted') return { elder: `帮手${helper.name}替您${deed}。${stop}`, helper: '' };
  return { elder: `${helper.name}不再是您的帮手，已不能替您办事`, helper: `您替${elder.name}代办的委托已停止` };
}

/** Tells the one who is helped of every step, and both of the beginning and the end, by a message to their phones: one job each, so that one that fails is tried again alone. */
export function mandateTellJob(types: CaseTypes, { vault, sms }: Parts): Job {
  return {
    name: 'mandates.tell',
    concurrency: 2,
    async run(job, data) {
      const tell = tellData.parse(data);
      await job.write(noRows, async (db) => {
        if (!(await settingNow(db, 'sms.isOn'))) return;
        const row = await db
          .selectFrom('mandates')
          .selectAll()
          .where('id', '=', tell.mandateId)
          .executeTakeFirstOrThrow();
        const elder = {
          name: vault.open('party-name', row.elderNameSealed),
          phone: vault.open('phone', row.elderPhoneSealed),
        };
        const helper = {
          name: vault.open('party-name', row.helperNameSealed),
          phone: vault.open('phone', row.helperPhoneSealed),
        };
        const deed = tell.actId ? await deedWords(types, db, tell.actId) : '';
        const words = wordsOf(tell, elder, helper, row.covers, row.endsOn, deed);
        const message =
          tell.to === 'elder' ? { phone: elder.phone, text: words.elder } : { phone: helper.phone, text: words.helper };
        await keepProof(db, vault, { ...message, now: job.now() });
        await sms.send({ ...message, template: 'mandate', parameters: {} });
      });
    },
  };
}

/** Each night: what ended longer ago than its term is forgotten, with what was done by it; a mandate that ran out has ended on its last day. */
export const mandateForgetJob: Job = {
  name: 'mandates.forget',
  cron: '25 3 * * *',
  async run(job) {
    const gone = await job.write(noRows, async (db) => {
      const days = await settingNow(db, 'mandates.keptDays');
      const before = businessDay(toMs(job.now()) - days * dayMs);
      const over = db
        .selectFrom('mandates')
        .select('id')
        .where('endsOn', '<=', before)
        .union(
          db
            .selectFrom('mandates')
            .select('id')
            .where('endedAt', '<', toIso(toMs(job.now()) - days * dayMs)),
        );
      await db.deleteFrom('mandateActs').where('mandateId', 'in', over).execute();
      const { numDeletedRows } = await db.deleteFrom('mandates').where('id', 'in', over).executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    });
    if (gone > 0) job.log.info({ gone }, 'mandates.forgotten');
  },
};
