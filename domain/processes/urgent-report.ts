import { house } from '../case/basis.ts';
import * as deed from '../case/deeds.ts';
import { branch, type Deed, defineCaseType, type Guard, tell, urgentHours, within } from '../case/define.ts';
import { field, optional } from '../case/fields.ts';
import * as guard from '../case/guards.ts';
import { choice } from '../case/read-input.ts';
import { who } from '../case/who.ts';
import { refuse } from '../refusals.ts';
import { type Text, text } from '../text.ts';

const minutes = (n: number) => urgentHours(n / 60);

const words = field.text(
  text('时间、地点、什么事、伤亡、影响、已做了什么', 'When, where, what, harm, reach, what is being done'),
  3000,
);
const note = field.text(text('最新情况', 'How it stands'), 3000);
const photos = optional(field.photos(text('照片', 'Photos')));
const voice = optional(field.voice(text('语音', 'Voice')));
const calledAt = field.instant(text('打电话报告的时间', 'When it was reported by telephone'));
const calledWhom = field.text(text('电话报给了谁', 'Who was told by telephone'), 300);
const recipients = optional(field.staffList(text('请谁确认收到', 'Who is to confirm that they know')));
const isDangerous = optional(
  field.flag(text('有人身危险（先打 110、119、120）', 'Somebody is in danger (call 110, 119 or 120 first)')),
);
const sort = field.choice(text('哪一类', 'Of which kind'), {
  disaster: text('自然灾害', 'Natural disaster'),
  accident: text('事故灾难', 'Accident'),
  health: text('公共卫生', 'Public health'),
  security: text('社会安全', 'Public security'),
});

/** Who hears of every report of it, at once even off duty; whoever is on duty for the place hears it, too. */
const atOnce = [
  tell('head', 'case.received', 'now'),
  tell('dispatcher', 'case.received', 'now'),
  tell('listed', 'case.listed', 'now'),
] as const;

/** Nobody calls in the future, and what was called more than a day ago is no first report. */
const calledLately: Guard = (turn) => {
  const at = choice(turn, 'calledAt');
  const hours = at === null ? 0 : (Date.parse(turn.world.now) - Date.parse(at)) / 3_600_000;
  return hours > -0.1 && hours <= 24 ? null : refuse('case.recorded-late', { hours: 24 });
};

/** What is grave is urgent: whoever is told hears it at once. */
const asUrgent: Deed = () => [{ kind: 'urgency-set', urgency: 'urgent' }];

const begin = (label: Text, to: 'called' | 'called-major') => ({
  label,
  by: [who.may('cases.raise')],
  asks: { sort, calledAt, calledWhom, words: optional(words), voice, photos, isDangerous, recipients },
  needs: [guard.wordsOrVoice, calledLately],
  does: [deed.putOnList('told', 'recipients'), ...(to === 'called' ? [] : [asUrgent])],
  to,
  tells: atOnce,
  track: text('已电话报告', 'Reported by telephone'),
});

/** Once somebody confirms, their name leaves those who were told and stands among those who know: both with their time. */
const acknowledge = {
  label: text('已收到', 'I know of it'),
  by: [who.listed('told')],
  asks: { words: optional(field.text(text('要求或提醒', 'What they ask for'), 1000)) },
  does: [deed.takeOffList('told'), deed.putOnList('aware'), deed.noteDown],
} as const;

const tellMore = {
  label: text('再请人确认', 'Tell others'),
  by: [who.may('cases.raise'), who.may('cases.accept')],
  asks: {
    recipients: field.staffList(text('请谁确认收到', 'Who is to confirm that they know')),
    words: optional(field.text(text('说明', 'Words'), 1000)),
  },
  does: [deed.putOnList('told', 'recipients'), deed.noteDown],
  tells: [tell('listed', 'case.listed', 'now')],
} as const;

const firstReport = {
  label: text('书面首报', 'First report in writing'),
  by: [who.may('cases.raise'), who.may('cases.accept')],
  asks: { words, photos, voice, recipients },
  does: [deed.keep('words'), deed.noteDown, deed.putOnList('told', 'recipients')],
  to: 'following',
  isMain: true,
  tells: [tell('head', 'case.received', 'now'), tell('listed', 'case.listed', 'now')],
  track: text('已首报', 'First report made'),
} as const;

const whole = (turn: Parameters<Deed>[0]): boolean => choice(turn, 'result') === 'whole';

/**
 * 突发信息: by telephone first, then in writing, followed until the last report, which somebody else goes over. How long each may take is data:
 * by how grave it is, and by the category where one says its own.
 */
