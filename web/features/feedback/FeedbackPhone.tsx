import { useState } from 'react';
import { useWords } from '../../kit/i18n.ts';
import { useTextSize } from '../../kit/text-size.ts';
import { useGo } from '../../kit/use-go.ts';
import { MobileCard, MobileShell } from '../../ui/mobile/MobileShell.tsx';
import { ReadAloud } from '../../ui/mobile/ReadAloud.tsx';
import { FeedbackForm } from './FeedbackForm.tsx';
import { OwnFeedbackList } from './OwnFeedback.tsx';

function FeedbackPhone({ look, back }: { readonly look: 'work' | 'paper'; readonly back: string }) {
  const t = useWords('feedback');
  const go = useGo();
  const [nth, setNth] = useState(0);
  const readPage = () => `${t('title')}. ${document.querySelector('main')?.innerText ?? ''}`;
  const aloud = useTextSize() === 'elder' && <ReadAloud text={readPage} />;
  return (
    <MobileShell look={look} title={t('title')} onBack={() => go(back)} aside={aloud}>
      <MobileCard>
        <p className="feedback-none">{t('hint')}</p>
        <FeedbackForm onSent={() => setNth((n) => n + 1)} />
      </MobileCard>
      <MobileCard title={t('mine')}>
        <OwnFeedbackList nth={nth} />
      </MobileCard>
    </MobileShell>
  );
}

/** /feedback of the portal: signed in or not. */
export function FeedbackPortal() {
  return <FeedbackPhone look="paper" back="/me" />;
}

/** /field/feedback. */
export function FeedbackField() {
  return <FeedbackPhone look="work" back="/account" />;
}
