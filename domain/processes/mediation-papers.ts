import type { Print } from '../case/prints.ts';
import { text } from '../text.ts';

const applicant = text('申请人', 'Applicant');
const committee = text('人民调解委员会（盖章）', 'Mediation committee (seal)');
const mediator = text('人民调解员', 'Mediator');
const applicants = text('申请人：{applicants}', 'Applicants: {applicants}');
const others = text('对方当事人：{others}', 'The other party: {others}');
const both = [applicants, others];
const dispute = text('纠纷类型：{kind}', 'Kind of dispute: {kind}');
const after = ['performing', 'closed', 'unkept'] as const;
const everywhere = ['applied', 'mediating', 'signing', ...after, 'failed', 'refused', 'declined'] as const;
const begun = ['mediating', 'signing', ...after, 'failed'] as const;

/**
 * The papers of a mediation's file (人民调解法 27, 29): what was asked, taken in, learned, said, agreed, kept, and asked of the court. An
 * agreement names the parties, the facts with everybody's part in them, and what is done how and by when (art. 29).
 */
export const mediationPapers = {
  application: {
    title: text('人民调解申请书', 'Application for mediation'),
    at: everywhere,
    body: [
      ...both,
      dispute,
      text('涉及金额：{amount}', 'Sum in dispute: {amount}'),
      text('纠纷简要情况：{words}', 'What it is about: {words}'),
      text(
        '当事人自愿申请{community}人民调解委员会依法调解。人民调解不收费。',
        'The applicants ask the mediation committee of {community} to mediate, of their own will. Mediation is free.',
      ),
    ],
    signs: [text('申请人（签名、盖章或按指印）', 'Applicant (signature, seal or fingerprint)')],
  },
  register: {
    title: text('人民调解受理登记表', 'Register of mediations'),
    isForFile: true,
    at: begun,
    body: [
      ...both,
      dispute,
      text('涉及金额：{amount}', 'Sum in dispute: {amount}'),
      text('纠纷简要情况：{words}', 'What it is about: {words}'),
      text('受理：{steps_accept}', 'Accepted: {steps_accept}'),
    ],
    signs: [text('登记人', 'Registered by')],
  },
  inquiry: {
    title: text('人民调解调查记录', 'Record of inquiries'),
    isForFile: true,
    at: begun,
    body: [dispute, text('{steps_investigate}', '{steps_investigate}')],
    signs: [text('被调查人', 'Who was asked'), text('调查人', 'Inquired by')],
  },
  record: {
    title: text('人民调解记录', 'Record of the mediation'),
    at: begun,
    body: [...both, dispute, text('{steps_session}', '{steps_session}')],
    signs: [text('当事人', 'Parties'), mediator],
  },
  agreement: {
    title: text('人民调解协议书', 'Mediation agreement'),
    at: ['signing', ...after],
    body: [
      ...both,
      text(
        '一、主要事实、争议事项以及各方当事人的责任：{facts}',
        '1. Facts, what is disputed, and everybody’s part: {facts}',
      ),
      text('二、经调解，自愿达成如下协议：{terms}', '2. Agreed of their own will: {terms}'),
      text('三、履行期限：{performBy}', '3. To be done by: {performBy}'),
      text(
        '本协议自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效。一式数份，当事人和人民调解委员会各持一份。',
        'In force from the day on which all parties have signed, sealed or put their fingerprints, the mediator has signed and the committee has sealed. Each party and the committee keep a copy.',
      ),
    ],
    signs: [text('当事人（签名、盖章或按指印）', 'Parties'), mediator, committee],
  },
  oral: {
    title: text('人民调解口头协议登记表', 'Register of agreements by word of mouth'),
    at: after,
    body: [
      ...both,
      dispute,
      text('协议内容：{terms}', 'Agreed: {terms}'),
      text('履行期限：{performBy}', 'To be done by: {performBy}'),
      text('生效日期：{inForceOn}', 'In force since: {inForceOn}'),
    ],
    signs: [mediator],
  },
  callback: {
    title: text('人民调解回访记录', 'Record of the call-back'),
    isForFile: true,
    at: ['closed'],
    body: [
      ...both,
      text('协议内容：{terms}', 'Agreed: {terms}'),
      text('回访情况：{steps_performed}', 'What the parties said: {steps_performed}'),
    ],
    signs: [text('回访人', 'Called back by')],
  },
  confirmation: {
    title: text('司法确认申请书', 'Application for judicial confirmation'),
    at: ['performing', 'closed'],
    body: [
      text('{court}：', '{court}:'),
      text('申请人（双方共同申请）：{people}', 'Applicants, together: {people}'),
      text(
        '请求事项：确认双方经{community}人民调解委员会调解达成的协议（编号 {number}）有效。',
        'Asked for: that the agreement reached before the mediation committee of {community} (no. {number}) be confirmed.',
      ),
      text(
        '事实和理由：双方就本纠纷自愿达成协议：{terms}协议自 {inForceOn} 生效。',
        'Facts: the parties agreed of their own will: {terms} In force since {inForceOn}.',
      ),
      text(
        '依据《中华人民共和国人民调解法》第三十三条、《中华人民共和国民事诉讼法》第二百零五条，自协议生效之日起三十日内共同申请。',
        'By art. 33 of the Mediation Law and art. 205 of the Civil Procedure Law, together within thirty days of its taking effect.',
      ),
    ],
    signs: [applicant, applicant],
  },
  // 转诉讼: what a party takes to court where mediation did not help (art. 26).
  complaint: {
    title: text('民事起诉状（转诉讼）', 'Statement of claim (on to court)'),
    at: ['unkept', 'failed', 'refused', 'declined'],
    body: [
      text('原告：{applicants}', 'Plaintiff: {applicants}'),
      text('被告：{others}', 'Defendant: {others}'),
      text('身份证件号码、住址、联系方式（本人手写）：', 'Identity number, address, phone (by hand):'),
      text('诉讼请求：', 'What is asked of the court:'),
      text('涉及金额：{amount}', 'Sum in dispute: {amount}'),
      text('事实和理由：{words}', 'Facts and reasons: {words}'),
      text(
        '双方曾达成调解协议：{terms}（履行期限 {performBy}）',
        'The parties had agreed: {terms} (to be done by {performBy})',
      ),
      text(
        '本纠纷经{community}人民调解委员会调解（编号 {number}）未能解决。',
        'The mediation committee of {community} (no. {number}) could not settle it.',
      ),
      text('此致　　　　　　　　人民法院', 'To the People’s Court of:'),
      text('附：本状副本、证据清单、调解卷宗复印件　　份', 'With: copies, list of evidence, copy of the file'),
    ],
    signs: [text('具状人（签名）', 'Plaintiff (signature)')],
    isForPerson: true,
  },
  evidence: {
    title: text('证据清单（转诉讼）', 'List of evidence (on to court)'),
    at: ['unkept', 'failed', 'refused', 'declined'],
    body: [
      ...both,
      text('1. 名称：　　　　来源：　　　　证明内容：', '1. What it is: from whom: what it proves:'),
      text('2. 名称：　　　　来源：　　　　证明内容：', '2. What it is: from whom: what it proves:'),
      text('3. 名称：　　　　来源：　　　　证明内容：', '3. What it is: from whom: what it proves:'),
    ],
    signs: [text('提交人（签名）', 'Handed in by')],
    isForPerson: true,
  },
} as const satisfies Readonly<Record<string, Print>>;