export const urgentReport = defineCaseType({
  code: 'urgent-report',
  version: 1,
  title: text('突发信息', 'Urgent report'),
  asker: 'reporter',
  titleField: 'words',
  fields: { sort, words, calledAt, calledWhom, isDangerous, photos, voice, recipients },
  members: { told: text('待确认收到', 'Told, yet to confirm'), aware: text('已确认收到', 'Knows of it') },
  promise: within('promise', urgentHours(72), house('urgent-last-72h')),
  begins: {
    call: begin(text('先打电话再登记（一般）', 'Call first, then note it: ordinary'), 'called'),
    'call-major': begin(text('先打电话再登记（较大以上）', 'Call first, then note it: grave'), 'called-major'),
  },
  stages: {
    called: {
      label: text('待书面首报', 'Written report due'),
      phase: 'raised',
      within: within('accept', minutes(60), house('urgent-first-60m')),
      turn: [who.may('cases.accept')],
      plain: text('已电话报告', 'Reported by telephone'),
      actions: { 'first-report': firstReport, acknowledge, 'tell-more': tellMore },
    },
    'called-major': {
      label: text('待书面首报（较大以上）', 'Written report due (grave)'),
      phase: 'raised',
      within: within('sign', minutes(30), house('urgent-first-30m')),
      turn: [who.may('cases.accept')],
      plain: text('已电话报告', 'Reported by telephone'),
      actions: { 'first-report': firstReport, acknowledge, 'tell-more': tellMore },
    },
    following: {
      label: text('续报中', 'Being followed'),
      phase: 'handling',
      within: within('handle', urgentHours(2), house('urgent-update-2h')),
      turn: [who.may('cases.accept')],
      plain: text('正在处置，按时续报', 'Being dealt with and reported on'),
      actions: {
        update: {
          label: text('续报', 'Further report'),
          by: [who.may('cases.raise'), who.may('cases.accept')],
          asks: { words: note, photos, voice, recipients },
          does: [deed.noteDown, deed.putOnList('told', 'recipients')],
          // Arriving again starts the time to the next report anew.
          to: 'following',
          isMain: true,
          tells: [tell('head', 'case.received', 'now'), tell('listed', 'case.listed', 'now')],
          track: text('已续报', 'Reported on'),
        },
        'last-report': {
          label: text('终报', 'Last report'),
          by: [who.may('cases.accept')],
          asks: { words: note, photos },
          does: [deed.claimDone],
          to: 'checking',
          tells: [tell('head', 'case.checking')],
          track: text('已终报', 'Last report made'),
        },
        grave: {
          label: text('升为较大以上', 'It is grave'),
          by: [who.may('cases.raise'), who.may('cases.accept')],
          asks: { words: note, recipients },
          does: [asUrgent, deed.noteDown, deed.putOnList('told', 'recipients')],
          to: 'called-major',
          tells: atOnce,
          track: text('情况升级，重新首报', 'It grew: reported anew'),
        },
        acknowledge,
        'tell-more': tellMore,
      },
    },
    checking: {
      label: text('待核定', 'To be gone over'),
      phase: 'checking',
      within: within('check', urgentHours(24), house('urgent-check-24h')),
      turn: [who.secondHand('cases.supervise')],
      plain: text('正在核定', 'Being gone over'),
      actions: {
        decide: {
          label: text('核定', 'Go over it'),
          by: [who.secondHand('cases.supervise')],
          asks: {
            result: field.choice(text('结果', 'Result'), {
              whole: text('报告完整，办结', 'The report is whole: close it'),
              more: text('还要续报', 'More must be reported'),
            }),
            words: optional(note),
          },
          does: [(turn) => deed.recordCheck(whole(turn))(turn)],
          to: branch(['closed', 'following'], (turn) => (whole(turn) ? 'closed' : 'following')),
          isMain: true,
          track: text('已核定', 'Gone over'),
        },
        acknowledge,
      },
    },
    closed: { label: text('已办结', 'Closed'), phase: 'closed', outcome: 'solved', plain: text('已办结', 'Closed') },
  },
  prints: {
    first: paper(text('突发信息（首报）', 'Urgent report (first)'), [
      text('书面首报：\n{steps_first_report}', 'First report:\n{steps_first_report}'),
    ]),
    further: paper(text('突发信息（续报）', 'Urgent report (further)'), [
      text('续报：\n{steps_update}', 'Further reports:\n{steps_update}'),
    ]),
    last: paper(text('突发信息（终报）', 'Urgent report (last)'), [
      text('首报：\n{steps_first_report}', 'First report:\n{steps_first_report}'),
      text('续报：\n{steps_update}', 'Further reports:\n{steps_update}'),
      text('终报：\n{steps_last_report}', 'Last report:\n{steps_last_report}'),
    ]),
  },
  track: [
    { label: text('电话报告', 'By telephone'), stages: ['called', 'called-major'] },
    { label: text('续报', 'Followed'), stages: ['following'] },
    { label: text('终报', 'Last report'), stages: ['checking'] },
    { label: text('已办结', 'Closed'), stages: ['closed'] },
  ],
});

/** A report on paper: what it is, who was called when, what each report said, and who confirmed when. */
function paper(title: Text, reports: readonly Text[]) {
  return {
    title,
    isForFile: true as const,
    at: ['called', 'called-major', 'following', 'checking', 'closed'] as const,
    body: [
      text('编号：{number}', 'Number: {number}'),
      text('类别：{sort}', 'Kind: {sort}'),
      text('地点：{place}', 'Place: {place}'),
      text('电话报告：{calledAt}，{calledWhom}', 'By telephone: {calledAt}, {calledWhom}'),
      text('情况：{words}', 'What happened: {words}'),
      ...reports,
      text('确认收到：\n{steps_acknowledge}', 'Confirmed by:\n{steps_acknowledge}'),
      text('报送单位：{community}', 'Reported by: {community}'),
    ],
    signs: [text('报送人', 'Reported by'), text('签发人', 'Released by')],
  };
}
