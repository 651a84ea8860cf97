import type { CaseDetail } from '../../../../contract/case-views.ts';
import { useWords } from '../../../kit/i18n.ts';
import { useInstantWords } from '../../../kit/use-time.ts';
import { StatusDot, type Tone } from '../../../ui/show/StatusDot.tsx';

type InquiryView = CaseDetail['inquiries'][number];

const tones: Readonly<Record<NonNullable<InquiryView['how']>, Tone>> = {
  answered: 'green',
  'by-phone': 'green',
  lapsed: 'grey',
};

/** What the person was asked, what they answered, and what that does to the clock. */
export function Inquiries({ inquiries }: { readonly inquiries: readonly InquiryView[] }) {
  const t = useWords('desk-work');
  const sayInstant = useInstantWords();
  return (
    <ul className="cases-parts">
      {inquiries.map((one) => (
        <li key={one.id}>
          <span className="cases-parts-name">
            {one.words}
            {one.answer !== null && <q>{one.answer}</q>}
            {one.endedAt === null && <small>{t('inquiry.held', { at: sayInstant(one.until) })}</small>}
          </span>
          <StatusDot tone={one.how ? tones[one.how] : 'amber'}>{t(`inquiry.${one.how ?? 'open'}`)}</StatusDot>
          <time dateTime={one.askedAt}>{sayInstant(one.endedAt ?? one.askedAt)}</time>
        </li>
      ))}
    </ul>
  );
}
