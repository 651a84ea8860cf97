import './audit.css';
import type { AuditState } from '../../../contract/audit.ts';
import { useWords } from '../../kit/i18n.ts';
import { useApi } from '../../kit/use-api.ts';
import { useInstantWords, useNow } from '../../kit/use-time.ts';
import { ErrorBlock } from '../../ui/show/StateBlocks.tsx';
import { Tag } from '../../ui/show/StatusDot.tsx';

/** Sealing goes on each minute; five minutes without it are an alarm. */
const lateMs = 5 * 60_000;

function verdictOf({ isNewestWhole, lastFullCheck, oldestUnsealedAt }: AuditState, now: number) {
  if (!isNewestWhole || (lastFullCheck?.faults ?? 0) > 0) return 'broken' as const;
  const isLate = oldestUnsealedAt !== null && now - Date.parse(oldestUnsealedAt) > lateMs;
  return isLate ? ('late' as const) : ('whole' as const);
}

const toneOf = { whole: 'green', late: 'amber', broken: 'red' } as const;

/** Whether the chain holds, in a line above the list. */
export function ChainState() {
  const t = useWords('audit');
  const sayInstant = useInstantWords();
  const now = useNow();
  const { data, error, refetch } = useApi('GET /audit/state');
  if (error) return <ErrorBlock error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const verdict = verdictOf(data, now.getTime());
  const { lastFullCheck: full } = data;
  return (
    <div className="audit-state" role="status">
      <Tag tone={toneOf[verdict]}>{t(`state.${verdict}`)}</Tag>
      <span>
        {data.lastSealedAt
          ? t('state.sealed', { at: sayInstant(data.lastSealedAt, now), n: data.batches })
          : t('state.never')}
      </span>
      <span>
        {full
          ? t('state.checked', { at: sayInstant(full.at, now), rows: full.rows, faults: full.faults })
          : t('state.unchecked')}
      </span>
      {data.head && (
        <span>
          {t('state.head')} <code>{data.head.slice(0, 12)}</code>
        </span>
      )}
      {verdict === 'broken' && <p>{t('state.brokenWhat')}</p>}
      {verdict === 'late' && <p>{t('state.lateWhat', { at: sayInstant(data.oldestUnsealedAt ?? '', now) })}</p>}
    </div>
  );
}
