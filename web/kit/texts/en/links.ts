import type { Messages } from '../namespaces.ts';
import type { links as zh } from '../zh/links.ts';

/** Words of what ties matters to each other, at the desk. */
export const links = {
  merge: {
    title: 'Merge with the same matter',
    on: '{{number}} · {{title}}',
    which: 'Which one is the same matter?',
    find: 'Find by number or title',
    finding: 'Looking',
    none: 'No open matter nearby looks the same',
    noneHint: 'A number or words of a title find any matter of this community.',
    failed: 'Nothing could be looked up',
    sameBuilding: 'Same building',
    metres: '{{n}} m apart',
    sameCategory: 'Same category',
    likeWords: 'Like words',
    sameDay: 'Same day',
    days: '{{n}} days apart',
    holds: '{{n}} merged into it',
    main: 'Which is the main one?',
    mainOther: '{{number}} is the main one; this one goes on with it',
    mainThis: 'This is the main one; {{number}} goes on with it',
    follows:
      'The one that follows keeps its number and its clocks stop; its person is told and follows the main one by their own number. It can be undone while the main one is open.',
    words: 'Words (optional, kept inside)',
    submit: 'Merge',
    done: '{{number}} goes on with {{main}}',
  },
  split: {
    title: 'Split into parts',
    hint: 'Each part has a number, limits and a unit of its own; the matter itself goes on and can be handed in once all parts are closed. Its person sees how far each unit is, and no more.',
    part: 'Part {{n}}',
    remove: 'Take part {{n}} away',
    words: 'What is to be done',
    unit: 'Lead unit',
    category: 'Category',
    elsewhere: 'At another place',
    add: 'Add a part',
    submit: 'Split',
    done: 'Split: {{numbers}}',
  },
  linked: {
    parts: 'Parts',
    parent: 'Part of',
    partsCount: '{{done}} of {{n}} closed',
    title: 'Merged',
    main: 'Main one',
    merged: 'Joined',
    count: '{{n}} joined',
  },
} as const satisfies Messages<typeof zh>;
