import type { Print } from '../case/prints.ts';
import { text } from '../text.ts';

const applicant = text('申请人：{name}', 'Applicant: {name}');
const item = text('申请事项：{category}', 'Applied for: {category}');
const seal = text('（盖章）', '(Seal)');
const everywhere = [
  'applied',
  'supplementing',
  'reviewing',
  'deciding',
  'issued',
  'refused',
  'declined',
  'lapsed',
] as const;

/** Given out when it is said: numbered, for the person, to be checked by anybody (行政许可法 32: a dated written proof of each answer). */
const given = { isForPerson: true, isIssued: true, signs: [seal] } as const;

/** The papers of an application: what was filled in, and each answer in writing. */
export const applicationPapers = {
  form: {
    title: text('事项申请表', 'Application form'),
    at: everywhere,
    body: [
      applicant,
      item,
      text('地址：{place}', 'Address: {place}'),
      text('{answers}', '{answers}'),
      text('需要说明的情况：{words}', 'To explain: {words}'),
      text('委托他人办理：{consentHow}，{consentWords}', 'Entrusted: {consentHow}, {consentWords}'),
      text('以上内容属实。', 'The above is true.'),
    ],
    signs: [text('申请人', 'Applicant'), text('受委托人', 'On behalf of the applicant')],
  },
  acceptance: {
    title: text('受理通知书', 'Notice of acceptance'),
    at: ['reviewing'],
    body: [
      applicant,
      item,
      text(
        '您的申请材料齐全、符合规定，予以受理。办理不收取任何费用。',
        'The application is complete and is accepted. There is no fee.',
      ),
    ],
    ...given,
  },
  supplement: {
    title: text('补正告知书', 'Notice of what is missing'),
    at: ['supplementing'],
    body: [
      applicant,
      item,
      text('需要补正的全部内容：', 'All that is missing:'),
      text('{missing}', '{missing}'),
      text(
        '以上为一次性告知，补齐后不再要求其他材料。逾期未补正的可以终止办理，您可以随时重新申请。',
        'This is told once; nothing else will be asked for. If it is not supplied in time the matter may end, and you may apply again.',
      ),
    ],
    ...given,
  },
  declined: {
    title: text('不予受理通知书', 'Notice that it is not accepted'),
    at: ['declined'],
    body: [applicant, item, text('理由和办理途径：{refusal}', 'Why, and where to go: {refusal}')],
    ...given,
  },
  result: {
    title: text('事项办理结果', 'Result of an application'),
    at: ['issued'],
    body: [
      applicant,
      item,
      text('地址：{place}', 'Address: {place}'),
      text('经核实：{finding}', 'Verified: {finding}'),
      text('办理结果：{result}', 'Decided: {result}'),
      text('有效期至：{validUntil}', 'Valid until: {validUntil}'),
    ],
    ...given,
  },
  refusal: {
    title: text('不予同意决定书', 'Decision not to grant'),
    at: ['refused'],
    body: [
      applicant,
      item,
      text('理由：{refusal}', 'Reasons: {refusal}'),
      text('不服本决定的：{legalWays}', 'To object: {legalWays}'),
    ],
    ...given,
  },
} as const satisfies Readonly<Record<string, Print>>;
