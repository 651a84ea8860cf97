import { useMutation } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useId } from 'react';
import type { AnswerOf } from '../../../../contract/route.ts';
import { parseRef } from '../../../../contract/shapes.ts';
import type { VisitDoor } from '../../../../contract/visits.ts';
import { dutyAt } from '../../../../domain/visits/duty.ts';
import { type VisitOutcome, visitOutcomes } from '../../../../domain/visits/rules.ts';
import { api, type Routes } from '../../../kit/api.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { momentOf } from '../../../kit/time.ts';
import { useReach } from '../../../kit/use-reach.ts';
import { useWriting } from '../../../offline/busy.ts';
import { FieldBanner } from '../../../offline/FieldBanner.tsx';
import { askToStay, sender, store } from '../../../offline/field-outbox.ts';
import { OldNote } from '../../../offline/OldNote.tsx';
import { beginRow, submitRow } from '../../../offline/outbox.ts';
import { dueOnPhone } from '../../../offline/stock.ts';
import { useKeptApi } from '../../../offline/use-kept-api.ts';
import { useOwner } from '../../../offline/use-outbox.ts';
import type { FormValues } from '../../../ui/forms/fields.ts';
import { DialButton } from '../../../ui/mobile/DialButton.tsx';
import { dial } from '../../../ui/mobile/dial.ts';
import { MobileForm } from '../../../ui/mobile/MobileForm.tsx';
import { MobileCard, MobileShell } from '../../../ui/mobile/MobileShell.tsx';
import { PersonRow } from '../../../ui/mobile/PersonRow.tsx';
import { StickyActions } from '../../../ui/mobile/StickyActions.tsx';
import { Empty, ErrorBlock, Loading, useErrorWords } from '../../../ui/show/StateBlocks.tsx';
import { rulesOf, useVisitWords } from '../visit-words.ts';
import { TellShock } from './TellShock.card.tsx';
import { changedWish, findingInput, visitFields, visitInitial, wayOf } from './visit-draft.ts';
import './visits.css';

/** A door from the server with its past, else as the list on the phone has it. */
function useVisitDoor(house: string) {
  const one = useKeptApi('GET /visits/doors/:house', { params: { house } });
  const due = useKeptApi('GET /visits/due', { query: dueOnPhone });
  const listed = due.data?.answer.items.find(({ houseRef }) => houseRef === house);
  const door: VisitDoor | undefined = one.data?.answer ?? listed;
  return {
    door,
    past: one.data?.answer.past ?? [],
    kept: one.data ?? due.data,
    one,
    isPending: one.isPending && !listed,
  };
}

/** /visits/<house>: what to know before the visit, and writing it down; both without a signal. */
export function VisitDoorPage() {
  const t = useWords('visits');
  const navigate = useNavigate();
  const isReached = useReach();
  const { house } = useParams({ strict: false }) as { readonly house: string };
  const formId = useId();
  const { door, past, kept, one, isPending } = useVisitDoor(house);
  const press = () => (document.getElementById(formId) as HTMLFormElement | null)?.requestSubmit();
  return (
    <MobileShell
      look="work"
      title={door?.address ?? t('title')}
      onBack={() => void navigate({ to: '/visits' } as never)}
      {...(isReached ? {} : { banner: <FieldBanner /> })}
      actions={
        door && <StickyActions primary={{ label: isReached ? t('record') : t('recordOffline'), onPress: press }} />
      }
    >
      <OldNote kept={kept} />
      {isPending && (
        <MobileCard>
          <Loading lines={6} />
        </MobileCard>
      )}
      {!door && !isPending && (
        <MobileCard>
          {one.error ? (
            <ErrorBlock error={one.error} onRetry={() => void one.refetch()} />
          ) : (
            <Empty title={t('notFound')} />
          )}
        </MobileCard>
      )}
      {door && (
        <>
          <BeforeVisit door={door} />
          <VisitForm key={door.houseRef} door={door} formId={formId} />
          {past.length > 0 && <Past past={past} />}
        </>
      )}
    </MobileShell>
  );
}

function BeforeVisit({ door }: { readonly door: VisitDoor }) {
  const t = useWords('visits');
  const say = useVisitWords();
  return (
    <MobileCard title={t('wishes')} aside={door.gridName ?? ''}>
      <p className="visit-note">{rulesOf(door).map(say.rule).join(' · ')}</p>
      <p className="visit-note">{door.last ? t('lastOn', { day: door.last.visitedOn }) : t('neverBefore')}</p>
      {door.people.map((person) => (
        <WhomToVisit key={person.ref} person={person} />
      ))}
      <TellShock house={door.houseRef} address={door.address} />
    </MobileCard>
  );
}

