import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { RentalDeclaration } from '../../../../contract/rentals.ts';
import { parseRef } from '../../../../contract/shapes.ts';
import { api } from '../../../kit/api.ts';
import { useWords } from '../../../kit/i18n.ts';
import { mayAnywhere } from '../../../kit/session.ts';
import { momentOf } from '../../../kit/time.ts';
import { useApi } from '../../../kit/use-api.ts';
import { sender, store } from '../../../offline/field-outbox.ts';
import { beginRow, submitRow } from '../../../offline/outbox.ts';
import { declaredOnPhone } from '../../../offline/stock.ts';
import { useKeptApi } from '../../../offline/use-kept-api.ts';
import { useHere, useOwner } from '../../../offline/use-outbox.ts';
import { toast } from '../../../ui/field/messages.ts';
import { DialButton } from '../../../ui/mobile/DialButton.tsx';
import { dial } from '../../../ui/mobile/dial.ts';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { PersonRow } from '../../../ui/mobile/PersonRow.tsx';
import { SheetPicker } from '../../../ui/mobile/Sheet.tsx';
import { MobileButton } from '../../../ui/mobile/StickyActions.tsx';
import { useErrorWords } from '../../../ui/show/StateBlocks.tsx';
import { useDeclaredWords } from '../declared-words.ts';
import { useCheckedHere } from './use-checked.ts';
import '../rentals.css';

/** Somebody who lives behind the door now, as the page of the door knows them. */
interface Resident {
  readonly ref: string | null;
  readonly name: string;
  readonly asWhat: string;
}

interface DoorDeclaredProps {
  readonly house: string;
  readonly address: string;
  readonly residents: readonly Resident[];
}

/** What was declared at this door by its code, to be checked where one stands; with a signal or without. Absent where nothing was. */
export function DoorDeclared(props: DoorDeclaredProps) {
  const isMine = mayAnywhere(useHere(), 'people.write');
  return isMine ? <Declared {...props} /> : null;
}

function Declared({ house, address, residents }: DoorDeclaredProps) {
  const t = useWords('rentals');
  const checked = useCheckedHere();
  const kept = useKeptApi('GET /rentals/declared', { query: declaredOnPhone });
  const items = (kept.data?.answer.items ?? []).filter(({ houseRef, ref }) => houseRef === house && !checked.has(ref));
  const landlord = useApi('GET /rentals/landlords/:house', { params: { house } }).data?.landlord;
  return (
    <>
      {items.length > 0 && (
        <MobileCard title={t('declared')} aside={String(items.length)}>
          <ul className="rental-list">
            {items.map((one) => (
              <DeclaredRow key={one.ref} one={one} address={address} residents={residents} />
            ))}
          </ul>
        </MobileCard>
      )}
      {landlord && (
        <MobileCard title={t('landlord')}>
          <Caller declaration={landlord.ref} name={landlord.name} sub={landlord.phoneMasked} />
        </MobileCard>
      )}
    </>
  );
}

interface CallerProps {
  readonly declaration: string;
  readonly name: string;
  readonly sub: string;
}

/** Somebody with a number: a press dials, and the look is written down. */
function Caller({ declaration, name, sub }: CallerProps) {
  const t = useWords('rentals');
  const sayError = useErrorWords();
  const look = useMutation({
    mutationFn: () => api.get('GET /rentals/declarations/:ref/phone', { params: { ref: declaration } }),
    onSuccess: ({ phone }) => dial(phone),
  });
  return (
    <PersonRow
      name={name}
      sub={sub}
      fault={look.error ? sayError(look.error).title : undefined}
      action={
        <DialButton
          words={t('call')}
          label={t('callTo', { name })}
          phone={look.data?.phone}
          isBusy={look.isPending}
          onPress={() => look.mutate()}
        />
      }
    />
  );
}

interface DeclaredRowProps {
  readonly one: RentalDeclaration;
  readonly address: string;
  readonly residents: readonly Resident[];
}

/** Hands what was checked to the outbox: first the deed of the base where it is one by itself, then that it is settled. */
function useSettle({ one, address }: Pick<DeclaredRowProps, 'one' | 'address'>) {
  const t = useWords('rentals');
  const owner = useOwner();
  const { communityId } = parseRef(one.ref);
  const put = async (command: string, input: unknown, after?: string): Promise<string> => {
    const about = { title: one.name, place: address, deed: t('deed') };
    const whose = { owner: owner?.id ?? '', ownerName: owner?.name ?? '' };
    const id = await beginRow(store, { ...whose, command, about, draft: null });
    await submitRow(store, id, { input, communityId, about, ...(after ? { after } : {}) });
    return id;
  };
  const today = momentOf(new Date()).day;
  const on = one.on > today ? today : one.on;
  const finish = async (outcome: 'confirmed' | 'declined', after?: string) => {
    await put('rentals.settle', { ref: one.ref, outcome }, after);
    void sender.flush();
    toast(t(outcome === 'confirmed' ? 'confirmed' : 'dropped'));
  };
  return {
    finish,
    leave: async (person: string) => {
      const move = { ref: person, fromHouseRef: one.houseRef, toHouseRef: null, on };
      await finish('confirmed', await put('people.move', move));
    },
    let: async () => {
      const tenure = one.isLet ? 'let' : 'owner';
      await finish('confirmed', await put('houses.correct', { ref: one.houseRef, tenure }));
    },
  };
}

function DeclaredRow({ one, address, residents }: DeclaredRowProps) {
  const t = useWords('rentals');
  const say = useDeclaredWords();
  const settle = useSettle({ one, address });
  const [asks, setAsks] = useState(false);
  const known = residents.filter((resident): resident is Resident & { ref: string } => resident.ref !== null);
  const named = known.filter(({ name }) => name === one.name);
  const confirm = () => {
    if (one.kind === 'in') return void settle.finish('confirmed');
    if (one.kind === 'landlord') return void settle.let();
    const [only] = named;
    if (only && named.length === 1) return void settle.leave(only.ref);
    setAsks(true);
  };
  const options = [
    ...known.map(({ ref, name }) => ({ key: ref, label: name })),
    { key: 'nobody', label: t('nobodyLeft') },
  ];
  return (
    <li>
      <span>
        <b>{say(one)}</b>
        <small className="figures">{one.on}</small>
      </span>
      {one.phoneMasked === '' ? (
        <span>{one.name}</span>
      ) : (
        <Caller declaration={one.ref} name={one.name} sub={one.phoneMasked} />
      )}
      <div className="rental-two">
        <MobileButton look="plain" action={{ label: t('decline'), onPress: () => void settle.finish('declined') }} />
        <MobileButton look="fill" action={{ label: t('confirm'), onPress: confirm }} />
      </div>
      <SheetPicker
        open={asks}
        title={t('whoLeft')}
        options={options}
        onPick={(key) => void (key === 'nobody' ? settle.finish('confirmed') : settle.leave(key))}
        onClose={() => setAsks(false)}
      />
    </li>
  );
}
