import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { OfferView } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { useSend } from '../../../kit/use-api.ts';
import type { FormValues } from '../../../ui/forms/fields.ts';
import { MobileForm } from '../../../ui/mobile/MobileForm.tsx';
import { Sheet } from '../../../ui/mobile/Sheet.tsx';
import { MobileButton } from '../../../ui/mobile/StickyActions.tsx';
import { useErrorWords } from '../../../ui/show/StateBlocks.tsx';
import { formFieldsOf, inputOf } from '../form-fields.ts';
import { FilesControl, sendTaken } from './FilesControl.tsx';
import { LinkButton } from './LinkButton.tsx';
import { waitsForMe } from './track-words.ts';
import type { GrowsFrom } from './use-application.ts';
import { askerOf, type Matter, matterLink, useRenewMatters } from './use-matters.ts';

const renewed = ['GET /track', 'GET /my/cases', 'GET /my/cases/:ref'] as const;

/** Does a step on a matter as its holder: through the link, or signed in. */
export function useStep({ holder, track }: Matter) {
  const renew = useRenewMatters();
  const send = useSend('cases.act', renewed, askerOf(holder));
  return {
    isBusy: send.isPending,
    error: send.error,
    reset: send.reset,
    run: (action: string, input: Record<string, unknown>, done: () => void) =>
      send.mutate(
        { ref: track.ref, action, input, basedOn: track.seq },
        // Somebody else moved it meanwhile: what it looks like now is the answer.
        { onSuccess: done, onError: renew },
      ),
  };
}

/** Offers that can be taken up, and those whose "not now" is worth saying. */
function shownOffers(offers: readonly OfferView[]): readonly OfferView[] {
  // While it waits for the person there is nobody to remind.
  const mayRemind = !waitsForMe({ offers: [...offers] });
  return offers.filter(({ action, whyNot }) => (action === 'remind' ? mayRemind : !whyNot));
}

/** Steps that have a card of their own on the matter's page. */
const ownPlace = new Set(['confirm', 'rate', 'answer']);

function useOfferLabel(): (offer: OfferView) => string {
  const t = useWords('portal-pages');
  const pick = usePick();
  return ({ action, label }) =>
    action === 'remind' || action === 'withdraw' || action === 'reopen' ? t(`track.${action}`) : pick(label);
}

/** What can be done at once from the first page: remind, say that it is not solved, or go and confirm. */
export function QuickActions({ matter }: { readonly matter: Matter }) {
  const t = useWords('portal');
  const offers = shownOffers(matter.track.offers);
  const rating = offers.find(({ action }) => ownPlace.has(action));
  const pick = usePick();
  const remind = offers.find(({ action }) => action === 'remind');
  const reopen = offers.find(({ action }) => action === 'reopen');
  if (!rating && !remind && !reopen) return null;
  return (
    <div className="portal-quick">
      {rating && (
        <Link {...matterLink(matter.holder)} className="ll-mobile-button ll-mobile-button-fill portal-link-button">
          {rating.action === 'answer' ? pick(rating.label) : t('home.goRate')}
        </Link>
      )}
      {remind && !rating && <OfferButton matter={matter} offer={remind} />}
      {reopen && <OfferButton matter={matter} offer={reopen} />}
    </div>
  );
}

/** Every step the person may take but those that have a card of their own. */
export function TrackActions({ matter }: { readonly matter: Matter }) {
  const offers = shownOffers(matter.track.offers).filter(({ action }) => !ownPlace.has(action));
  // What can't be undone stands last.
  const ordered = offers.toSorted((a, b) => Number(a.action === 'withdraw') - Number(b.action === 'withdraw'));
  if (ordered.length === 0) return null;
  return (
    <div className="portal-quick">
      {ordered.map((offer) =>
        offer.begins ? (
          <LeadLink key={offer.action} matter={matter} offer={offer} />
        ) : (
          <OfferButton key={offer.action} matter={matter} offer={offer} />
        ),
      )}
    </div>
  );
}

