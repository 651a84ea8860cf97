import type { CaseState } from '../../../domain/case/state.ts';
import { actorOf, linkActor } from './case-cast.ts';
import type { NextStep, Stage, Step } from './case-run.ts';
import { someMinutes, whenAwake, workingLater } from './case-times.ts';
import type { MadeUser } from './staff.ts';

const purposes: Readonly<Record<string, readonly string[]>> = {
  residence: ['办理社区老年活动证', '参加社区夏令营报名', '领取社区长者饭堂就餐卡'],
  'house-use': ['办理个体工商户营业执照', '住所登记为电商经营场所'],
  hardship: ['申请临时救助', '申请慈善医疗帮扶', '申请教育资助'],
  participation: ['学校综合实践登记', '单位评优', '申请志愿者星级'],
};
const recipients = ['街道公共服务办公室', '市场监督管理所', '学校', '区慈善会'];

/** What somebody asks a proof for. */
export function proofInput({ random }: Stage, kind: string): Readonly<Record<string, unknown>> {
  const recipient = random.chance(0.6) ? { recipient: random.pick(recipients) } : {};
  return { kind, purpose: random.pick(purposes[kind] ?? ['社区事务']), ...recipient };
}

/** The next step of an application for a proof: reviewed by one, sealed by another. */
export function tellRequest(
  stage: Stage,
  { secretaries, nth }: { readonly secretaries: readonly MadeUser[]; readonly nth: number },
): NextStep {
  const { random, calendar } = stage;
  const [reviewer, sealer] = secretaries;
  if (!reviewer || !sealer) throw new Error('a proof needs two people');
  const isRefused = random.chance(0.07);
  let lacksSomething = random.chance(0.09);
  const later = (from: number, minutes: number) => workingLater(calendar, from, someMinutes(random, minutes));
  const players: Readonly<Record<string, (state: CaseState, since: number) => Step>> = {
    applied(_, since) {
      const atMs = later(since, 160);
      const actor = actorOf(reviewer);
      if (lacksSomething) {
        lacksSomething = false;
        const reply = '请补充身份证件照片和用途说明，补齐后当天审核。';
        return { atMs, actor, action: 'supplement', input: { reason: 'identity', reply } };
      }
      if (isRefused) {
        const reply = '该证明属于社区不应出具的范围，请到公安派出所办理，电话和地址已发给您。';
        return { atMs, actor, action: 'refuse', input: { reason: 'forbidden', reply } };
      }
      return { atMs, actor, action: 'approve', input: { finding: '经网格员核实并查阅登记，情况属实。' } };
    },
    supplementing(state, since) {
      const words = '材料已补充，请查收。';
      const party = state.parties[0];
      const actor = party ? linkActor(state.communityId, state.id, party.id) : actorOf(reviewer);
      return { atMs: whenAwake(random, since, random.between(2, 60)), actor, action: 'supply', input: { words } };
    },
    sealing(state, since) {
      const proofNumber = `${state.businessOn.slice(0, 4)}-${String(nth).padStart(4, '0')}`;
      return { atMs: later(since, 120), actor: actorOf(sealer), action: 'issue', input: { proofNumber } };
    },
  };
  return (state, since) => players[state.stage]?.(state, since);
}
