import { ChatCircleDotsIcon } from '@phosphor-icons/react/dist/csr/ChatCircleDots';
import { useState } from 'react';
import type { OfferView, TrackView } from '../../../../contract/case-views.ts';
import { useWords } from '../../../kit/i18n.ts';
import { useInstantWords } from '../../../kit/use-time.ts';
import type { FormValues } from '../../../ui/forms/fields.ts';
import { MobileForm } from '../../../ui/mobile/MobileForm.tsx';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { MobileButton } from '../../../ui/mobile/StickyActions.tsx';
import { formFieldsOf, inputOf } from '../form-fields.ts';
import { FilesControl, sendTaken } from './FilesControl.tsx';
import { Listen } from './Listen.tsx';
import { useStep } from './TrackActions.tsx';
import type { Matter } from './use-matters.ts';
import './inquiry-card.css';

const formId = 'portal-inquiry';

/** The office's question to the person, answered where it stands: in words, with photos, or both. */
export function InquiryCard({ matter, offer }: { readonly matter: Matter; readonly offer: OfferView }) {
  const t = useWords('portal-links');
  const sayInstant = useInstantWords();
  const step = useStep(matter);
  const [isSending, setIsSending] = useState(false);
  const [lost, setLost] = useState<unknown>();
  const { inquiry, ref } = matter.track;
  if (!inquiry) return null;
  const submit = async (values: FormValues) => {
    setIsSending(true);
    setLost(undefined);
    await sendTaken(values, Number(ref.split('-')[0])).then(
      () => step.run('answer', inputOf(offer.asks, values), () => undefined),
      setLost,
    );
    setIsSending(false);
  };
  const until = t('inquiry.until', { at: sayInstant(inquiry.until) });
  return (
    <section className="portal-inquiry" aria-label={t('inquiry.title')}>
      <MobileCard>
        <h2>
          <ChatCircleDotsIcon size="1.5rem" weight="fill" aria-hidden />
          {t('inquiry.title')}
          <Listen text={`${t('inquiry.title')}：${inquiry.words}。${until}`} />
        </h2>
        <p className="portal-inquiry-words">{inquiry.words}</p>
        <p className="portal-inquiry-until">{until}</p>
        <MobileForm
          id={formId}
          fields={formFieldsOf(offer.asks)}
          controls={{ files: (props) => <FilesControl {...props} /> }}
          error={lost ?? step.error}
          onSubmit={(values) => void submit(values)}
        />
        <MobileButton
          look="fill"
          action={{
            label: t('inquiry.send'),
            isBusy: step.isBusy || isSending,
            onPress: () => (document.getElementById(formId) as HTMLFormElement | null)?.requestSubmit(),
          }}
        />
      </MobileCard>
    </section>
  );
}

/** What is asked of the person before the matter goes on, above everything else: the button for it stands below, with the others. */
export function AskedCard({ asked }: { readonly asked: NonNullable<TrackView['asked']> }) {
  const t = useWords('portal-links');
  const sayInstant = useInstantWords();
  return (
    <section className="portal-inquiry" aria-label={t('inquiry.asked')}>
      <MobileCard>
        <h2>
          <ChatCircleDotsIcon size="1.5rem" weight="fill" aria-hidden />
          {t('inquiry.asked')}
          <Listen text={`${t('inquiry.asked')}：${asked.words}`} />
        </h2>
        <p className="portal-inquiry-words">{asked.words}</p>
        <p className="portal-inquiry-until">{sayInstant(asked.at)}</p>
      </MobileCard>
    </section>
  );
}
