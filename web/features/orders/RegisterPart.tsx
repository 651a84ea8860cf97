import { type FormEvent, useId, useState } from 'react';
import { helpKinds, orderKinds, projectKinds, wishKinds } from '../../../domain/processes/order-kinds.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { MobileCard } from '../../ui/mobile/MobileShell.tsx';
import { MobileButton } from '../../ui/mobile/StickyActions.tsx';
import { Loading, useErrorWords } from '../../ui/show/StateBlocks.tsx';
import './orders.css';

const kindGroups = [
  ['kinds_order', orderKinds],
  ['kinds_wish', wishKinds],
  ['kinds_project', projectKinds],
] as const;

interface RegisterPartProps {
  readonly community: { readonly id: number; readonly name: string } | undefined;
}

/** Where I am registered, and the form to register here. */
export function RegisterPart({ community }: RegisterPartProps) {
  const t = useWords('orders');
  const pick = usePick();
  const { data } = useApi('GET /orders/pool', { query: community ? { community: community.id } : {} });
  const leave = useSend('orders.leaveRegister', ['GET /orders/pool']);
  if (!data) return <Loading lines={4} />;
  const isHere = data.enlistments.some((one) => one.community.id === community?.id);
  return (
    <>
      {data.enlistments.map((one) => (
        <MobileCard key={one.id} title={one.community.name} aside={t(`state_${one.state}`)}>
          <div className="orders-card">
            <b>{[one.name, one.organisationName].filter(Boolean).join(' · ')}</b>
            <p>{one.kinds.map((kind) => pick(helpKinds[kind] ?? kind)).join('、')}</p>
            <small>{one.insuredUntil ? t('insured', { day: one.insuredUntil }) : t('notInsured')}</small>
            <MobileButton
              look="plain"
              action={{ label: t('leave'), isBusy: leave.isPending, onPress: () => leave.mutate({ id: one.id }) }}
            />
          </div>
        </MobileCard>
      ))}
      {!isHere && (
        <MobileCard title={t('register')}>
          {community ? <EnlistForm community={community} /> : <p className="orders-hint">{t('noCommunity')}</p>}
        </MobileCard>
      )}
    </>
  );
}

function EnlistForm({ community }: { readonly community: { readonly id: number; readonly name: string } }) {
  const t = useWords('orders');
  const pick = usePick();
  const id = useId();
  const sayError = useErrorWords();
  const enlist = useSend('orders.enlist', ['GET /orders/pool']);
  const [name, setName] = useState('');
  const [kinds, setKinds] = useState<readonly string[]>([]);
  const [isPartyMember, setIsPartyMember] = useState(false);
  const [isShort, setIsShort] = useState(false);
  const isWhole = name.trim() !== '' && kinds.length > 0;
  const fault =
    isShort && !isWhole ? { title: t('enlistFault'), hint: '' } : enlist.error ? sayError(enlist.error) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsShort(!isWhole);
    if (isWhole) enlist.mutate({ community: community.id, name: name.trim(), kinds: [...kinds], isPartyMember });
  };
  const turn = (kind: string) =>
    setKinds((all) => (all.includes(kind) ? all.filter((one) => one !== kind) : [...all, kind]));
  return (
    <form className="orders-form" onSubmit={submit} noValidate>
      <p className="orders-hint">{t('notRegistered')}</p>
      <p>{t('community', { name: community.name })}</p>
      <label htmlFor={`${id}-name`}>{t('name')}</label>
      <input id={`${id}-name`} maxLength={40} value={name} onChange={(event) => setName(event.target.value)} />
      <p>{t('kinds')}</p>
      {kindGroups.map(([group, labels]) => (
        <fieldset key={group}>
          <legend>{t(group)}</legend>
          {Object.entries(labels).map(([kind, label]) => (
            <label key={kind} className="orders-check">
              <input type="checkbox" checked={kinds.includes(kind)} onChange={() => turn(kind)} />
              {pick(label)}
            </label>
          ))}
        </fieldset>
      ))}
      <label className="orders-check">
        <input type="checkbox" checked={isPartyMember} onChange={(event) => setIsPartyMember(event.target.checked)} />
        {t('party')}
      </label>
      <div role="alert">
        {fault && (
          <p className="ll-field-error">
            {fault.title} {fault.hint}
          </p>
        )}
      </div>
      <button type="submit" className="ll-mobile-button ll-mobile-button-fill" disabled={enlist.isPending}>
        {t('enlist')}
      </button>
    </form>
  );
}