/** What is done by beginning another matter out of this one. */
function LeadLink({ matter: { holder, track }, offer }: OfferButtonProps) {
  const pick = usePick();
  const growsFrom: GrowsFrom = {
    from: track.ref,
    lead: offer.action,
    number: track.number,
    ...(holder.kind === 'link' ? { token: holder.token } : {}),
  };
  return (
    <LinkButton
      to={'/apply/$type' as never}
      params={{ type: offer.begins?.type } as never}
      state={{ growsFrom } as never}
    >
      {pick(offer.label)}
    </LinkButton>
  );
}

interface OfferButtonProps {
  readonly matter: Matter;
  readonly offer: OfferView;
}

/** Reminding is one press; everything else says first what it does. */
function OfferButton({ matter, offer }: OfferButtonProps) {
  const t = useWords('portal-pages');
  const pick = usePick();
  const label = useOfferLabel()(offer);
  const sayError = useErrorWords();
  const step = useStep(matter);
  const [isOpen, setIsOpen] = useState(false);
  const [said, setSaid] = useState('');
  const isAtOnce = offer.action === 'remind';
  const press = () => (isAtOnce ? step.run('remind', {}, () => setSaid(t('track.reminded'))) : setIsOpen(true));
  const error = isAtOnce && step.error ? sayError(step.error) : undefined;
  return (
    <>
      <MobileButton
        look={offer.isMain ? 'fill' : 'plain'}
        action={{ label, onPress: press, isBusy: step.isBusy, isOff: offer.whyNot !== undefined }}
      />
      <div role="status" className="portal-status">
        {said && <p className="portal-said">{said}</p>}
        {offer.whyNot && !said && <p className="portal-why-not">{pick(offer.whyNot)}</p>}
        {error && (
          <p className="ll-field-error">
            {error.title} {error.hint}
          </p>
        )}
      </div>
      {!isAtOnce && <OfferSheet matter={matter} offer={offer} open={isOpen} onClose={() => setIsOpen(false)} />}
    </>
  );
}

interface OfferSheetProps extends OfferButtonProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** What a step asks for, drawn from its declaration. */
function OfferSheet({ matter, offer, open, onClose }: OfferSheetProps) {
  const t = useWords('portal-pages');
  const label = useOfferLabel()(offer);
  const step = useStep(matter);
  const { action } = offer;
  const isKnown = action === 'withdraw' || action === 'reopen';
  const fields = formFieldsOf(offer.asks).map((field) =>
    isKnown && field.key === 'words'
      ? { ...field, label: t(action === 'reopen' ? 'track.reopenWords' : 'track.withdrawWhy') }
      : field,
  );
  const [isSending, setIsSending] = useState(false);
  const [lost, setLost] = useState<unknown>();
  const submit = async (values: FormValues) => {
    setIsSending(true);
    setLost(undefined);
    await sendTaken(values, Number(matter.track.ref.split('-')[0])).then(
      () => step.run(action, inputOf(offer.asks, values), onClose),
      setLost,
    );
    setIsSending(false);
  };
  const formId = `portal-${action}-${matter.track.number}`;
  return (
    <Sheet
      open={open}
      title={isKnown ? t(`track.${action}Title`) : label}
      onClose={() => {
        step.reset();
        onClose();
      }}
    >
      <div className="portal-offer">
        {isKnown && <p>{t(`track.${action}Hint`)}</p>}
        <MobileForm
          id={formId}
          fields={fields}
          controls={{ files: (props) => <FilesControl {...props} /> }}
          error={lost ?? step.error}
          onSubmit={(values) => void submit(values)}
        />
        <div className="portal-two">
          {action === 'withdraw' && (
            <MobileButton look="plain" action={{ label: t('track.withdrawNo'), onPress: onClose }} />
          )}
          <MobileButton
            look="fill"
            action={{
              label: isKnown ? t(`track.${action}Yes`) : t('track.send'),
              isBusy: step.isBusy || isSending,
              isAlarm: action === 'withdraw',
              onPress: () => (document.getElementById(formId) as HTMLFormElement | null)?.requestSubmit(),
            }}
          />
        </div>
      </div>
    </Sheet>
  );
}
