import { Link } from '@tanstack/react-router';
import type { CaseItem } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { DeadlineChip } from '../../../ui/show/DeadlineChip.tsx';
import { StatusDot, Tag } from '../../../ui/show/StatusDot.tsx';
import { toneOf } from '../desk/case-words.ts';
import './task-row.css';

interface TaskRowProps {
  readonly item: CaseItem;
  /** Steps of this matter that wait on the phone. */
  readonly pending?: string | undefined;
}

/** A matter in a list on the phone: what, where, where it stands, and how long is left. */
export function TaskRow({ item, pending }: TaskRowProps) {
  const t = useWords('field');
  const cases = useWords('cases');
  const pick = usePick();
  const { ref, title, placeWords, urgency, stageLabel, dueAt, mood, categoryName, typeTitle } = item;
  return (
    <li className="field-task">
      <Link to={'/tasks/$ref' as never} params={{ ref } as never}>
        <b>
          {urgency === 'urgent' && (
            <Tag tone="red" small>
              {cases('urgency.urgent')}
            </Tag>
          )}
          {title}
        </b>
        <small>{[placeWords, pick(categoryName ?? typeTitle)].filter(Boolean).join(' · ')}</small>
        <span className="field-task-state">
          <StatusDot tone={toneOf(item)}>{pick(stageLabel)}</StatusDot>
          {dueAt && item.phase !== 'closed' && <DeadlineChip look="line" deadline={{ due: dueAt, mood }} />}
        </span>
        {pending && <span className="field-task-pending">{t('tasks.pending', { deed: pending })}</span>}
      </Link>
    </li>
  );
}
