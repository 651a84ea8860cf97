import { type Text, text } from '../text.ts';
import type { CategoryRule } from './category.ts';
import type { ReasonSet } from './fields.ts';

export interface Chip {
  readonly code: string;
  readonly text: Text;
}

const chip = (code: string, zh: string, en: string): Chip => ({ code, text: text(zh, en) });
const other = chip('other', '其他（请写明）', 'Other (please say)');

/** The chips of each kind of reason where a category says nothing of its own. */
export const usualChips: Readonly<Record<ReasonSet, readonly Chip[]>> = {
  return: [
    chip('not-our-area', '属地不符', 'Not our area'),
    chip('not-our-duty', '不属本单位职责', 'Not our duty'),
    chip('duty-unclear', '权属不清', 'Ownership unclear'),
    chip('duplicate', '重复派单', 'Dispatched twice'),
    other,
  ],
  decline: [
    chip('out-of-scope', '不属于受理范围', 'Outside our scope'),
    chip(
      'legal-way',
      '应走法定途径（诉讼、仲裁、复议、信访）',
      'A legal way exists (court, arbitration, review, petition)',
    ),
    chip('emergency', '紧急，已转 110/119/120', 'Urgent: handed to 110/119/120'),
    chip('repeat', '重复且无新情况', 'Repeated, nothing new'),
    chip('secret', '涉密或涉隐私', 'Secret or private'),
    other,
  ],
  extension: [
    chip('materials', '等材料到货', 'Waiting for materials'),
    chip('weather', '天气原因', 'Weather'),
    chip('coordination', '需多单位协调', 'Several units to coordinate'),
    chip('procedure', '审批程序未完', 'Procedure not finished'),
    other,
  ],
  deferral: [
    chip('funds', '需资金，列入计划', 'Needs money, planned'),
    chip('season', '受季节限制', 'Bound to the season'),
    chip('works', '等整体改造', 'Waits for larger works'),
    chip('owners-vote', '等业主共同决定', 'Waits for the owners’ decision'),
    other,
  ],
  unsolved: [
    chip('not-done', '现场未处理', 'Nothing was done'),
    chip('half-done', '处理不彻底', 'Only half done'),
    chip('came-back', '问题又出现', 'It came back'),
    chip('wrong-place', '处理的不是这个地点', 'Done at another place'),
    other,
  ],
  supervise: [
    chip('late', '超时', 'Late'),
    chip('repeat', '反复诉求', 'Asked for again and again'),
    chip('unsatisfied', '群众不满意', 'The person is not satisfied'),
    chip('important', '上级交办', 'Asked for from above'),
    other,
  ],
  supplement: [
    chip('identity', '缺身份材料', 'Proof of identity is missing'),
    chip('house', '缺住房材料', 'Proof of the home is missing'),
    chip('unclear', '用途不清楚', 'The purpose is unclear'),
    other,
  ],
  arbitrate: [
    chip('by-duty-list', '按职责清单', 'By the duty list'),
    chip('first-unit', '首接负责', 'The first unit stays responsible'),
    other,
  ],
  transfer: [
    chip('wrong-unit', '派错单位', 'Wrong unit'),
    chip('overloaded', '原单位人手不足', 'The unit is short of hands'),
    chip('new-facts', '情况变化', 'The facts changed'),
    other,
  ],
};

/** The chips offered for a reason: the category's own, else the usual ones. */
export function chipsFor(set: ReasonSet, rule: CategoryRule): readonly Chip[] {
  const own = rule.reasons[set];
  return own && own.length > 0 ? own : usualChips[set];
}

/** What each chip says, by its code; a category's own words win. */
export function reasonTexts(rule: CategoryRule): ReadonlyMap<string, Text> {
  const usual = Object.values(usualChips).flat();
  const own = Object.values(rule.reasons).flatMap((chips) => chips ?? []);
  return new Map([...usual, ...own].map((one) => [one.code, one.text]));
}
