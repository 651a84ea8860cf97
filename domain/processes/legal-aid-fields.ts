import { businessDay } from '../calendar/instant.ts';
import type { Deed } from '../case/define.ts';
import { field, optional } from '../case/fields.ts';
import { type AidFacts, aidForums, aidMatters, aidMeans, aidVenues, precheckAid } from '../legal-aid/precheck.ts';
import { text } from '../text.ts';

export const matter = field.choice(
  text('申请事项', 'What help is asked for'),
  Object.fromEntries(Object.entries(aidMatters).map(([code, { label }]) => [code, label])),
);
export const means = field.choice(text('经济状况', 'Means'), aidMeans);
export const forum = field.choice(text('怎样处理', 'How it is dealt with'), aidForums);
const words = field.text(text('案情和请求', 'What happened, and what is asked'), 4000);
export const limitOn = optional(
  field.day(text('时效或者期限的最后一天（知道的话）', 'Last day of a limitation or term, if known')),
);
export const needsOrder = optional(
  field.flag(text('急需财产保全、证据保全或者先予执行', 'Property or evidence must be secured at once')),
);
const income = optional(field.money(text('家庭月收入合计', 'Income of the household, a month'), 10_000_000));
const household = optional(
  field.number(text('共同生活几口人', 'People in the household'), 1, 30, { isWhole: true, unit: text('人', 'people') }),
);
export const files = optional(field.files(text('材料', 'Materials')));
const others = optional(field.people(text('对方当事人', 'The other party'), { min: 0, max: 10 }));
/** What the application tells, the other party aside: people are no field of the case. */
export const told = { matter, means, forum, words, limitOn, needsOrder, income, household, files };
export const asks = { ...told, others };
export const note = field.text(text('说明', 'Words'), 2000);
export const centre = field.text(text('法律援助机构', 'Legal aid centre'), 100);
export const handedOn = field.day(text('移交日（机构收到的日期）', 'Handed over: the day it was received'));
export const decidedOn = field.day(text('决定日', 'Decided on'));
export const lawyer = field.text(text('承办律师、单位和电话', 'Who was appointed, with phone'), 200);

const proof = field.choice(text('要交的证明', 'Proof that is needed'), {
  'not-asked': text('属于第三十二条情形的材料', 'Proof of the case of art. 32'),
  exempt: text('属于第四十二条人员的材料', 'Proof of belonging to a group of art. 42'),
  stated: text('经济困难状况说明表', 'Statement of means'),
});
const meansRule = field.choice(text('经济条件', 'How means count'), {
  'not-asked': text('不受限制（第三十二条）', 'Not asked about (art. 32)'),
  exempt: text('免予核查（第四十二条）', 'Not checked (art. 42)'),
  stated: text('由本人说明（第四十一条）', 'Stated (art. 41)'),
  beyond: text('不符合，仍可申请', 'Beyond; one may ask all the same'),
});
const article = field.choice(text('对应条款', 'Article'), {
  'art-31': text('法律援助法第三十一条', 'Legal Aid Law, art. 31'),
  'art-32': text('法律援助法第三十二条', 'Legal Aid Law, art. 32'),
  none: text('未列明，由机构决定', 'Named in neither; the centre decides'),
});
const expected = field.choice(text('预审意见', 'Opinion of the pre-check'), {
  likely: text('符合申请条件', 'Meets the conditions'),
  unlikely: text('可能不符合，不影响申请', 'May not; one may ask all the same'),
});
const urgentHelp = field.choice(text('先行援助', 'Help first'), {
  yes: text(
    '不足七日或者情况紧急，建议先行提供援助（第四十四条）',
    'Fewer than seven days, or pressing: help first (art. 44)',
  ),
  no: text('按期限办理', 'Within the usual time'),
});
const venue = field.choice(text('向哪里申请', 'Where it is asked for'), aidVenues);

/** What the pre-check finds, kept as fields of the case. */
export const findings = { article, meansRule, proof, expected, urgentHelp, venue };

/** Works the pre-check out of what was told, and marks as urgent what cannot wait. */
export const precheck: Deed = (turn) => {
  const said = (key: string) => (turn.input[key] ?? turn.case.fields[key]) as string | undefined;
  const facts: AidFacts = {
    matter: (said('matter') ?? 'none') as AidFacts['matter'],
    means: (said('means') ?? 'poor') as AidFacts['means'],
    forum: (said('forum') ?? 'court') as AidFacts['forum'],
    on: businessDay(turn.world.now),
    limitOn: said('limitOn') ?? null,
    needsOrder: (turn.input['needsOrder'] ?? turn.case.fields['needsOrder']) === true,
  };
  const found = precheckAid(facts);
  const set = (key: string, value: string) => ({ kind: 'set', field: key, value }) as const;
  return [
    set('article', found.article ? `art-${found.article}` : 'none'),
    set('meansRule', found.means),
    set('proof', found.means === 'beyond' ? 'stated' : found.means),
    set('expected', found.isLikely ? 'likely' : 'unlikely'),
    set('urgentHelp', found.isHelpFirst ? 'yes' : 'no'),
    set('venue', facts.forum),
    ...(found.isHelpFirst ? [{ kind: 'urgency-set', urgency: 'urgent' } as const] : []),
  ];
};
