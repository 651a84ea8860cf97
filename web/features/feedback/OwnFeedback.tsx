import { useQueries, useQuery } from '@tanstack/react-query';
import { feedbackKinds, type OwnFeedback } from '../../../contract/feedback.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useSession } from '../../kit/session.ts';
import { apiQuery } from '../../kit/use-api.ts';
import { useInstantWords } from '../../kit/use-time.ts';
import { StatusDot } from '../../ui/show/StatusDot.tsx';
import { readOwnLinks } from './own-links.ts';
import './feedback.css';

/** What I said: under my name, and without one on this device; `nth` counts what was just sent. */
export function OwnFeedbackList({ nth }: { readonly nth: number }) {
  const t = useWords('feedback');
  const isKnown = Boolean(useSession().data?.user);
  const mine = useQuery({ ...apiQuery('GET /feedback/mine'), enabled: isKnown });
  const links = nth >= 0 ? readOwnLinks() : [];
  const nameless = useQueries({
    queries: links.map((token) => ({
      ...apiQuery('GET /feedback/by-link/:token', { params: { token } }),
      retry: false,
    })),
  });
  const items = [...(mine.data?.items ?? []), ...nameless.flatMap(({ data }) => data ?? [])];
  const newest = items.toSorted((a, b) => b.madeAt.localeCompare(a.madeAt));
  if (newest.length === 0) return <p className="feedback-none">{t('none')}</p>;
  return (
    <ul className="feedback-list">
      {newest.map((item) => (
        <OwnRow key={item.id} item={item} />
      ))}
    </ul>
  );
}

function OwnRow({ item }: { readonly item: OwnFeedback }) {
  const t = useWords('feedback');
  const pick = usePick();
  const at = useInstantWords();
  return (
    <li>
      <p className="feedback-head">
        <b>{pick(feedbackKinds[item.kind])}</b>
        <small className="figures">{at(item.madeAt)}</small>
        <StatusDot tone={item.state === 'answered' ? 'green' : 'amber'}>{t(`state.${item.state}`)}</StatusDot>
      </p>
      <p>{item.words}</p>
      {item.answer && (
        <p className="feedback-answer">
          <b>{t('answer')}</b> {item.answer}
        </p>
      )}
    </li>
  );
}
