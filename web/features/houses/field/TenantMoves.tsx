import { useId, useState } from 'react';
import type { HouseDetail } from '../../../../contract/houses.ts';
import { useWords } from '../../../kit/i18n.ts';
import { mayAnywhere } from '../../../kit/session.ts';
import { momentOf } from '../../../kit/time.ts';
import { sender, store } from '../../../offline/field-outbox.ts';
import { beginRow, submitRow } from '../../../offline/outbox.ts';
import { useHere, useOwner } from '../../../offline/use-outbox.ts';
import { toast } from '../../../ui/field/messages.ts';
import type { FormField, FormValues } from '../../../ui/forms/fields.ts';
import { MobileForm } from '../../../ui/mobile/MobileForm.tsx';
import { Sheet } from '../../../ui/mobile/Sheet.tsx';
import { MobileButton } from '../../../ui/mobile/StickyActions.tsx';
import type { DoorOnPhone } from './use-door.ts';

type Resident = HouseDetail['residentsNow'][number];

const communityIn = (ref: string): number => Number(ref.slice(0, ref.indexOf('-')));

interface Deed {
  readonly command: 'people.move' | 'people.register';
  readonly input: object;
  readonly name: string;
  readonly deed: string;
}

/** Sends what changed at a door: it lies on the phone first, and goes once there is a signal. */
function useDoorDeed(door: DoorOnPhone) {
  const owner = useOwner();
  const t = useWords('houses');
  return async ({ command, input, name, deed }: Deed): Promise<void> => {
    if (!owner) return;
    const about = { title: name, place: door.address, deed };
    const id = await beginRow(store, { owner: owner.id, ownerName: owner.name, command, about, draft: null });
    await submitRow(store, id, { input, communityId: communityIn(door.ref), about });
    void sender.flush();
    toast(t('moves.kept'));
  };
}

/** Somebody who lived here to let has left: two taps, with a signal or without. */
export function MovedOut({ door, resident }: { readonly door: DoorOnPhone; readonly resident: Resident }) {
  const t = useWords('houses');
  const send = useDoorDeed(door);
  const isMine = mayAnywhere(useHere(), 'people.write');
  const [state, setState] = useState<'closed' | 'asks' | 'sent'>('closed');
  const { ref, name, asWhat } = resident;
  if (!isMine || ref === null || (asWhat !== 'tenant' && asWhat !== 'guest')) return null;
  if (state === 'sent') return <small className="doors-none">{t('moves.outSent')}</small>;
  const today = momentOf(new Date()).day;
  const input = { ref, fromHouseRef: door.ref, toHouseRef: null, on: today };
  const confirm = () => {
    setState('sent');
    void send({ command: 'people.move', input, name, deed: t('moves.out') });
  };
  return (
    <>
      <button
        type="button"
        className="doors-move"
        aria-label={t('moves.outOf', { name })}
        onClick={() => setState('asks')}
      >
        {t('moves.out')}
      </button>
      <Sheet open={state === 'asks'} title={t('moves.outOf', { name })} onClose={() => setState('closed')}>
        <div className="doors-move-sheet">
          <p className="doors-none">{t('moves.outWhat', { day: today })}</p>
          <MobileButton look="fill" action={{ label: t('moves.outSure'), onPress: confirm }} />
        </div>
      </Sheet>
    </>
  );
}

/** A tenant has moved in: a name is enough, the rest where they give it. */
export function MovedIn({ door }: { readonly door: DoorOnPhone }) {
  const t = useWords('houses');
  const send = useDoorDeed(door);
  const isMine = mayAnywhere(useHere(), 'people.write');
  const [isOpen, setIsOpen] = useState(false);
  const formId = useId();
  if (!isMine) return null;
  const today = momentOf(new Date()).day;
  const fields: readonly FormField[] = [
    { key: 'name', kind: 'text', label: t('moves.name'), required: true, max: 40 },
    { key: 'phone', kind: 'text', label: t('moves.phone'), max: 20 },
    { key: 'on', kind: 'date', label: t('moves.on'), required: true, notAfter: today },
  ];
  const submit = (values: FormValues) => {
    const { name = '', phone = '', on = today } = values as Readonly<Record<string, string>>;
    const home = { houseRef: door.ref, kind: 'living', asWhat: 'tenant', fromOn: on };
    const phones = phone.trim() === '' ? [] : [phone.trim()];
    const person = { communityId: communityIn(door.ref), name, phones, home };
    setIsOpen(false);
    void send({ command: 'people.register', input: person, name, deed: t('moves.in') });
  };
  return (
    <>
      <MobileButton look="plain" action={{ label: t('moves.in'), onPress: () => setIsOpen(true) }} />
      <Sheet open={isOpen} title={t('moves.in')} onClose={() => setIsOpen(false)}>
        <div className="doors-move-sheet">
          <MobileForm id={formId} fields={fields} initial={{ on: today }} onSubmit={submit} />
          <MobileButton
            look="fill"
            action={{
              label: t('moves.inSure'),
              onPress: () => (document.getElementById(formId) as HTMLFormElement | null)?.requestSubmit(),
            }}
          />
        </div>
      </Sheet>
    </>
  );
}
