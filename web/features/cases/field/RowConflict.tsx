import { Link } from '@tanstack/react-router';
import type { Text } from '../../../../domain/text.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { useInstantWords } from '../../../kit/use-time.ts';
import type { OutboxRow } from '../../../offline/store.ts';
import { useRowFiles } from '../../../offline/use-outbox.ts';
import { wordsOfStep } from './hand-over.ts';

/** Both sides of a step that came back: what was written here, and how the matter stands there. */
export function RowConflict({ row, isLost }: { readonly row: OutboxRow; readonly isLost: boolean }) {
  const t = useWords('field');
  const pick = usePick();
  const at = useInstantWords();
  const files = useRowFiles(row.id);
  const words = wordsOfStep(row);
  const { text } = (row.problem ?? {}) as { readonly text?: Text };
  return (
    <dl className="field-sides">
      <dt>{t('queue.yours', { at: at(row.madeAt) })}</dt>
      <dd>
        <b>{row.about.deed}</b>
        {words.length > 0 ? words.map((one) => <p key={one}>{one}</p>) : <p>{t('queue.nothingWritten')}</p>}
        {files.length > 0 && <p>{t('queue.filesOfYours', { n: files.length })}</p>}
      </dd>
      <dt>{t('queue.theirs')}</dt>
      <dd>
        <p>{isLost ? t('queue.handOverHint') : text && pick(text)}</p>
        {!isLost && row.about.caseRef && (
          <Link to={'/tasks/$ref' as never} params={{ ref: row.about.caseRef } as never} className="field-link">
            {t('queue.lookNow')}
          </Link>
        )}
      </dd>
    </dl>
  );
}
