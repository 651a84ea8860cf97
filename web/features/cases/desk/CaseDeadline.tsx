import { Popover } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import type { CaseDetail } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { momentOf } from '../../../kit/time.ts';
import { useInstantWords } from '../../../kit/use-time.ts';
import { DeadlineChip } from '../../../ui/show/DeadlineChip.tsx';
import { Tag } from '../../../ui/show/StatusDot.tsx';
import { useClockWords } from './case-words.ts';
import './case-deadline.css';

type ClockView = CaseDetail['clocks'][number];

/** The clock that governs: of the kind the server names, still running, due first. */
function governing(clocks: readonly ClockView[], kind: string | null): ClockView | undefined {
  const running = clocks.filter(({ stoppedAt }) => stoppedAt === null);
  const own = running.filter((clock) => clock.kind === kind);
  return (own.length > 0 ? own : running).toSorted((a, b) => a.dueAt.localeCompare(b.dueAt))[0];
}

/** Used time in hours: a day of working time has not twenty-four. */
function hoursOf(minutes: number): string {
  return (minutes / 60).toFixed(1).replace(/\.0$/, '');
}

interface CaseDeadlineProps {
  readonly matter: Pick<CaseDetail, 'dueAt' | 'dueKind' | 'mood' | 'clocks' | 'deferredUntil'>;
}

/** The deadline as a chip; a press tells why it is then, on what it stands, and every other clock. */
export function CaseDeadline({ matter }: CaseDeadlineProps) {
  const t = useWords('cases');
  const sayClock = useClockWords();
  const [isOpen, setIsOpen] = useState(false);
  const { dueAt, dueKind, mood, clocks, deferredUntil } = matter;
  if (!dueAt) return null;
  const clock = governing(clocks, dueKind);
  // Esc takes the explanation away, not the matter under it.
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    event.stopPropagation();
    setIsOpen(false);
  };
  // The stage stands beside the chip already; any other clock is named on it.
  const kindWords = dueKind === 'stage' ? undefined : sayClock(dueKind);
  return (
    <Popover
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger="click"
      placement="bottomRight"
      title={t('deadline.why')}
      content={<ClockList clocks={clocks} deferredUntil={deferredUntil} />}
    >
      <button type="button" className="cases-deadline" aria-haspopup="dialog" aria-expanded={isOpen} onKeyDown={onKey}>
        <DeadlineChip
          deadline={{ due: dueAt, mood, ...(clock ? { started: clock.startedAt } : {}) }}
          {...(kindWords ? { clock: kindWords } : {})}
        />
        <span className="visually-hidden">{t('deadline.why')}</span>
      </button>
    </Popover>
  );
}

function ClockList({ clocks, deferredUntil }: Pick<CaseDetail, 'clocks' | 'deferredUntil'>) {
  const t = useWords('cases');
  const running = clocks
    .filter(({ stoppedAt }) => stoppedAt === null)
    .toSorted((a, b) => a.dueAt.localeCompare(b.dueAt));
  const stopped = clocks.filter(({ stoppedAt }) => stoppedAt !== null);
  return (
    <div className="cases-clocks">
      {deferredUntil && <p>{t('deadline.deferred', { day: deferredUntil })}</p>}
      {running.map((clock) => (
        <RunningClock key={`${clock.kind}-${clock.startedAt}`} clock={clock} />
      ))}
      {stopped.length > 0 && (
        <>
          <h4>{t('deadline.stopped')}</h4>
          <ul>
            {stopped.map((clock) => (
              <StoppedClock key={`${clock.kind}-${clock.startedAt}`} clock={clock} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function RunningClock({ clock }: { readonly clock: ClockView }) {
  const t = useWords('cases');
  const pick = usePick();
  const { day, time } = momentOf(clock.dueAt);
  return (
    <section>
      <h4>
        {pick(clock.label)}
        {clock.isProvisional && (
          <Tag tone="amber" small>
            {t('deadline.provisional')}
          </Tag>
        )}
        <span className="figures">{t('deadline.until', { at: `${day} ${time}` })}</span>
      </h4>
      <p>{pick(clock.why)}</p>
      {clock.basis && <p className="cases-clocks-basis">{t('deadline.basis', { basis: pick(clock.basis) })}</p>}
    </section>
  );
}

function StoppedClock({ clock }: { readonly clock: ClockView }) {
  const t = useWords('cases');
  const pick = usePick();
  const sayInstant = useInstantWords();
  const isLate = clock.stoppedAt !== null && clock.stoppedAt > clock.dueAt;
  return (
    <li>
      <span>{pick(clock.label)}</span>
      <span className={isLate ? 'cases-clocks-late' : undefined}>
        {isLate ? t('deadline.missed') : t('deadline.met')}
        {clock.usedMinutes !== null &&
          ` · ${clock.usedMinutes < 60 ? t('deadline.usedMinutes', { n: clock.usedMinutes }) : t('deadline.used', { hours: hoursOf(clock.usedMinutes) })}`}
        {clock.stoppedAt && ` · ${sayInstant(clock.stoppedAt)}`}
      </span>
    </li>
  );
}
