import { text } from '../text.ts';
import { noteDown } from './deeds.ts';
import { branch, type LoopAction, tell } from './define.ts';
import { field, optional } from './fields.ts';
import * as deed from './relation-deeds.ts';
import * as guard from './relation-guards.ts';
import type { Phase } from './state.ts';
import { who } from './who.ts';

const note = optional(field.text(text('说明', 'Words'), 2000));
const open: readonly Phase[] = ['raised', 'accepted', 'handling', 'checking'];

/**
 * What ties cases to each other, in every type. A merge is two steps in one transaction: `merge` on the one that follows and `take-in`
 * on the main one; undoing it is `unmerge` and `let-go`. The second halves are never offered by themselves.
 */
export const relationActions: Readonly<Record<string, LoopAction>> = {
  merge: {
    sealed: 'never',
    during: open,
    action: {
      label: text('并案', 'Merge'),
      by: [who.may('cases.dispatch')],
      asks: { words: note },
      needs: [guard.mayMergeInto],
      does: [deed.mergeInto, noteDown],
      to: 'merged',
      tells: [tell('reporter', 'case.merged'), tell('lead', 'case.merged'), tell('followers', 'case.merged')],
      track: text('与同一件事合并办理', 'Joined with the same matter'),
    },
  },
  'take-in': {
    sealed: 'never',
    during: open,
    action: {
      label: text('并入同一件事', 'Same matter joined'),
      by: [who.may('cases.dispatch')],
      needs: [guard.isTogether],
      does: [deed.takeIn],
    },
  },
  unmerge: {
    during: ['closed'],
    action: {
      label: text('撤销并案', 'Undo the merge'),
      by: [who.may('cases.dispatch')],
      asks: { words: note },
      needs: [guard.isMerged, guard.mainStillOpen],
      does: [deed.undoMerge, noteDown],
      to: branch([':before'], () => ':before'),
      tells: [tell('reporter', 'case.unmerged'), tell('lead', 'case.unmerged'), tell('followers', 'case.unmerged')],
      track: text('改为单独办理', 'Goes on by itself again'),
    },
  },
  'let-go': {
    during: [...open, 'closed'],
    action: {
      label: text('移出并案', 'Matter left again'),
      by: [who.may('cases.dispatch')],
      needs: [guard.isFollowed],
      does: [deed.letGo],
    },
  },
  split: {
    sealed: 'never',
    during: ['accepted', 'handling'],
    needsChild: true,
    action: {
      label: text('分办', 'Split'),
      by: [who.may('cases.dispatch')],
      asks: { words: note },
      needs: [guard.isNoChild, guard.childrenNamed],
      does: [deed.splitOff, noteDown],
      track: text('分给几个单位一起办', 'Given to several units'),
    },
  },
  'child-moved': {
    during: [...open, 'closed'],
    needsChild: true,
    action: {
      label: text('子事项进展', 'A child case moved on'),
      by: [who.system],
      asks: {
        childId: field.text(text('子事项', 'Child case'), 40),
        isOpen: field.flag(text('在办', 'Open')),
      },
      does: [deed.recordChild],
      tells: [tell('lead', 'case.child-moved')],
    },
  },
  'still-there': {
    during: ['closed'],
    action: {
      label: text('关注的人反映还没解决', 'Who follows it says it is not solved'),
      by: [who.system],
      asks: { words: field.text(text('说明', 'Words'), 200) },
      does: [noteDown],
      tells: [tell('dispatcher', 'case.still-there')],
    },
  },
};
