import * as deed from '../case/deeds.ts';
import { tell } from '../case/define.ts';
import { field } from '../case/fields.ts';
import type { Who } from '../case/who.ts';
import { text } from '../text.ts';

/** Tells whoever asks which guide in law nearby they can talk to first; the matter itself goes on as it stands. */
export function firstHelp(...by: readonly Who[]) {
  return {
    label: text('请身边的法律明白人先帮', 'Name a guide in law nearby'),
    by,
    asks: { reply: field.textFrom('legal-guides', text('先找哪一位、怎么找到', 'Whom to ask first, and where'), 300) },
    does: [deed.replyToPerson],
    tells: [tell('reporter', 'case.replied')],
    track: text('已告诉您可以先找哪位法律明白人', 'You were told which guide in law to ask first'),
  } as const;
}
