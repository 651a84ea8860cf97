import type { Capability } from '../access/capabilities.ts';
import { fill, type Text, text } from '../text.ts';
import type { Audience, NoticeCode, Tell } from './define.ts';
import type { CaseState } from './state.ts';

/** The audiences that are posts rather than persons or units: whoever holds this capability where the matter lies. */
export const postOfAudience: Partial<Readonly<Record<Audience, Capability>>> = {
  dispatcher: 'cases.dispatch',
  arbiter: 'cases.arbitrate',
  approver: 'cases.approve',
  checker: 'cases.check',
  caller: 'cases.call-back',
  head: 'cases.supervise',
};
export const noticedCapabilities: readonly Capability[] = Object.values(postOfAudience);

/** How soon a notice reaches staff: what an urgent matter would say while on duty, it says at once. */
export function noticeClass(state: Pick<CaseState, 'urgency'>, tell: Tell): Tell['class'] {
  return state.urgency === 'urgent' && tell.class === 'shift' ? 'now' : tell.class;
}

/** What each notice says; `{number}` and `{title}` are the case's. Stored as code and parameters, never as words. */
export const noticeTexts: Readonly<Record<NoticeCode, Text>> = {
  'case.received': text('收到新事项 {number}：{title}', 'New matter {number}: {title}'),
  'case.accepted': text('您反映的事项 {number} 已受理', 'Your matter {number} was accepted'),
  'case.declined': text(
    '您反映的事项 {number} 不属于受理范围，请看答复',
    'Your matter {number} is not for us; please read the reply',
  ),
  'case.dispatched': text(
    '新派单 {number}：{title}，请签收',
    'Dispatched to you, {number}: {title}. Please sign for it',
  ),
  'case.signed': text('您反映的事项 {number} 已由承办单位签收', 'The unit has signed for your matter {number}'),
  'case.replied': text('事项 {number} 有新的答复', 'There is a reply on matter {number}'),
  'case.checking': text('事项 {number} 已办理，请核查：{title}', 'Matter {number} is done; please check: {title}'),
  'case.please-rate': text(
    '您反映的事项 {number} 已办理，请确认并评价',
    'Your matter {number} is done; please confirm and rate',
  ),
  'case.redo': text('事项 {number} 需要重办：{title}', 'Matter {number} must be done again: {title}'),
  'case.closed': text('事项 {number} 已结案', 'Matter {number} is closed'),
  'case.return-asked': text('事项 {number} 申请退单，请审核', 'A return is asked for {number}; please decide'),
  'case.return-decided': text('事项 {number} 的退单已有决定', 'The return of {number} is decided'),
  'case.approval-asked': text('事项 {number} 有申请待审批', 'An approval is asked for {number}'),
  'case.approval-decided': text('事项 {number} 的办理时间有调整', 'The time of {number} has changed'),
  'case.reminded': text('事项 {number} 被催办：{title}', 'You are reminded of {number}: {title}'),
  'case.supervised': text('事项 {number} 被督办：{title}', 'Matter {number} is under supervision: {title}'),
  'case.late': text('事项 {number} 已超时：{title}', 'Matter {number} is late: {title}'),
  'case.supplement-asked': text('您的申请 {number} 需要补充材料', 'Your application {number} needs something more'),
  'case.supplemented': text('申请 {number} 已补充材料', 'Application {number} was supplemented'),
  'case.merged': text(
    '事项 {number} 与 {main} 是同一件事，已合并办理，凭原编号可查进度',
    'Matter {number} is the same as {main}; they go on together, and its own number still shows the way',
  ),
  'case.unmerged': text(
    '事项 {number} 改为单独办理，凭原编号可查进度',
    'Matter {number} goes on by itself again; its number shows the way',
  ),
  'case.low-rated': text(
    '事项 {number} 的评价不满意，请跟进：{title}',
    'Matter {number} was rated low; please follow it up: {title}',
  ),
  'case.followed-closed': text(
    '您反映或关注的事项 {number} 已办结，可查看结果',
    'Matter {number}, which you raised or follow, is closed; you may see the result',
  ),
  'case.still-there': text(
    '事项 {number} 办结后，关注的人反映还没解决：{title}',
    'After {number} was closed somebody who follows it says it is not solved: {title}',
  ),
  'case.child-moved': text(
    '事项 {number} 的子事项有进展，请看办理过程',
    'A child case of {number} has moved on; please see its way',
  ),
  'case.listed': text('您在事项 {number} 的名单上，请查看', 'You are on the list of matter {number}; please see it'),
  'case.term-near': text('事项 {number} 有期限快到了，请打开查看', 'A term of matter {number} is near; please open it'),
  'case.look-due': text(
    '事项 {number} 到了回看的日子，请去看一眼',
    'Matter {number} is to be looked at again; please go and see',
  ),
  'case.inquired': text(
    '您反映的事项 {number} 需要您补充情况，请打开查询页面回答',
    'We have a question about your matter {number}; please open its page and answer',
  ),
  'case.inquiry-answered': text(
    '事项 {number} 的群众已回答，请看办理过程：{title}',
    'The person has answered on {number}: {title}',
  ),
  'case.inquiry-over': text(
    '事项 {number} 没有等到群众答复，时限继续计算：{title}',
    'No answer came on {number}; its time runs on: {title}',
  ),
  'case.outside-reported': text(
    '事项 {number} 的外部人员有反馈，请核对：{title}',
    'The outside party reported on {number}; please check: {title}',
  ),
  'case.sms-failed': text(
    '事项 {number} 给居民的短信未送达，请电话联系',
    'A message to the person of {number} did not arrive; please call',
  ),
  'case.paper-void': text(
    '您的事项 {number} 出具的文书已作废，请看查询页面',
    'The paper given out on {number} was declared void; please see its page',
  ),
  'visit.missed': text(
    '{place} 有一户该探访的过了一天还没见到人，请打开“走访”代为上门',
    'A visit at {place} is a day over; please open “Visits” and go in their stead',
  ),
  'visit.call-contact': text(
    '{place} 有一户该探访的过了两天还没见到人，请打开“走访”拨打紧急联系人',
    'A visit at {place} is two days over; please open “Visits” and call the emergency contact',
  ),
  'visit.still-missed': text(
    '{place} 有一户该探访的过了三天仍未见到人，请马上安排',
    'A visit at {place} is three days over and nobody was seen; please see to it now',
  ),
  'case.taken': text(
    '您的 {number} 有人接单了，对方会联系您。完成后把确认码 {code} 告诉对方；不用付任何费用',
    'Somebody has taken your {number} and will contact you. When it is done tell them the code {code}; you pay nothing',
  ),
  'feedback.answered': text(
    '您对系统提的意见有了答复，请到“意见反馈”查看',
    'What you said of the platform was answered; see “Feedback”',
  ),
  'rota.swap-asked': text(
    '{rota} {day} 的班，同事想和您换，请到“值班表”答复',
    '{rota}, {day}: a colleague asks you to swap. Please answer under “Rotas”',
  ),
  'rota.swap-agreed': text('{rota} {day} 的班，同事同意换了', '{rota}, {day}: your colleague agreed to swap'),
  'rota.swap-declined': text('{rota} {day} 的班，同事不方便换', '{rota}, {day}: your colleague can’t swap'),
  'rota.swap-withdrawn': text('{rota} {day} 的换班，对方已取消', '{rota}, {day}: the swap was taken back'),
  'case.issued': text(
    '您的证明 {number} 已出具，可在查询页面打印或到社区领取',
    'Your proof {number} is issued; print it from its page or collect it',
  ),
};

/** A notice in words. */
export function noticeText(code: NoticeCode, parameters: Readonly<Record<string, unknown>>): Text {
  return fill(noticeTexts[code], parameters);
}
