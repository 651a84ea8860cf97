import { useState } from 'react';
import { useWords } from '../../kit/i18n.ts';
import { Card, PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import { FeedbackForm } from './FeedbackForm.tsx';
import { OwnFeedbackList } from './OwnFeedback.tsx';

/** /desk/feedback: what I say of the platform, and its answers. */
export function FeedbackDesk() {
  const t = useWords('feedback');
  const [nth, setNth] = useState(0);
  return (
    <PlainPage>
      <PageTitle title={t('title')} />
      <div className="feedback-parts">
        <Card>
          <p className="feedback-none">{t('hint')}</p>
          <FeedbackForm onSent={() => setNth((n) => n + 1)} />
        </Card>
        <Card title={t('mine')}>
          <OwnFeedbackList nth={nth} />
        </Card>
      </div>
    </PlainPage>
  );
}
