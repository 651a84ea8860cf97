import { StarIcon } from '@phosphor-icons/react/dist/csr/Star';
import type { CaseDetail } from '../../../../contract/case-views.ts';
import type { Text } from '../../../../domain/text.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { useInstantWords } from '../../../kit/use-time.ts';
import { StatusDot, Tag, type Tone } from '../../../ui/show/StatusDot.tsx';
import './case-parts.css';

type AssignmentView = CaseDetail['assignments'][number];
type RequestView = CaseDetail['requests'][number];
type RatingView = NonNullable<CaseDetail['parties'][number]['rating']>;

const assignmentTones: Readonly<Record<AssignmentView['state'], Tone>> = {
  sent: 'amber',
  signed: 'blue',
  done: 'green',
  returned: 'grey',
  withdrawn: 'grey',
};

const ranks: Readonly<Record<AssignmentView['kind'], number>> = { lead: 0, helper: 1, summoned: 2 };

/** Who works on it: the lead unit first, then those who help, each with its state and phone. */
export function Assignments({ assignments }: { readonly assignments: readonly AssignmentView[] }) {
  const t = useWords('cases');
  const sayInstant = useInstantWords();
  return (
    <ul className="cases-parts">
      {assignments
        .toSorted((a, b) => ranks[a.kind] - ranks[b.kind])
        .map((one) => (
          <li key={`${one.organisationId}-${one.kind}-${one.sentAt}`}>
            <Tag tone={one.kind === 'lead' ? 'blue' : 'grey'} small>
              {t(`assignment.${one.kind}`)}
            </Tag>
            <span className="cases-parts-name">
              {one.organisationName}
              {one.userName && ` · ${one.userName}`}
              {one.organisationPhone && (
                <small>
                  <a className="figures" href={`tel:${one.organisationPhone}`}>
                    {one.organisationPhone}
                  </a>
                </small>
              )}
            </span>
            <StatusDot tone={assignmentTones[one.state]}>{t(`assignment.${one.state}`)}</StatusDot>
            <time dateTime={one.sentAt}>{sayInstant(one.doneAt ?? one.signedAt ?? one.sentAt)}</time>
          </li>
        ))}
    </ul>
  );
}

const decisionTones: Readonly<Record<RequestView['decision'], Tone>> = {
  pending: 'amber',
  granted: 'green',
  refused: 'red',
};

interface RequestsProps {
  readonly requests: readonly RequestView[];
  readonly reasons: ReadonlyMap<string, Text>;
}

/** What was asked for and decided: returns, more time, deferrals. */
export function Requests({ requests, reasons }: RequestsProps) {
  const t = useWords('cases');
  const pick = usePick();
  const sayReason = (code: string): string => {
    const words = reasons.get(code);
    return words ? pick(words) : code;
  };
  const sayInstant = useInstantWords();
  return (
    <ul className="cases-parts">
      {requests.map((one) => (
        <li key={one.id}>
          <span className="cases-parts-name">
            {t(`request.${one.kind}`, { n: one.nth })}
            {one.days !== null && ` · ${t('request.days', { n: one.days })}`}
            {one.until && ` · ${t('request.until', { day: one.until })}`}
            <small>{[sayReason(one.reason), one.words].filter((words) => words !== '').join(' · ')}</small>
          </span>
          <StatusDot tone={decisionTones[one.decision]}>{t(`request.${one.decision}`)}</StatusDot>
          <time dateTime={one.askedAt}>{sayInstant(one.askedAt)}</time>
        </li>
      ))}
    </ul>
  );
}

/** What a person said at the end: solved or not, how satisfied, in their own words. */
export function Rating({ rating }: { readonly rating: RatingView }) {
  const t = useWords('cases');
  const sayInstant = useInstantWords();
  return (
    <div className="cases-rating">
      <StatusDot tone={rating.isSolved ? 'green' : 'red'}>
        {rating.isSolved ? t('rating.solved') : t('rating.unsolved')}
      </StatusDot>
      <span role="img" aria-label={t('rating.score', { n: rating.score })}>
        {[1, 2, 3, 4, 5].map((n) => (
          <StarIcon key={n} size={15} weight={n <= rating.score ? 'fill' : 'regular'} aria-hidden />
        ))}
      </span>
      <time dateTime={rating.at}>
        {t(`rating.by.${rating.by as 'link'}`)} · {sayInstant(rating.at)}
      </time>
      {rating.words && <p>{rating.words}</p>}
    </div>
  );
}
