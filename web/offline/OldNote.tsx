import { useWords } from '../kit/i18n.ts';
import { useInstantWords } from '../kit/use-time.ts';
import type { Kept } from './kept-reads.ts';
import './old-note.css';

/** Says that what is shown was kept from the last time there was a signal. */
export function OldNote({ kept }: { readonly kept: Kept<unknown> | undefined }) {
  const t = useWords('field');
  const at = useInstantWords();
  if (!kept?.isOld) return null;
  return (
    <p className="field-old" role="status">
      {t('old', { at: at(new Date(kept.at).toISOString()) })}
    </p>
  );
}
