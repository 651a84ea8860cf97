import type { ActStep, Journey, PrintStep } from './type-journey.ts';

/** From taken to confirmed: done by the volunteer, confirmed by who asked. */
const doneBy = (publicWords: string, more: ActStep['fill'] = {}): readonly [ActStep, ActStep, ActStep] => [
  { as: 'volunteer', action: 'take', on: 'pool' },
  { as: 'volunteer', action: 'finish', on: 'pool', fill: { hours: 2, words: `办好了：${publicWords}`, ...more } },
  { as: 'resident', action: 'confirm-done', fill: { otherHours: null }, to: 'done' },
];

function ordered(publicWords: string, taken: readonly string[], closed: PrintStep[], more?: ActStep['fill']) {
  const [take, finish, confirm] = doneBy(publicWords, more);
  const papers: PrintStep[] = taken.length > 0 ? [{ as: 'secretary', prints: taken }] : [];
  return [take, finish, ...papers, confirm, ...closed];
}

/** What the item applied for asks. */
const answers = { cause: '突发重病', people: '3', what: '住院押金' };

/** What residents ask for and units do: events, applications, whistles, hazards, orders. */
export const orderJourneys: readonly Journey[] = [
  {
    type: 'event',
    title: 'an event is dispatched, handled, checked and called back about',
    seenBy: 'secretary',
    steps: [
      { as: 'secretary', begin: 'report', fill: { words: '三楼楼道灯不亮', isDangerous: false } },
      { as: 'secretary', action: 'accept', fill: { urgency: 'normal', words: '属物业维修' } },
      { as: 'secretary', action: 'dispatch', fill: { leadOrganisationId: '春申物业服务中心', words: '请当天看' } },
      { as: 'property', action: 'sign', to: 'contacting' },
      { as: 'property', action: 'contact', fill: { result: 'reached' }, to: 'handling' },
      { as: 'property', action: 'done', fill: { outcome: 'solved', words: '换了灯泡和镇流器', reply: '灯修好了' } },
      { as: 'checker', action: 'pass', fill: { words: '现场看过，灯亮' }, to: 'callback' },
      {
        as: 'caller',
        action: 'call-back',
        fill: { result: 'reached', isSolved: true, score: 5, words: '满意' },
        to: 'closed',
      },
    ],
  },
  {
    type: 'request',
    title: 'a certificate is applied for, approved and issued',
    seenBy: 'secretary',
    steps: [
      { as: 'resident', begin: 'apply', fill: { kind: 'residence', purpose: '孩子入学', recipient: '春申小学' } },
      { as: 'secretary', action: 'approve', fill: { finding: '在本社区居住满三年' } },
      { as: 'colleague', action: 'issue', fill: { proofNumber: '春申居证字二十一号' } },
      { as: 'secretary', prints: ['proof'] },
    ],
  },
  {
    type: 'whistle',
    title: 'a whistle is agreed to, answered on the spot and ended by the blower',
    seenBy: 'secretary',
    steps: [
      {
        as: 'secretary',
        begin: 'blow',
        fill: { kind: 'enforcement', words: '后门违章搭建', leadOrganisationId: '望江城管中队' },
      },
      { as: 'colleague', action: 'agree', fill: { words: '同意' } },
      { as: 'station', action: 'sign-summons' },
      { as: 'station', action: 'call-back-summons', fill: { words: '半小时内到' } },
      { as: 'station', action: 'arrive' },
      {
        as: 'station',
        action: 'conclude',
        fill: { words: '已拆除，垃圾明早清运', photos: true, score: 5 },
        to: 'confirming',
      },
      { as: 'secretary', action: 'end', fill: { outcome: 'solved', score: 5, words: '事情办完' } },
    ],
  },
  {
    type: 'hazard',
    title: 'a hazard is found at the door, handed to the authority, mended and looked at again',
    seenBy: 'secretary',
    steps: [
      { as: 'worker', begin: 'find', on: 'phone', fill: { kind: 'fire', words: '安全出口堆满纸箱', site: '一楼北侧' } },
      {
        as: 'secretary',
        action: 'grade-ordinary',
        fill: {
          gradeBasis: 'fire-28',
          duty: 'property',
          rectifier: '春申物业',
          demand: '清空安全出口',
          rectifyBy: '2026-03-10',
          measures: '派人看守',
          leadOrganisationId: '春申物业服务中心',
        },
        to: 'sent',
      },
      { as: 'property', action: 'sign', to: 'rectifying' },
      {
        as: 'secretary',
        action: 'hand-over',
        fill: { handoverReason: 'refuses', leadOrganisationId: '望江城管中队', words: '住户拒绝清走' },
      },
      { as: 'station', action: 'sign', to: 'enforcing' },
      { as: 'station', action: 'enforced', fill: { result: 'mended', words: '当场清走，已教育', photos: true } },
      { as: 'checker', action: 'pass', fill: { words: '出口畅通' } },
      { as: 'secretary', prints: ['notice', 'handover', 'recheck'] },
    ],
  },
  {
    type: 'data-right',
    title: 'a resident asks for what is kept of them, and is answered after a second look',
    seenBy: 'secretary',
    steps: [
      { as: 'resident', begin: 'ask', fill: { kind: 'see', words: '想看社区记了我什么' } },
      { as: 'secretary', action: 'accept', fill: { identity: 'shown' } },
      { as: 'secretary', action: 'answer', fill: { result: 'whole', grounds: null, reply: '清单附后，共三项' } },
      { as: 'colleague', action: 'confirm', to: 'answered' },
      { as: 'secretary', prints: ['answer'] },
    ],
  },
  {
    type: 'urgent-report',
    title: 'urgent news is called in, reported in writing, followed and ended',
    seenBy: 'secretary',
    steps: [
      {
        as: 'worker',
        begin: 'call',
        fill: {
          sort: 'accident',
          calledAt: '2026-03-04T01:30:00.000Z',
          calledWhom: '街道总值班室',
          words: '五号楼燃气味很重',
          isDangerous: true,
        },
      },
      { as: 'worker', action: 'first-report', fill: { words: '五号楼燃气味很重，已疏散两层，燃气公司到场' } },
      { as: 'worker', action: 'update', fill: { words: '阀门已关，浓度下降' } },
      { as: 'secretary', action: 'last-report', fill: { words: '恢复供气，无人受伤' } },
      { as: 'colleague', action: 'decide', fill: { result: 'whole', words: '情况完整' }, to: 'closed' },
      { as: 'secretary', prints: ['first', 'further', 'last'] },
    ],
  },
  {
    type: 'application',
    title: 'an item is applied for, supplemented once and granted',
    seenBy: 'street',
    steps: [
      {
        as: 'resident',
        begin: 'apply',
        category: 'application.temporary-assistance',
        answers,
        fill: { words: '申请困难情况说明' },
      },
      { as: 'street', action: 'supplement', fill: { missing: '请补一份收入说明' } },
      { as: 'street', prints: ['supplement'] },
      { as: 'resident', action: 'supply', fill: { words: '收入说明在窗口交了' } },
      { as: 'secretary', action: 'accept' },
      { as: 'secretary', action: 'review', fill: { finding: '情况属实，符合条件' } },
      { as: 'street', action: 'issue', fill: { result: '同意出具', validUntil: '2026-09-30' } },
      { as: 'street', prints: ['form', 'acceptance', 'result'] },
    ],
  },
  {
    type: 'application',
    title: 'an application made on behalf is declined',
    seenBy: 'street',
    steps: [
      {
        as: 'worker',
        begin: 'on-behalf',
        category: 'application.temporary-assistance',
        answers,
        fill: { words: '代老人申请', consentHow: 'at-home', consentWords: '请代我办', consentPhotos: true },
      },
      { as: 'street', action: 'decline', fill: { refusal: '不在本社区受理范围，请到户籍地办理' } },
      { as: 'street', prints: ['declined'] },
    ],
  },
  {
    type: 'application',
    title: 'an application is not granted, with the ways of law',
    seenBy: 'street',
    steps: [
      {
        as: 'worker',
        begin: 'on-behalf',
        category: 'application.temporary-assistance',
        answers,
        fill: { words: '代老人申请', consentHow: 'at-home', consentWords: '请代我办', consentPhotos: true },
      },
      { as: 'secretary', action: 'accept' },
      { as: 'secretary', action: 'review', fill: { finding: '家庭收入高于标准' } },
      {
        as: 'street',
        action: 'not-grant',
        fill: { refusal: '收入高于本地标准', legalWays: '六十日内可以申请行政复议' },
      },
      { as: 'street', prints: ['refusal'] },
    ],
  },
  {
    type: 'assisted-filing',
    title: 'a filing elsewhere is entrusted, handed in and confirmed by the resident',
    seenBy: 'secretary',
    steps: [
      { as: 'resident', begin: 'ask', fill: { purpose: '不会用手机，想办生育登记' } },
      {
        as: 'worker',
        action: 'entrust',
        fill: { consentHow: 'at-home', consentWords: '请代我在网上办生育登记', consentPhotos: true },
      },
      { as: 'worker', prints: ['mandate'] },
      {
        as: 'worker',
        action: 'file',
        fill: { platform: 'province', receiptNumber: 'YW-0318', filedOn: '2026-03-04', handedIn: '身份证和结婚证' },
      },
      { as: 'worker', action: 'result', fill: { outcome: 'solved', reply: '登记好了' } },
      { as: 'resident', action: 'confirm-result', fill: { words: '收到了' } },
      { as: 'secretary', prints: ['slip'] },
    ],
  },
  {
    type: 'order',
    title: 'an order is published, taken, done and confirmed',
    seenBy: 'secretary',
    steps: [
      {
        as: 'resident',
        begin: 'ask',
        fill: {
          kind: 'errand',
          words: '帮我到医院取药',
          wantedOn: '2026-03-05',
          wantedHours: 'morning',
          handsOver: '医保卡一张',
        },
      },
      { as: 'secretary', action: 'publish', fill: { publicWords: '帮一位老人取药，来回约两小时', isRisky: false } },
      ...ordered('药已送到', ['entrust', 'served'], [], { handsBack: '医保卡已还' }),
    ],
  },
  {
    type: 'wish',
    title: 'a wish is claimed and comes true',
    seenBy: 'secretary',
    steps: [
      { as: 'resident', begin: 'ask', fill: { kind: 'thing', words: '想要一副老花镜', wantedOn: '2026-03-10' } },
      {
        as: 'secretary',
        action: 'publish',
        fill: { publicWords: '一位老人想要一副老花镜', isRisky: false, worth: 9_900 },
      },
      ...ordered('眼镜已送到', [], []),
    ],
  },
  {
    type: 'micro-project',
    title: 'a micro-project is claimed, moved on and finished in the open',
    seenBy: 'secretary',
    steps: [
      { as: 'resident', begin: 'ask', fill: { kind: 'green', words: '楼前空地种花', budget: 200_000 } },
      {
        as: 'secretary',
        action: 'publish',
        fill: { publicWords: '把楼前空地改成小花园', isRisky: false, budget: 200_000 },
      },
      ...ordered('花园建成', [], [{ as: 'secretary', prints: ['outcome'] }], {
        spent: 180_000,
        outcomeWords: '小花园建成，二十户认养',
      }),
    ],
  },
  {
    type: 'dispute',
    title: 'a dispute is found, eased, and looked at again after 7 and 30 days, the last time by another',
    seenBy: 'secretary',
    steps: [
      {
        as: 'worker',
        begin: 'find',
        fill: { kind: 'neighbours', words: '楼上夜里拖家具，两家争吵', partiesAgree: null },
      },
      { as: 'secretary', action: 'assign', fill: { level: 'grid', holders: ['周网格'], words: '两家都认识网格员' } },
      { as: 'worker', action: 'ease', fill: { easedBy: '当面说开，楼上铺了地垫' } },
      { wait: 8, to: 'first-look' },
      { as: 'worker', action: 'quiet', fill: { words: '问过两家，没有再吵' } },
      { wait: 24, to: 'second-look' },
      { as: 'secretary', action: 'quiet', fill: { words: '一个月没有再吵' } },
    ],
  },
];