function WhomToVisit({ person }: { readonly person: VisitDoor['people'][number] }) {
  const t = useWords('visits');
  const pick = usePick();
  const say = useVisitWords();
  const sayError = useErrorWords();
  const wishes = say.wish(person.wish);
  const look = useMutation({
    mutationFn: (of: 'person' | 'contact') =>
      api.get('GET /visits/people/:ref/phone', { params: { ref: person.ref }, query: { of } }),
    onSuccess: ({ phone }) => dial(phone),
  });
  const facts = [person.age === null ? '' : String(person.age), ...person.tags.map(pick)].filter(Boolean).join(' · ');
  return (
    <>
      <PersonRow
        name={person.name}
        sub={
          <>
            {facts} {look.data && <span className="figures">{look.data.phone}</span>}
          </>
        }
        fault={look.error ? sayError(look.error).title : undefined}
        action={
          person.hasPhone && (
            <DialButton
              words={t('dial')}
              label={t('call', { name: person.name })}
              isBusy={look.isPending}
              onPress={() => look.mutate('person')}
            />
          )
        }
      />
      {person.hasContact && (
        <DialButton words={t('callContact')} isBusy={look.isPending} onPress={() => look.mutate('contact')} />
      )}
      {wishes.length > 0 && <p className="visit-wish">{wishes.join(' · ')}</p>}
    </>
  );
}

type Shifts = AnswerOf<Routes['GET /rotas/mine']>['shifts'];

/** Hands what was written to the outbox: the finding first, so that the visit can name it; then the visit, then what is wished. */
function useSubmitVisit(door: VisitDoor, own: Shifts) {
  const t = useWords('visits');
  const pick = usePick();
  const owner = useOwner();
  const navigate = useNavigate();
  return async (values: FormValues): Promise<void> => {
    const outcome = values['outcome'] as VisitOutcome;
    const visitedAt = new Date().toISOString();
    const { communityId } = parseRef(door.houseRef);
    const put = async (command: string, deed: string, input: unknown): Promise<string> => {
      const about = { title: pick(visitOutcomes[outcome]), place: door.address, deed };
      const whose = { owner: owner?.id ?? '', ownerName: owner?.name ?? '' };
      const id = await beginRow(store, { ...whose, command, about, draft: null });
      await submitRow(store, id, { input, communityId, about });
      return id;
    };
    const finding = String(values['finding'] ?? '').trim();
    const raised = finding === '' ? [] : [await put('cases.raise', t('findingDeed'), findingInput(door, finding))];
    await put('visits.record', t('deed'), {
      house: door.houseRef,
      visitedAt,
      way: wayOf(outcome),
      outcome,
      words: String(values['words'] ?? ''),
      nextOn: (values['nextOn'] as string | undefined) || null,
      raised,
      shiftId: dutyAt(own, visitedAt)?.id ?? null,
    });
    for (const person of door.people) {
      const wish = changedWish(person, values);
      if (wish) await put('visits.keepWish', t('wishDeed'), { ...wish, person: person.ref });
    }
    void sender.flush();
    void askToStay();
    await navigate({ to: '/visits' } as never);
  };
}

function VisitForm({ door, formId }: { readonly door: VisitDoor; readonly formId: string }) {
  const t = useWords('visits');
  useWriting();
  // There without a signal, as the shifts last stood: an evening of visits is duty wherever it is written down.
  const own = useKeptApi('GET /rotas/mine', {}).data?.answer.shifts ?? [];
  const duty = dutyAt(own, new Date().toISOString());
  const submit = useSubmitVisit(door, own);
  const fields = visitFields(door, momentOf(new Date()).day, {
    outcome: t('outcome'),
    words: t('words'),
    nextOn: t('nextOn'),
    finding: t('finding'),
    findingHint: t('findingHint'),
    wish: (name) => t('wish', { name }),
    wishHours: (name) => t('wishHours', { name }),
    wishes: [
      { value: 'phone', label: t('phoneFirst') },
      { value: 'no-visit', label: t('noVisit') },
      { value: 'no-photo', label: t('noPhoto') },
    ],
  });
  return (
    <MobileCard title={t('record')}>
      {duty && <p className="visit-duty">{t('eveningNow', { name: duty.rota.name })}</p>}
      <MobileForm id={formId} fields={fields} initial={visitInitial(door)} onSubmit={(values) => void submit(values)} />
    </MobileCard>
  );
}

interface PastProps {
  readonly past: readonly {
    readonly ref: string;
    readonly visitedOn: string;
    readonly outcome: VisitOutcome;
    readonly words: string;
  }[];
}

function Past({ past }: PastProps) {
  const t = useWords('visits');
  const pick = usePick();
  return (
    <MobileCard title={t('past')}>
      <ul className="visit-doors">
        {past.map((one) => (
          <li key={one.ref}>
            <b className="figures">{one.visitedOn}</b> {pick(visitOutcomes[one.outcome])} <small>{one.words}</small>
          </li>
        ))}
      </ul>
    </MobileCard>
  );
}
