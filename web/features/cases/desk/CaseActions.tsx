import { useNavigate } from '@tanstack/react-router';
import { Suspense, useRef, useState } from 'react';
import type { CaseDetail, OfferView } from '../../../../contract/case-views.ts';
import { usePick } from '../../../kit/i18n.ts';
import { RefusalError } from '../../../kit/refusal-error.ts';
import { ActionBar, type BarAction } from '../../../ui/desk/ActionBar.tsx';
import type { FormValues } from '../../../ui/forms/fields.ts';
import { useErrorWords } from '../../../ui/show/StateBlocks.tsx';
import { ActionDialog } from './ActionDialog.tsx';
import { HandOutDialog } from './HandOutDialog.tsx';
import { MergeDialog } from './MergeDialog.tsx';
import { placeOffers } from './offer-order.ts';
import { SplitDialog } from './SplitDialog.tsx';
import { useAct } from './use-act.ts';

/** What is said when somebody was quicker. */
export interface Moved {
  readonly words: string;
  readonly action: string | undefined;
  /** The words typed meanwhile, to be copied where their step is gone. */
  readonly typed: string;
}

interface CaseActionsProps {
  readonly matter: CaseDetail;
  /** Somebody was quicker: what they did, and what was typed for a step that is no longer there. */
  readonly onMoved: (moved: Moved) => void;
  readonly onDone?: ((stage: string) => void) | undefined;
}

/** What somebody wrote in a form, line by line. */
function typedWords(values: FormValues | undefined): string {
  return Object.values(values ?? {})
    .filter((value) => typeof value === 'string' && /\s|[^\x20-\x7e]/.test(value))
    .join('\n');
}

/** Steps that are more than one of this matter: asked in dialogs of their own. */
const dialogs: ReadonlySet<string> = new Set(['merge', 'split', 'hand-out']);

const asksNothing = ({ asks }: OfferView): boolean => Object.keys(asks).length === 0;

/** The next steps exactly as the engine offers them: those that ask nothing are done at a press, the others ask in a dialog. */
export function CaseActions({ matter, onMoved, onDone }: CaseActionsProps) {
  const pick = usePick();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<string>();
  // Kept aside of the drawing: a step that was beaten reads what was typed for it in the same moment.
  const drafts = useRef<Record<string, FormValues>>({});
  const { act, isBusy, error, forget } = useAct({
    matter,
    onDone: (stage) => {
      setAsked(undefined);
      drafts.current = {};
      onDone?.(stage);
    },
    onMoved: (words) => {
      setAsked(undefined);
      onMoved({ words, action: asked, typed: typedWords(asked ? drafts.current[asked] : undefined) });
    },
  });
  const start = (offer: OfferView) => {
    forget();
    if (offer.begins) {
      const { type, begin } = offer.begins;
      void navigate({ to: '/raise', search: { type, begin, from: matter.ref, lead: offer.action } } as never);
    } else if (dialogs.has(offer.action)) setAsked(offer.action);
    else if (asksNothing(offer)) act({ action: offer.action, label: pick(offer.label), input: {} });
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
      {asked === 'merge' && (
        <MergeDialog
          matter={matter}
          onDone={() => {
            setAsked(undefined);
            onDone?.(matter.stage);
          }}
          onCancel={() => setAsked(undefined)}
        />
      )}
      {asked === 'split' && (
        <SplitDialog
          matter={matter}
          onDone={() => {
            setAsked(undefined);
            onDone?.(matter.stage);
          }}
          onCancel={() => setAsked(undefined)}
        />
      )}
      {asked === 'hand-out' && (
        <Suspense fallback={null}>
          <HandOutDialog
            matter={matter}
            onDone={() => {
              setAsked(undefined);
              onDone?.(matter.stage);
            }}
            onCancel={() => setAsked(undefined)}
          />
        </Suspense>
      )}
      {offer && !dialogs.has(offer.action) && (
        <ActionDialog
          key={offer.action}
          offer={offer}
          matter={matter}
          draft={drafts.current[offer.action]}
          isBusy={isBusy}
          error={error}
          onSubmit={(input, values) => {
            drafts.current[offer.action] = values;
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
