import { useState } from 'react';
import type { OfferView } from '../../../../contract/case-views.ts';
import { usePick } from '../../../kit/i18n.ts';
import type { FormValues } from '../../../ui/forms/fields.ts';
import { MobileForm } from '../../../ui/mobile/MobileForm.tsx';
import { Sheet } from '../../../ui/mobile/Sheet.tsx';
import { MobileButton } from '../../../ui/mobile/StickyActions.tsx';
import { formFieldsOf, inputOf } from '../form-fields.ts';
import { FilesControl, sendTaken } from './FilesControl.tsx';
import './matter-card.css';

interface OfferStepsProps {
  readonly communityId: number;
  readonly offers: readonly OfferView[];
  readonly submitLabel: string;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly onDo: (action: string, input: Record<string, unknown>, done: () => void) => void;
}

/** The steps that whoever took part may do now, each with what its declaration asks for. */
export function OfferSteps({ communityId, offers, submitLabel, isBusy, error, onDo }: OfferStepsProps) {
  const pick = usePick();
  const [open, setOpen] = useState<OfferView>();
  const [lost, setLost] = useState<unknown>();
  const submit = async (offer: OfferView, values: FormValues) => {
    setLost(undefined);
    await sendTaken(values, communityId).then(
      () => onDo(offer.action, inputOf(offer.asks, values), () => setOpen(undefined)),
      setLost,
    );
  };
  const formId = `offer-${open?.action ?? ''}`;
  return (
    <div className="portal-quick">
      {offers
        .filter(({ whyNot }) => !whyNot)
        .map((offer) => (
          <MobileButton
            key={offer.action}
            look={offer.isMain ? 'fill' : 'plain'}
            action={{ label: pick(offer.label), onPress: () => setOpen(offer), isBusy }}
          />
        ))}
      {open && (
        <Sheet open title={pick(open.label)} onClose={() => setOpen(undefined)}>
          <div className="portal-offer">
            <MobileForm
              id={formId}
              fields={formFieldsOf(open.asks)}
              controls={{ files: (props) => <FilesControl {...props} /> }}
              error={lost ?? error}
              onSubmit={(values) => void submit(open, values)}
            />
            <MobileButton
              look="fill"
              action={{
                label: submitLabel,
                isBusy,
                onPress: () => (document.getElementById(formId) as HTMLFormElement | null)?.requestSubmit(),
              }}
            />
          </div>
        </Sheet>
      )}
    </div>
  );
}
