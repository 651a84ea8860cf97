import { CheckIcon } from '@phosphor-icons/react/dist/csr/Check';
import type { ReactNode } from 'react';
import { useWords } from '../../kit/i18n.ts';
import { useInstantWords } from '../../kit/use-time.ts';
import './timeline.css';

export interface TimelineItem {
  readonly key: string;
  readonly state: 'done' | 'now' | 'todo';
  readonly title: string;
  /** ISO instant. */
  readonly at?: string | undefined;
  readonly text?: ReactNode;
  /** Words of a person, shown in a box. */
  readonly note?: ReactNode;
  /** Photos, voice, links. */
  readonly extra?: ReactNode;
}

interface TimelineProps {
  readonly items: readonly TimelineItem[];
  readonly now?: Date;
}

/** The way of a matter: done steps ticked, the step under way ringed and named, steps to come hollow. */
export function Timeline({ items, now }: TimelineProps) {
  const t = useWords('common');
  const sayInstant = useInstantWords();
  return (
    <ol className="ll-timeline">
      {items.map((item) => (
        <li key={item.key} className={`ll-timeline-${item.state}`} aria-current={item.state === 'now' || undefined}>
          <span className="ll-timeline-dot" aria-hidden>
            {item.state === 'done' && <CheckIcon weight="bold" />}
          </span>
          <div className="ll-timeline-row">
            <b>{item.title}</b>
            {item.state === 'now' && <span className="ll-timeline-under-way">{t('timeline.underWay')}</span>}
            {item.at && <time dateTime={item.at}>{sayInstant(item.at, now)}</time>}
          </div>
          {item.text && <div className="ll-timeline-text">{item.text}</div>}
          {item.note && <div className="ll-timeline-note">{item.note}</div>}
          {item.extra}
        </li>
      ))}
    </ol>
  );
}
