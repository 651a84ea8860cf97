import { line, type Telling, tell } from './shape.ts';

/** Disputes found at doors: one just found, one being eased, one that came to rest. */
export const disputeScenes: readonly Telling[] = [
  tell('dispute', ['grid', 'find', 1], {
    kind: 'neighbours',
    words: '楼上孩子夜里跑跳，楼下两次上门争吵，想有人去说说。',
    level: 'grid',
  }),
  tell(
    'dispute',
    ['grid', 'find', 3],
    { kind: 'property', words: '装修占用楼道堆料，对门进出不便，双方吵过一次。', level: 'community' },
    [line('grid', 'take', {}, 3)],
  ),
  tell('dispute', ['grid', 'eased', 2], {
    kind: 'family',
    words: '婆媳为带孩子拌嘴，老人想回老家。',
    easedBy: '分别谈过，约好周末由儿子带，双方都答应。',
  }),
];
