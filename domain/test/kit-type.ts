import { house } from '../case/basis.ts';
import * as deed from '../case/deeds.ts';
import { type CaseType, defineCaseType, type Stage, tell, within, workingDays } from '../case/define.ts';
import { field, optional } from '../case/fields.ts';
import * as guard from '../case/guards.ts';
import { who } from '../case/who.ts';
import { text } from '../text.ts';

const words = field.text(text('要借什么', 'What is wanted'), 200);

/** A process made of those words of the kit that a process may do without; the laws walk it beside the registry's. */
export const kitType = defineCaseType({
  code: 'kit',
  version: 1,
  title: text('借用', 'Lending'),
  asker: 'applicant',
  titleField: 'words',
  fields: { words },
  members: { taker: text('接单人', 'Who took it'), helper: text('帮手', 'Helper') },
  promise: within('promise', workingDays(15), house('promise-15d')),
  begins: {
    ask: {
      label: text('提出', 'Ask'),
      by: [who.anyone],
      asks: { words },
      to: 'offered',
      track: text('已提出', 'Asked'),
    },
  },
  stages: {
    offered: {
      label: text('待接单', 'To be taken'),
      phase: 'raised',
      within: within('accept', workingDays(2), house('check-2d')),
      turn: [who.may('orders.take')],
      plain: text('等待接单', 'Waiting to be taken'),
      actions: {
        take: {
          label: text('接单', 'Take it'),
          by: [who.may('orders.take')],
          needs: [guard.fewerThan(1, 'taker')],
          does: [deed.putOnList('taker')],
          to: 'taken',
          isMain: true,
          track: text('有人接单', 'Taken'),
        },
      },
    },
    taken: {
      label: text('办理中', 'On the way'),
      phase: 'handling',
      within: within('handle', workingDays(5), house('handle-5d')),
      turn: [who.listed('taker')],
      plain: text('正在办理', 'On the way'),
      actions: {
        ask: {
          label: text('请人帮忙', 'Ask somebody to help'),
          by: [who.listed('taker')],
          asks: { userId: field.staff(text('谁', 'Who')) },
          does: [deed.putOnList('helper', 'userId')],
        },
        'stop-helping': {
          label: text('不再帮忙', 'Stop helping'),
          by: [who.listed('helper')],
          needs: [guard.othersRemain],
          does: [deed.takeOffList('helper')],
        },
        'give-back': {
          label: text('退回', 'Give back'),
          by: [who.listed('taker')],
          does: [deed.takeOffList()],
          to: 'offered',
        },
        done: {
          label: text('办好', 'Done'),
          by: [who.listed()],
          asks: { words: optional(field.text(text('说明', 'Words'), 200)) },
          needs: [guard.atLeast(1, 'taker')],
          does: [deed.noteDown],
          to: 'confirming',
          isMain: true,
          track: text('已办好', 'Done'),
        },
      },
    },
    confirming: {
      label: text('待确认', 'To confirm'),
      phase: 'checking',
      within: within('close', workingDays(1), house('close-1d')),
      turn: [who.reporter, who.listed('taker')],
      plain: text('请您确认', 'Please confirm'),
      actions: {
        confirm: {
          label: text('确认', 'Confirm'),
          by: [who.reporter, who.listed('taker')],
          to: 'closed',
          isMain: true,
          track: text('已确认', 'Confirmed'),
        },
      },
    },
    closed: { label: text('已办结', 'Closed'), phase: 'closed', outcome: 'explained', plain: text('已办结', 'Closed') },
  },
  track: [
    { label: text('已提出', 'Asked'), stages: ['offered'] },
    { label: text('办理中', 'On the way'), stages: ['taken', 'confirming'] },
    { label: text('已办结', 'Closed'), stages: ['closed'] },
  ],
});

/** The same, sealed: whoever may see mediation files is its intake, and nobody else knows of it. */
export const sealedKitType: CaseType = {
  ...kitType,
  code: 'sealed-kit',
  members: { ...kitType.members, keeper: text('经管人', 'Keeper') },
  sealed: { intake: 'mediation.read', as: 'keeper' },
  begins: Object.fromEntries(
    Object.entries(kitType.begins).map(([name, one]) => [name, { ...one, tells: [tell('listed', 'case.listed')] }]),
  ),
  stages: {
    ...kitType.stages,
    offered: {
      ...(kitType.stages['offered'] as Stage),
      turn: [who.listed('keeper')],
      actions: {
        take: {
          ...(kitType.stages['offered'] as Stage).actions['take'],
          label: text('接手', 'Take it'),
          by: [who.listed()],
        },
      },
    },
  },
};
