import { useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import type { PatrolObject } from '../../../contract/patrols.ts';
import { parseRef } from '../../../contract/shapes.ts';
import { objectKinds } from '../../../domain/patrols/objects.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useReach } from '../../kit/use-reach.ts';
import { useWriting } from '../../offline/busy.ts';
import { FieldBanner } from '../../offline/FieldBanner.tsx';
import { askToStay, sender, store } from '../../offline/field-outbox.ts';
import { OldNote } from '../../offline/OldNote.tsx';
import { beginRow, submitRow } from '../../offline/outbox.ts';
import { objectsOnPhone } from '../../offline/stock.ts';
import { useKeptApi } from '../../offline/use-kept-api.ts';
import { useOwner, useRows } from '../../offline/use-outbox.ts';
import { toast } from '../../ui/field/messages.ts';
import type { FormField, FormValues } from '../../ui/forms/fields.ts';
import { MobileForm } from '../../ui/mobile/MobileForm.tsx';
import { MobileCard, MobileShell } from '../../ui/mobile/MobileShell.tsx';
import { Sheet } from '../../ui/mobile/Sheet.tsx';
import { MobileButton } from '../../ui/mobile/StickyActions.tsx';
import { Empty, ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { type ChosenPlace, PlaceChoice } from '../cases/field/PlaceChoice.card.tsx';
import './patrols.css';

/** Puts a deed about an object into the outbox: it lies on the phone first, and goes once there is a signal. */
function useObjectDeed() {
  const owner = useOwner();
  return async (
    command: 'patrols.addObject' | 'patrols.retireObject',
    name: string,
    deed: string,
    input: object,
    communityId: number,
  ) => {
    if (!owner) return;
    const about = { title: name, place: name, deed };
    const id = await beginRow(store, { owner: owner.id, ownerName: owner.name, command, about, draft: null });
    await submitRow(store, id, { input, communityId, about });
    void sender.flush();
    void askToStay();
  };
}

/** Objects that were taken off on this phone, while the list is still the old one. */
function useTakenOff(): ReadonlySet<string> {
  const rows = useRows() ?? [];
  return new Set(
    rows
      .filter(({ command, state }) => command === 'patrols.retireObject' && state !== 'draft' && state !== 'refused')
      .map(({ input }) => (input as { readonly ref?: string } | null)?.ref ?? ''),
  );
}

/** /patrol-objects on the phone: what patrols go to on my ground; one more is added where one stands. */
export function ObjectsPhone() {
  const t = useWords('patrols');
  const navigate = useNavigate();
  const isReached = useReach();
  const takenOff = useTakenOff();
  const { data, error, refetch } = useKeptApi('GET /patrols/objects', { query: objectsOnPhone });
  // Buildings are there by themselves; what was added by hand can be changed by hand.
  const items = data?.answer.items.filter(({ ref, kind }) => kind !== 'building' && !takenOff.has(ref));
  return (
    <MobileShell
      look="work"
      title={t('objectsTitle')}
      onBack={() => void navigate({ to: '/patrols' } as never)}
      {...(isReached ? {} : { banner: <FieldBanner /> })}
    >
      <OldNote kept={data} />
      <AddObject />
      <MobileCard title={t('objectsTitle')}>
        {error && !data && <ErrorBlock error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Loading lines={4} />}
        {items?.length === 0 && <Empty title={t('noObjects')} />}
        <ul className="patrol-list">
          {items?.map((one) => (
            <ObjectRow key={one.ref} object={one} />
          ))}
        </ul>
      </MobileCard>
    </MobileShell>
  );
}

function ObjectRow({ object }: { readonly object: PatrolObject }) {
  const t = useWords('patrols');
  const pick = usePick();
  const send = useObjectDeed();
  const [asks, setAsks] = useState(false);
  const { ref, name, kind, gridName, mayRetire } = object;
  const takeOff = () => {
    setAsks(false);
    void send('patrols.retireObject', name, t('retire'), { ref }, parseRef(ref).communityId);
    toast(t('phone.kept'));
  };
  return (
    <li className="patrol-object">
      <span>
        <b>{name}</b>
        <small>{[pick(objectKinds[kind].label), gridName].filter(Boolean).join(' · ')}</small>
      </span>
      {mayRetire && (
        <button type="button" aria-label={t('retireOf', { name })} onClick={() => setAsks(true)}>
          {t('retire')}
        </button>
      )}
      <Sheet open={asks} title={t('retireOf', { name })} onClose={() => setAsks(false)}>
        <p className="patrol-hint">{t('retireSure')}</p>
        <MobileButton look="fill" action={{ label: t('retire'), onPress: takeOff }} />
      </Sheet>
    </li>
  );
}

const nowhere: ChosenPlace = { place: null, placeWords: '' };

function AddObject() {
  const t = useWords('patrols');
  const [isOpen, setIsOpen] = useState(false);
  if (!isOpen)
    return (
      <MobileCard>
        <p className="patrol-hint">{t('phone.addHint')}</p>
        <MobileButton look="plain" action={{ label: t('addObject'), onPress: () => setIsOpen(true) }} />
      </MobileCard>
    );
  return <AddForm onDone={() => setIsOpen(false)} />;
}

function AddForm({ onDone }: { readonly onDone: () => void }) {
  const t = useWords('patrols');
  const pick = usePick();
  const formId = useId();
  const send = useObjectDeed();
  const [where, setWhere] = useState<ChosenPlace>(nowhere);
  const [isAsked, setIsAsked] = useState(false);
  useWriting();
  const fields: readonly FormField[] = [
    {
      ...{ key: 'kind', kind: 'choice', look: 'chips', label: t('field.kind'), required: true },
      options: Object.entries(objectKinds)
        .filter(([value]) => value !== 'building')
        .map(([value, { label }]) => ({ value, label: pick(label) })),
    },
    { key: 'name', kind: 'text', label: t('field.objectName'), hint: t('phone.nameHint'), required: true, max: 40 },
  ];
  const submit = (values: FormValues) => {
    setIsAsked(true);
    const { place, placeWords } = where;
    if (!place) return;
    const said = String(values['name'] ?? '').trim();
    const name = (placeWords.trim() === '' ? said : `${said}（${placeWords.trim()}）`).slice(0, 60);
    const point = place.point ? [place.point[0], place.point[1]] : null;
    const input = { areaId: place.areaId, kind: values['kind'], name, point };
    void send('patrols.addObject', name, t('addObject'), input, place.communityId);
    toast(t('phone.kept'));
    onDone();
  };
  const press = () => {
    setIsAsked(true);
    (document.getElementById(formId) as HTMLFormElement | null)?.requestSubmit();
  };
  return (
    <>
      <PlaceChoice
        value={where}
        isMissing={isAsked && where.place === null}
        onChange={(patch) => setWhere({ ...where, ...patch })}
      />
      <MobileCard title={t('addObject')}>
        <MobileForm id={formId} fields={fields} onSubmit={submit} />
        <div className="patrol-two-buttons">
          <MobileButton look="plain" action={{ label: t('cancel'), onPress: onDone }} />
          <MobileButton look="fill" action={{ label: t('save'), onPress: press }} />
        </div>
      </MobileCard>
    </>
  );
}
