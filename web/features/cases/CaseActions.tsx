import { useState } from 'react';
import type { CaseDetail, OfferView } from '../../../contract/cases.ts';
import { usePick } from '../../kit/i18n.ts';
import { RefusalError } from '../../kit/refusal-error.ts';
import { ActionBar, type BarAction } from '../../ui/desk/ActionBar.tsx';
import type { FormValues } from '../../ui/forms/fields.ts';
import { useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { ActionDialog } from './ActionDialog.tsx';
import { placeOffers } from './offer-order.ts';
import { useAct } from './use-act.ts';

interface CaseActionsProps {
  readonly matter: CaseDetail;
  readonly onMoved: (words: string) => void;
  readonly onDone?: ((stage: string) => void) | undefined;
}

const asksNothing = ({ asks }: OfferView): boolean => Object.keys(asks).length === 0;

/** The next steps exactly as the engine offers them: those that ask nothing are done at a press, the others ask in a dialog. */
export function CaseActions({ matter, onMoved, onDone }: CaseActionsProps) {
  const pick = usePick();
  const [asked, setAsked] = useState<string>();
  const [drafts, setDrafts] = useState<Readonly<Record<string, FormValues>>>({});
  const { act, isBusy, error, forget } = useAct({
    matter,
    onDone: (stage) => {
      setAsked(undefined);
      setDrafts({});
      onDone?.(stage);
    },
    onMoved: (words) => {
      setAsked(undefined);
      onMoved(words);
    },
  });
  const start = (offer: OfferView) => {
    forget();
    if (asksNothing(offer)) act({ action: offer.action, label: pick(offer.label), input: {} });
    else setAsked(offer.action);
  };
  const offer = matter.offers.find(({ action }) => action === asked);
  const isDirect = offer === undefined;
  const barOf = (one: OfferView): BarAction => ({
    key: one.action,
    label: pick(one.label),
    onAct: () => start(one),
    isBusy: isBusy && isDirect && one.isMain,
    ...(one.whyNot ? { refusal: pick(one.whyNot) } : {}),
  });
  const { primary, beside, more } = placeOffers(matter.offers);
  if (matter.offers.length === 0) return null;
  return (
    <>
      {isDirect && error && <DirectFault error={error} />}
      <ActionBar primary={primary && barOf(primary)} secondary={beside.map(barOf)} more={more.map(barOf)} />
      {offer && (
        <ActionDialog
          key={offer.action}
          offer={offer}
          matter={matter}
          draft={drafts[offer.action]}
          isBusy={isBusy}
          error={error}
          onSubmit={(input, values) => {
            setDrafts({ ...drafts, [offer.action]: values });
            act({ action: offer.action, label: pick(offer.label), input });
          }}
          onCancel={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

/** Why a step that asks nothing was not done; what somebody else did first is said at the top of the matter. */
function DirectFault({ error }: { readonly error: unknown }) {
  const sayError = useErrorWords();
  if (error instanceof RefusalError && error.code === 'case.stage-moved') return null;
  const { title, hint } = sayError(error);
  return (
    <p className="cases-act-fault" role="alert">
      {title} {hint}
    </p>
  );
}
