import type { Print } from '../case/prints.ts';
import { text } from '../text.ts';

const before = ['checking', 'supplementing', 'handing', 'deciding'] as const;
const all = [...before, 'objecting', 'reviewing', 'appointing', 'aiding', 'helped', 'denied'] as const;
const applicant = text('申请人（签名）', 'Applicant (signature)');
const name = text('申请人：{name}', 'Applicant: {name}');
const others = text('对方当事人：{others}', 'The other party: {others}');
const matter = text('申请事项：{matter}', 'Asked for: {matter}');

/** The pack handed over to the legal aid centre, and the objection to its decision (法律援助法 38, 41, 42, 44, 49). */
export const legalAidPapers = {
  application: {
    title: text('法律援助申请表', 'Application for legal aid'),
    at: all,
    body: [
      name,
      text('身份证件号码（本人手写，平台不留存）：', 'Number of the identity document (by hand; not kept here):'),
      others,
      matter,
      text('处理方式：{forum}', 'Dealt with: {forum}'),
      text('案情和请求：{words}', 'What happened, and what is asked: {words}'),
      text('时效或者期限届满日：{limitOn}', 'Last day of the limitation: {limitOn}'),
      text('本人保证所述内容和所交材料真实。', 'The applicant vouches for what is said here and for the materials.'),
    ],
    signs: [applicant],
    isForPerson: true,
  },
  means: {
    title: text('经济困难状况说明（或免予核查情形）', 'Statement of means, or why they are not checked'),
    at: all,
    body: [
      name,
      text('经济状况：{means}', 'Means: {means}'),
      text('适用规则：{meansRule}', 'How means count: {meansRule}'),
      text('家庭月收入合计：{income}', 'Income of the household, a month: {income}'),
      text('共同生活人口：{household}', 'People in the household: {household}'),
      text('须交的证明：{proof}', 'Proof needed: {proof}'),
      text(
        '本人如实说明以上情况，同意法律援助机构依法核查（法律援助法第四十一条）；不实的，依法承担责任。',
        'Stated truthfully; the centre may check it (art. 41). What is untrue has its consequences by law.',
      ),
    ],
    signs: [applicant],
  },
  opinion: {
    title: text('法律援助预审意见', 'Opinion of the pre-check'),
    at: all,
    body: [
      name,
      matter,
      text('对应条款：{article}', 'Article: {article}'),
      text('经济条件：{meansRule}', 'Means: {meansRule}'),
      text('预审意见：{expected}', 'Opinion: {expected}'),
      text('先行援助：{urgentHelp}', 'Help first: {urgentHelp}'),
      text('申请地点：{venue}', 'Where it is asked for: {venue}'),
      text(
        '预审不是决定。是否给予法律援助由法律援助机构自收到申请之日起七日内决定（第四十三条）。',
        'A pre-check is no decision. The centre decides within seven days of the application (art. 43).',
      ),
    ],
    signs: [text('预审人', 'Pre-checked by')],
    isForPerson: true,
  },
  pack: {
    title: text('法律援助申请材料移交清单', 'List of what is handed over'),
    at: ['handing', 'deciding', 'objecting', 'reviewing', 'appointing', 'aiding', 'helped', 'denied'],
    body: [
      text('移交：{community}', 'Handed over by: {community}'),
      text('接收：{centre}', 'To: {centre}'),
      text('移交日：{handedOn}', 'On: {handedOn}'),
      name,
      matter,
      text('1. 法律援助申请表　　份', '1. Application for legal aid, copies:'),
      text('2. 身份证件（原件已核对，复印件由本人交）　　份', '2. Identity document (seen; copies by the applicant):'),
      text('3. 与申请事项有关的材料　　份', '3. What proves the matter, copies:'),
      text('4. {proof}　　份', '4. {proof}, copies:'),
      text('5. 预审意见　　份', '5. Opinion of the pre-check, copies:'),
      text('时效或者期限届满日：{limitOn}（{urgentHelp}）', 'Limitation: {limitOn} ({urgentHelp})'),
    ],
    signs: [text('移交人', 'Handed over by'), text('接收人', 'Received by')],
  },
  objection: {
    title: text('法律援助异议申请书', 'Objection to a refusal of legal aid'),
    at: ['objecting', 'reviewing'],
    body: [
      name,
      matter,
      text('决定机构：{centre}', 'Decided by: {centre}'),
      text('决定日：{decidedOn}', 'On: {decidedOn}'),
      text('异议理由：{objection}', 'Why: {objection}'),
      text(
        '依据法律援助法第四十九条，请求自收到异议之日起五日内审查。',
        'By art. 49 a review is asked for within five days of receiving this.',
      ),
    ],
    signs: [applicant],
    isForPerson: true,
  },
} as const satisfies Readonly<Record<string, Print>>;
