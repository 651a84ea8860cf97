import { house } from '../case/basis.ts';
import * as deed from '../case/deeds.ts';
import { defineCaseType, tell, within, workingDays } from '../case/define.ts';
import { field, optional } from '../case/fields.ts';
import * as guard from '../case/guards.ts';
import { who } from '../case/who.ts';
import { legalTopics } from '../legal-service/topics.ts';
import { text } from '../text.ts';
import { firstHelp } from './first-help.ts';

const topic = field.choice(text('哪方面的问题', 'What it is about'), legalTopics);
const words = field.text(text('问题（经过、想达到什么）', 'The question: what happened, what is wanted'), 4000);
const files = optional(field.files(text('合同、通知等材料', 'Contracts, letters and other papers')));
const reply = field.text(text('答复', 'Answer'), 4000);
const sources = field.text(text('依据（法律名称和条款）', 'What it rests on: law and article'), 1000);
const more = field.text(text('还想问什么', 'What else is asked'), 2000);
const way = field.choice(text('咨询方式', 'How it was asked'), {
  'in-person': text('当面', 'In person'),
  phone: text('电话', 'By phone'),
});
const mayAdvise = who.may('legal.advise');

/** 法律咨询: asked in confidence, answered by an adviser with the law it rests on, open for a while to ask on, closed by whoever asked or by itself. */
export const legalConsultation = defineCaseType({
  code: 'legal-consultation',
  version: 1,
  title: text('法律咨询', 'Legal consultation'),
  asker: 'applicant',
  titleField: 'words',
  fields: { topic, words, files, way: optional(way), reply: optional(reply), sources: optional(sources) },
  members: { adviser: text('法律顾问', 'Legal adviser'), clerk: text('协助的人', 'Who helps') },
  sealed: { intake: 'legal.advise', as: 'adviser' },
  promise: within('promise', workingDays(3), house('consult-2d')),
  begins: {
    ask: {
      label: text('法律咨询', 'Ask a question of law'),
      by: [who.anyone],
      asks: { topic, words, files },
      to: 'asked',
      tells: [tell('listed', 'case.listed'), tell('reporter', 'case.received', 'digest')],
      track: text('已收到您的问题', 'Your question has arrived'),
    },
    advise: {
      label: text('登记当场答复的咨询', 'Record one answered at once'),
      by: [mayAdvise],
      asks: { topic, way, words, reply, sources },
      does: [deed.replyToPerson],
      to: 'advised',
      isOnTheSpot: true,
      track: text('当场答复', 'Answered at once'),
    },
  },
  stages: {
    asked: {
      label: text('待答复', 'To be answered'),
      phase: 'accepted',
      within: within('handle', workingDays(2), house('consult-2d')),
      turn: [who.listed('adviser')],
      plain: text('等待法律顾问答复', 'Waiting for the adviser'),
      actions: {
        answer: {
          label: text('答复', 'Answer'),
          by: [mayAdvise],
          asks: { reply, sources },
          does: [deed.keep('reply', 'sources'), deed.replyToPerson],
          to: 'answered',
          isMain: true,
          tells: [tell('reporter', 'case.replied')],
          track: text('法律顾问已答复', 'The adviser has answered'),
        },
        'ask-back': {
          label: text('请咨询人补充情况', 'Ask for more'),
          by: [mayAdvise],
          asks: { reply: field.text(text('要问的话', 'The question'), 1000) },
          does: [deed.replyToPerson],
          tells: [tell('reporter', 'case.replied')],
          track: text('法律顾问想了解更多情况', 'The adviser wants to know more'),
        },
        add: {
          label: text('补充情况', 'Add something'),
          by: [who.reporter, who.listed('clerk')],
          asks: { words: more, files },
          does: [deed.keep('files'), deed.noteDown],
          tells: [tell('listed', 'case.supplemented')],
          track: text('您补充了情况', 'You added something'),
        },
        'first-help': firstHelp(mayAdvise),
        'not-law': {
          label: text('不是法律问题，指引办理', 'Not a question of law: say where to go'),
          by: [mayAdvise],
          asks: { reply: field.text(text('到哪里办', 'Where to go'), 1000) },
          does: [deed.replyToPerson],
          to: 'guided',
          tells: [tell('reporter', 'case.declined')],
          track: text('不是法律问题，已指引', 'Not a question of law; you were told where to go'),
        },
      },
    },
    answered: {
      label: text('已答复，可追问', 'Answered; open to ask on'),
      phase: 'checking',
      within: within('close', { unit: 'days', n: 7 }, house('consult-open-7d')),
      turn: [who.reporter],
      plain: text('已答复，七天内可以追问', 'Answered; you may ask on for seven days'),
      actions: {
        enough: {
          label: text('明白了', 'That is all'),
          by: [who.reporter],
          to: 'advised',
          isMain: true,
          track: text('您说明白了', 'You said that is all'),
        },
        'ask-on': {
          label: text('追问', 'Ask on'),
          by: [who.reporter],
          asks: { words: more, files },
          does: [deed.keep('files'), deed.noteDown],
          to: 'asked',
          tells: [tell('listed', 'case.inquiry-answered')],
          track: text('您又问了一次', 'You asked on'),
        },
        'call-on': {
          label: text('电话追问（登记）', 'Asked on by phone'),
          by: [who.listed()],
          asks: { words: more },
          does: [deed.noteDown],
          to: 'asked',
          tells: [tell('listed', 'case.inquiry-answered')],
          track: text('您又问了一次', 'You asked on'),
        },
        'follow-up': {
          label: text('回访', 'Follow up'),
          by: [mayAdvise],
          asks: { words: field.text(text('回访情况', 'How it went on'), 2000) },
          does: [deed.noteDown],
        },
        'close-by-time': {
          label: text('没有追问，自动办结', 'Nothing more was asked: closed'),
          by: [who.system],
          needs: [guard.timeIsUp],
          to: 'advised',
          lapses: true,
          track: text('七天没有追问，自动办结', 'Nothing more was asked for seven days'),
        },
      },
    },
    advised: {
      label: text('已解答', 'Advised'),
      phase: 'closed',
      outcome: 'explained',
      plain: text('已解答', 'Answered'),
    },
    guided: {
      label: text('已指引', 'Told where to go'),
      phase: 'closed',
      outcome: 'declined',
      plain: text('不是法律问题，已指引', 'Not a question of law; you were told where to go'),
    },
  },
  prints: {
    answer: {
      title: text('法律咨询答复单', 'Answer to a question of law'),
      at: ['answered', 'advised'],
      body: [
        text('咨询类别：{topic}', 'About: {topic}'),
        text('问题：{words}', 'Question: {words}'),
        text('答复：{reply}', 'Answer: {reply}'),
        text('依据：{sources}', 'It rests on: {sources}'),
        text(
          '本答复根据咨询人陈述的情况作出，供参考，不是裁判或者决定；公共法律服务热线 12348。',
          'Given on what was told; it is advice, not a decision. Public legal service: call 12348.',
        ),
      ],
      signs: [text('法律顾问', 'Legal adviser')],
      isForPerson: true,
    },
  },
  leads: {
    'to-legal-aid': {
      label: text('转法律援助预审', 'On to legal aid'),
      type: 'legal-aid',
      begin: 'apply',
      by: [who.listed()],
      during: ['accepted', 'checking', 'closed'],
      fills: { words: 'words' },
    },
    'to-mediation': {
      label: text('转人民调解', 'To mediation'),
      type: 'mediation',
      begin: 'apply',
      by: [who.listed()],
      during: ['accepted', 'checking', 'closed'],
      fills: { words: 'words' },
    },
  },
  track: [
    { label: text('已提问', 'Asked'), stages: ['asked'] },
    { label: text('已答复', 'Answered'), stages: ['answered'] },
    { label: text('已办结', 'Closed'), stages: ['advised', 'guided'] },
  ],
});
