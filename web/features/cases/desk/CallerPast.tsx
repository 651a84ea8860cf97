import { Link } from '@tanstack/react-router';
import type { CaseItem } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { useApi } from '../../../kit/use-api.ts';
import { useInstantWords } from '../../../kit/use-time.ts';
import { Card } from '../../../ui/desk/SplitPage.tsx';
import { DeadlineChip } from '../../../ui/show/DeadlineChip.tsx';
import { ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { StatusDot } from '../../../ui/show/StatusDot.tsx';
import { toneOf } from './case-words.ts';

interface CallerPastProps {
  /** A whole number; undefined while it is being typed. */
  readonly phone: string | undefined;
}

/** What this caller raised before, at once: open matters first, so that nothing is registered twice. */
export function CallerPast({ phone }: CallerPastProps) {
  const t = useWords('cases');
  return (
    <Card title={t('caller.title')}>
      {phone === undefined ? <p className="cases-caller-hint">{t('caller.hint')}</p> : <Past phone={phone} />}
    </Card>
  );
}

function Past({ phone }: { readonly phone: string }) {
  const t = useWords('cases');
  const { data, error, refetch } = useApi('POST /cases/caller', { query: { phone } });
  if (error) return <ErrorBlock error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={3} />;
  const open = data.items.filter(({ phase }) => phase !== 'closed');
  const closed = data.items.filter(({ phase }) => phase === 'closed');
  return (
    <div role="status">
      <p className="cases-caller-who">
        <b>{data.name ?? t('caller.new')}</b>
        <span className="figures">{data.phoneMasked}</span>
      </p>
      {data.items.length === 0 && <p className="cases-caller-hint">{t('caller.none')}</p>}
      {open.length > 0 && <p className="cases-caller-same">{t('caller.same', { n: open.length })}</p>}
      <ul className="cases-caller-list">
        {[...open, ...closed].map((item) => (
          <PastItem key={item.ref} item={item} />
        ))}
      </ul>
    </div>
  );
}

function PastItem({ item }: { readonly item: CaseItem }) {
  const pick = usePick();
  const sayInstant = useInstantWords();
  return (
    <li>
      <Link to="/cases/$ref" params={{ ref: item.ref }} target="_blank">
        {item.title}
      </Link>
      <p>
        <StatusDot tone={toneOf(item)}>{pick(item.stageLabel)}</StatusDot>
        {item.dueAt && <DeadlineChip look="line" deadline={{ due: item.dueAt, mood: item.mood }} />}
        <time dateTime={item.raisedAt} className="figures">
          {sayInstant(item.raisedAt)}
        </time>
      </p>
    </li>
  );
}
