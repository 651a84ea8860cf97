import type { Journey } from './type-journey.ts';

const applicants = [{ name: '赵家明', phone: '19900007011' }];
const others = [{ name: '钱国栋', phone: '19900007012' }];

const quarrel = { kind: 'neighbours', words: '楼上漏水，赔偿谈不拢', applicants, others } as const;

/** What is done for one person or between a few, most of it sealed: mediation, legal help, protection, help teams, care. */
export const careJourneys: readonly Journey[] = [
  {
    type: 'mediation',
    title: 'a quarrel is agreed on in writing, signed, kept and called back about',
    seenBy: 'keeper',
    steps: [
      { as: 'resident', begin: 'apply', fill: quarrel },
      {
        as: 'keeper',
        action: 'accept',
        fill: { mediators: ['陈调解'], allAgree: true, hasNoInterest: true, words: '双方都愿意谈' },
      },
      { as: 'mediator', action: 'session', fill: { words: '双方到场，各说了情况' } },
      { as: 'mediator', action: 'investigate', fill: { words: '看了漏水的位置，问了物业' } },
      {
        as: 'mediator',
        action: 'agree-in-writing',
        fill: {
          hasParties: true,
          facts: '楼上水管渗漏，楼下吊顶受损',
          terms: '楼上十日内修管并赔偿八百元',
          performBy: '2026-03-20',
        },
      },
      { as: 'mediator', prints: ['agreement'] },
      {
        as: 'mediator',
        action: 'signed',
        fill: { partiesSignedOn: '2026-03-04', mediatorSignedOn: '2026-03-04', sealedOn: '2026-03-04' },
      },
      {
        as: 'mediator',
        action: 'ask-confirmation',
        fill: { court: '临江区人民法院', confirmAskedOn: '2026-03-04', bothAsk: true },
      },
      { as: 'keeper', action: 'performed', fill: { words: '款已付清，管已修好' } },
      {
        as: 'keeper',
        prints: ['application', 'register', 'inquiry', 'record', 'agreement', 'confirmation', 'callback'],
      },
    ],
  },
  {
    type: 'mediation',
    title: 'an agreement by word is registered, and not kept',
    seenBy: 'keeper',
    steps: [
      { as: 'keeper', begin: 'offer', fill: quarrel },
      {
        as: 'keeper',
        action: 'accept',
        fill: { mediators: ['陈调解'], allAgree: true, hasNoInterest: true, words: null },
      },
      { as: 'mediator', action: 'agree-by-word', fill: { terms: '三日内清走楼道的柜子', performBy: '2026-03-07' } },
      { as: 'mediator', prints: ['oral'] },
      { as: 'keeper', action: 'not-kept', fill: { words: '到期没有清走', toldLegalWays: true } },
      { as: 'keeper', prints: ['complaint', 'evidence'] },
    ],
  },
  {
    type: 'legal-consultation',
    title: 'a question of law is answered, asked on and understood',
    seenBy: 'adviser',
    steps: [
      { as: 'resident', begin: 'ask', fill: { topic: 'housing', words: '房东不退押金怎么办' } },
      { as: 'adviser', action: 'answer', fill: { reply: '先发书面催告，留好凭证', sources: '民法典第七百二十二条' } },
      { as: 'resident', action: 'ask-on', fill: { words: '他不接电话呢' } },
      {
        as: 'adviser',
        action: 'answer',
        fill: { reply: '可以申请调解，也可以起诉', sources: '民事诉讼法第一百二十二条' },
      },
      { as: 'resident', action: 'enough' },
      { as: 'adviser', prints: ['answer'] },
    ],
  },
  {
    type: 'legal-aid',
    title: 'legal aid is denied, objected to, granted and given',
    seenBy: 'justice',
    steps: [
      {
        as: 'resident',
        begin: 'apply',
        fill: {
          matter: 'wages',
          means: 'migrant-worker',
          forum: 'court',
          words: '工地欠薪四个月',
          limitOn: '2026-12-31',
          needsOrder: false,
          income: 300_000,
          household: 3,
        },
      },
      { as: 'justice', action: 'pre-checked', fill: { hasIdentity: true, hasProof: true, words: '材料齐全' } },
      { as: 'justice', action: 'hand-over', fill: { centre: '临江区法律援助中心', handedOn: '2026-03-04' } },
      { as: 'justice', action: 'deny', fill: { decidedOn: '2026-03-04', reply: '缺劳动关系证明' } },
      { as: 'resident', action: 'object', fill: { objection: '有工友和考勤能证明' } },
      { as: 'justice', prints: ['objection'] },
      { as: 'justice', action: 'corrected', fill: { decidedOn: '2026-03-04', words: '异议成立' } },
      { as: 'justice', action: 'appoint', fill: { lawyer: '许律师' } },
      { as: 'justice', action: 'result', fill: { outcome: 'solved', words: '调解结案，工资已付' } },
      { as: 'justice', prints: ['application', 'means', 'opinion', 'pack'] },
    ],
  },
  {
    type: 'protection',
    title: 'violence is reported on, warned of, visited and filed by another',
    seenBy: 'companion',
    steps: [
      {
        as: 'resident',
        begin: 'report',
        fill: { kind: 'violence', words: '邻居家夜里打人', harmed: [{ name: '周小兰' }] },
      },
      {
        as: 'protector',
        action: 'report-on',
        fill: { office: 'police', toldAt: '2026-03-04T01:30:00.000Z', toldTo: '望江派出所值班民警' },
      },
      { as: 'protector', action: 'follow', fill: { metAt: '2026-03-04T01:50:00.000Z', words: '当面见到本人，已安顿' } },
      { as: 'protector', action: 'warned', fill: { warnedOn: '2026-03-04', words: '告诫书已送达' } },
      { as: 'protector', action: 'visited', fill: { metAt: '2026-03-04T01:55:00.000Z', words: '没有再发生' } },
      { as: 'protector', action: 'hand-in', fill: { outcome: 'solved', words: '三次查访平稳' } },
      { as: 'companion', action: 'file', fill: { words: '同意' } },
      { as: 'companion', prints: ['report', 'visits'] },
    ],
  },
  {
    type: 'help-team',
    title: 'a team is formed with consent, meets and ends',
    seenBy: 'justice',
    steps: [
      {
        as: 'justice',
        begin: 'offer',
        fill: { person: [{ name: '孙立' }], words: '刚刑满，想找工作', hasAgreed: true, agreedOn: '2026-03-03' },
      },
      {
        as: 'justice',
        action: 'form',
        fill: { helpers: ['陈调解'], goals: '三个月内找到工作', hasAgreed: true, agreedOn: '2026-03-04' },
      },
      { as: 'mediator', action: 'session', fill: { heldAt: '2026-03-04T01:00:00.000Z', words: '陪同面试一次' } },
      { as: 'justice', prints: ['consent'] },
      { as: 'justice', action: 'finish', fill: { words: '已在物业上班' } },
      { as: 'justice', prints: ['record'] },
    ],
  },
  {
    type: 'child-care',
    title: 'a child is cared for with the guardian’s consent',
    seenBy: 'protector',
    steps: [
      {
        as: 'protector',
        begin: 'offer',
        fill: {
          child: [{ name: '小禾' }],
          guardian: [{ name: '吴阿姨', phone: '19900007013' }],
          words: '父母在外打工，由外婆带',
          hasAgreed: true,
          childHeard: true,
          agreedOn: '2026-03-03',
        },
      },
      {
        as: 'protector',
        action: 'begin',
        fill: {
          companions: ['孙医生'],
          goals: '每周辅导一次功课',
          hasAgreed: true,
          childHeard: true,
          agreedOn: '2026-03-04',
        },
      },
      {
        as: 'doctor',
        action: 'session',
        fill: { heldAt: '2026-03-04T01:00:00.000Z', kind: 'tutoring', words: '辅导数学一小时' },
      },
      { as: 'protector', prints: ['consent'] },
      { as: 'protector', action: 'finish', fill: { words: '母亲已回家照料' } },
    ],
  },
  {
    type: 'health-follow',
    title: 'a patient is followed with consent until it is no longer needed',
    seenBy: 'doctor',
    steps: [
      {
        as: 'doctor',
        begin: 'offer',
        fill: { person: [{ name: '周桂兰' }], words: '血压偏高', hasAgreed: true, agreedOn: '2026-03-03' },
      },
      {
        as: 'doctor',
        action: 'begin',
        fill: { team: ['护士小杨'], plan: '每月上门量一次', hasAgreed: true, agreedOn: '2026-03-04' },
      },
      {
        as: 'nurse',
        action: 'session',
        fill: { heldAt: '2026-03-04T01:00:00.000Z', way: 'home', words: '血压一百三十五' },
      },
      { as: 'doctor', prints: ['consent'] },
      { as: 'doctor', action: 'finish', fill: { words: '指标稳定' } },
    ],
  },
  {
    type: 'assistance',
    title: 'somebody is helped at home and signs that it is done',
    seenBy: 'secretary',
    steps: [
      { as: 'resident', begin: 'ask', fill: { kind: 'access', words: '卫生间想装扶手', consent: true } },
      { as: 'secretary', action: 'take-up', fill: { carers: ['周网格'], words: '先上门看' }, to: 'at-home' },
      {
        as: 'worker',
        action: 'survey',
        fill: {
          surveyedOn: '2026-03-04',
          works: '淋浴处两处扶手',
          householdAgreed: 'alone',
          finding: '淋浴处湿滑',
          plan: '装两处扶手一块防滑垫',
          dueOn: '2026-04-30',
          cost: 60_000,
        },
      },
      { as: 'worker', action: 'progress', fill: { words: '材料已到' } },
      {
        as: 'worker',
        action: 'done',
        fill: { outcome: 'solved', words: '扶手装好，试过牢固', cost: 58_000, photos: true },
      },
      { as: 'colleague', action: 'accept', fill: { words: '本人签字，满意', photos: true } },
      { as: 'secretary', prints: ['sheet', 'acceptance'] },
    ],
  },
];
