import { Alert } from 'antd';
import { useState } from 'react';
import type { CaseDetail, OfferView } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { useSession } from '../../../kit/session.ts';
import { momentOf } from '../../../kit/time.ts';
import { useInstantWords } from '../../../kit/use-time.ts';
import { SchemaForm } from '../../../ui/desk/SchemaForm.tsx';
import { Card } from '../../../ui/desk/SplitPage.tsx';
import { Tag } from '../../../ui/show/StatusDot.tsx';
import { formFieldsOf, inputOf } from '../form-fields.ts';
import { CaseActions } from './CaseActions.tsx';
import { CaseDeadline } from './CaseDeadline.tsx';
import { callAction, callAttempts, callFields, isReached } from './call-back.ts';
import { lastReply } from './case-way.ts';
import { useSourceWords } from './case-words.ts';
import { DialButton } from './DialButton.tsx';
import { LinkButton } from './LinkButton.tsx';
import { useAct } from './use-act.ts';
import { useFormSources } from './use-form-sources.ts';

interface DeskProps {
  readonly matter: CaseDetail;
  readonly onDone: () => void;
}

/** One call: whom, what to say, what they answered. */
export function CallBackDesk({ matter, onDone }: DeskProps) {
  const t = useWords('cases');
  const pick = usePick();
  const saySource = useSourceWords();
  const offer = matter.offers.find(({ action }) => action === callAction);
  return (
    <>
      <div className="cases-call-wide">
        <Card>
          <header className="cases-call-head">
            <div>
              <span className="figures">{matter.number}</span>
              <h2>{matter.title}</h2>
              <p>
                <Tag tone="blue">{pick(matter.stageLabel)}</Tag> {matter.placeWords} · {matter.leadName}
                {matter.source === 'hotline' && ` · ${saySource('hotline')}`}
              </p>
            </div>
            <CaseDeadline matter={matter} />
          </header>
          <Persons matter={matter} />
        </Card>
      </div>
      {offer ? (
        <>
          <Script matter={matter} />
          <Card title={t('calls.result')} aside={<Attempts matter={matter} />}>
            <ResultForm offer={offer} matter={matter} onDone={onDone} />
          </Card>
        </>
      ) : (
        <NotByUs matter={matter} onDone={onDone} />
      )}
      <LinkButton to="/cases/$ref" params={{ ref: matter.ref }} look="text">
        {t('calls.wholeWay')}
      </LinkButton>
    </>
  );
}

/** A matter that this person may not call back, or that 12345 calls back itself: what may be done with it instead. */
function NotByUs({ matter, onDone }: DeskProps) {
  const t = useWords('cases');
  const [moved, setMoved] = useState<string>();
  return (
    <Card title={t('calls.notByUs')}>
      <p className="cases-call-hint">{matter.source === 'hotline' ? t('calls.hotline') : t('calls.notYours')}</p>
      {moved && <Alert type="warning" showIcon title={moved} />}
      <CaseActions matter={matter} onMoved={({ words }) => setMoved(words)} onDone={onDone} />
    </Card>
  );
}

function Persons({ matter }: { readonly matter: CaseDetail }) {
  const t = useWords('cases');
  return (
    <ul className="cases-call-persons">
      {matter.parties.map((party) => (
        <li key={party.id}>
          {party.hasContact ? (
            <DialButton
              caseRef={matter.ref}
              partyId={party.id}
              mayDial={matter.mayDial}
              nameMasked={party.nameMasked}
              phoneMasked={party.phoneMasked}
              isPrimary
            />
          ) : (
            <>
              <span>{party.nameMasked || t('party.unnamed')}</span>
              <span>{t('party.noContact')}</span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What to say, with the names and days of this matter filled in, and the reply the person was given. */
function Script({ matter }: { readonly matter: CaseDetail }) {
  const t = useWords('cases');
  const name = useSession().data?.user?.name ?? '';
  const reply = lastReply(matter);
  const day = momentOf(matter.raisedAt).day;
  return (
    <Card title={t('calls.script')}>
      <ol className="cases-call-script">
        <li>{t('calls.hello', { community: matter.communityName, name })}</li>
        <li>{t('calls.about', { day, title: matter.title, unit: matter.leadName ?? matter.communityName })}</li>
        {reply && <li>{t('calls.reply', { reply })}</li>}
        <li>{t('calls.ask')}</li>
        <li>{t('calls.thanks')}</li>
      </ol>
    </Card>
  );
}

function Attempts({ matter }: { readonly matter: CaseDetail }) {
  const t = useWords('cases');
  const sayInstant = useInstantWords();
  const tried = callAttempts(matter.entries);
  if (tried.length === 0) return t('calls.first');
  return t('calls.tried', { n: tried.length, at: tried.map(({ at }) => sayInstant(at)).join('、') });
}

/** The answer of a call: reached or not first, and only when reached the two questions. */
function ResultForm({ offer, matter, onDone }: DeskProps & { readonly offer: OfferView }) {
  const t = useWords('cases');
  const pick = usePick();
  const [moved, setMoved] = useState<string>();
  const { act, isBusy, error } = useAct({ matter, onDone, onMoved: setMoved });
  const communityId = Number(matter.ref.slice(0, matter.ref.indexOf('-')));
  const sources = useFormSources({ communityId });
  const label = pick(offer.label);
  if (moved) return <Alert type="warning" showIcon title={moved} description={t('act.movedHint')} />;
  if (offer.whyNot) return <Alert type="info" showIcon title={pick(offer.whyNot)} />;
  return (
    <SchemaForm
      fields={callFields(formFieldsOf(offer.asks))}
      sources={sources}
      submitLabel={t('calls.send')}
      isBusy={isBusy}
      error={error}
      onSubmit={(values) => {
        const input = inputOf(offer.asks, values);
        act({ action: offer.action, label, input: isReached(input) ? input : withoutRating(input) });
      }}
    />
  );
}

/** A rating belongs to a person who was reached; what was pressed before the result was changed is not sent. */
function withoutRating({ isSolved: _, score: __, ...rest }: Record<string, unknown>): Record<string, unknown> {
  return rest;
}
