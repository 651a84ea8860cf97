import { ClockCountdownIcon } from '@phosphor-icons/react/dist/csr/ClockCountdown';
import { useWords } from '../../kit/i18n.ts';
import { useInstantWords, useNow, useSpanWords } from '../../kit/use-time.ts';
import { type Deadline, type DeadlineState, viewDeadline } from './deadline.ts';
import './deadline-chip.css';

interface DeadlineChipProps {
  readonly deadline: Deadline;
  /** Which clock runs, in a word, where more than one could: 处置时限. */
  readonly clock?: string;
  /** `chip` in a heading, `line` in a table. */
  readonly look?: 'chip' | 'line';
  readonly now?: Date;
}

function useDeadlineWords(): (state: DeadlineState, ms: number) => string {
  const t = useWords('common');
  const say = useSpanWords();
  return (state, ms) => {
    switch (state) {
      case 'ok':
      case 'near':
        return t('deadline.left', { span: say(ms) });
      case 'late':
        return t('deadline.late', { span: say(ms) });
      case 'met':
        return t('deadline.met');
      case 'missed':
        return t('deadline.missed', { span: say(ms) });
      case 'deferred':
        return t('deadline.deferred');
    }
  };
}

/** A deadline in words (余 1 小时 12 分, 超时 25 分); amber only near the end, red only past it. */
export function DeadlineChip({ deadline, clock, look = 'chip', now }: DeadlineChipProps) {
  const ticking = useNow();
  const at = now ?? ticking;
  const { state, ms } = viewDeadline(deadline, at);
  const words = useDeadlineWords()(state, ms);
  const sayInstant = useInstantWords();
  const t = useWords('common');
  return (
    <span
      className={`ll-deadline ll-deadline-${look} ll-deadline-${state}`}
      title={t('deadline.due', { at: sayInstant(deadline.due, at) })}
    >
      {look === 'chip' && <ClockCountdownIcon size={15} aria-hidden />}
      {clock && <span className="ll-deadline-clock">{clock}</span>}
      {words}
    </span>
  );
}
