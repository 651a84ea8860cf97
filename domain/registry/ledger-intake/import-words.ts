import { type Text, text } from '../../text.ts';

/** Where an import stands, in words. */
export const importStateTexts: Readonly<Record<string, Text>> = {
  reading: text('读取中', 'Reading'),
  previewed: text('待导入', 'Ready to run'),
  queued: text('排队中', 'Waiting its turn'),
  running: text('导入中', 'Running'),
  done: text('已导入', 'Done'),
  failed: text('未成功', 'Failed'),
  undoing: text('撤销中', 'Being undone'),
  undone: text('已撤销', 'Undone'),
  discarded: text('已放弃', 'Given up'),
};
