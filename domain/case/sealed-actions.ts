import { refuse } from '../refusals.ts';
import { text } from '../text.ts';
import { listMembers, noteDown, takeOffList } from './deeds.ts';
import { type Deed, type Guard, type LoopAction, tell } from './define.ts';
import { field, optional } from './fields.ts';
import { othersRemain } from './guards.ts';
import type { Phase } from './state.ts';
import { who } from './who.ts';

const always: readonly Phase[] = ['raised', 'accepted', 'handling', 'checking', 'closed'];

const listNamed: Deed = (turn) => {
  const { as = '', letIn = as } = turn.type.sealed ?? {};
  return listMembers(turn, letIn, [turn.input['userId']]);
};
const listIntake: Deed = (turn) => listMembers(turn, turn.type.sealed?.as ?? '', turn.world.intake ?? []);

/** Somebody holds its intake over the place today, so that it will be read. */
export const intakeIsThere: Guard = ({ world, type }) =>
  (world.intake ?? []).length > 0
    ? null
    : refuse('case.nobody-listed', { role: type.members?.[type.sealed?.as ?? ''] ?? '', least: 1 });

/** Who may know of a sealed case: those on its list let others in and leave it to others; nobody else does, save when nobody is left. */
export const sealedActions: Readonly<Record<string, LoopAction>> = {
  'let-in': {
    during: always,
    sealed: 'only',
    action: {
      label: text('加入名单', 'Put on the list'),
      by: [who.listed()],
      asks: {
        userId: field.staff(text('谁', 'Who')),
        words: optional(field.text(text('为什么', 'Why'), 500)),
      },
      does: [listNamed, noteDown],
      tells: [tell('listed', 'case.listed')],
    },
  },
  leave: {
    during: always,
    sealed: 'only',
    action: {
      label: text('退出名单', 'Leave the list'),
      by: [who.listed()],
      asks: { words: optional(field.text(text('说明', 'Words'), 500)) },
      needs: [othersRemain],
      does: [takeOffList(), noteDown],
    },
  },
  'hand-back': {
    during: always,
    sealed: 'only',
    action: {
      label: text('名单无人，转受理岗位', 'Nobody was left: back to its intake'),
      by: [who.system],
      needs: [intakeIsThere],
      does: [listIntake],
      tells: [tell('listed', 'case.listed')],
    },
  },
};
