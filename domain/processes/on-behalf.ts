import { field, optional } from '../case/fields.ts';
import * as guard from '../case/guards.ts';
import { text } from '../text.ts';

/** What is kept of somebody's consent where another acts for them: how, in their own words, and what shows it. */
export const consent = {
  consentHow: field.choice(text('本人怎么同意的', 'How the person consented'), {
    'at-home': text('上门当面', 'In person, at home'),
    'at-window': text('窗口当面', 'In person, at the window'),
    'by-phone': text('电话（有录音）', 'By phone, recorded'),
    'by-family': text('家属代签（本人无法签字）', 'A family member signed for them'),
  }),
  consentWords: field.text(text('本人的话：委托办什么', 'In their words: what is entrusted'), 500),
  consentPhotos: optional(field.photos(text('签名照片', 'Photo of the signature'), 3)),
  consentVoice: optional(field.voice(text('录音', 'Recording'))),
} as const;

/** A signature or a recording, one at least. */
export const hasConsent = guard.anyFileOf('consentPhotos', 'consentVoice');
