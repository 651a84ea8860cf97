import { useTextSize } from '../../../kit/text-size.ts';
import { ReadAloud } from '../../../ui/mobile/ReadAloud.tsx';

/** Reads a text aloud where letters are large. */
export function Listen({ text }: { readonly text: string | (() => string) }) {
  return useTextSize() === 'elder' ? <ReadAloud text={text} /> : null;
}
