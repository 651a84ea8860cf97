import { house } from '../case/basis.ts';
import { defineCaseType, tell, within, workingDays } from '../case/define.ts';
import { field, optional } from '../case/fields.ts';
import { who } from '../case/who.ts';
import { text } from '../text.ts';
import { wishKinds } from './order-kinds.ts';
import { orderFields, orderStages, orderTrack, outcomeWords } from './orders-kit.ts';

const asks = {
  kind: field.choice(text('什么样的心愿', 'What kind of wish'), wishKinds),
  words: field.text(text('说说您的心愿', 'The wish'), 500),
  wantedOn: optional(field.day(text('希望哪一天', 'On which day'))),
};

/** 微心愿: a small wish, claimed by a person or a unit, seen to come true by the one who wished. */
export const wish = defineCaseType({
  code: 'wish',
  version: 1,
  title: text('微心愿', 'Micro-wish'),
  asker: 'applicant',
  titleField: 'words',
  fields: {
    ...asks,
    ...orderFields,
    worth: optional(field.money(text('大约多少钱', 'About how much'), 1000_00)),
    outcomeWords: optional(outcomeWords),
  },
  members: { taker: text('认领人', 'Who claimed it') },
  personCode: 'taker',
  promise: within('promise', workingDays(20), house('order-promise-20d')),
  begins: {
    ask: {
      label: text('许个微心愿', 'Make a wish'),
      by: [who.anyone],
      asks,
      to: 'asked',
      tells: [tell('dispatcher', 'case.received'), tell('reporter', 'case.received', 'digest')],
      track: text('已收到', 'Received'),
    },
  },
  stages: orderStages({
    screens: { worth: optional(field.money(text('大约多少钱', 'About how much'), 1000_00)) },
    finishes: { outcomeWords: optional(outcomeWords) },
    labels: {
      take: text('我来认领', 'I claim it'),
      publish: text('审核通过，公开征集认领', 'Publish it'),
      done: text('心愿已达成', 'The wish came true'),
      end: text('心愿达成', 'Came true'),
    },
  }),
  track: orderTrack,
});
