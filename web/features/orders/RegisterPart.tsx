import { type FormEvent, useId, useState } from 'react';
import type { Enlistment } from '../../../contract/orders.ts';
import { helpKinds, orderKinds, projectKinds, wishKinds } from '../../../domain/processes/order-kinds.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useSession } from '../../kit/session.ts';
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

interface Named<Id> {
  readonly id: Id;
  readonly name: string;
}
export type Community = Named<number>;

/** The units somebody acts for, each once; undefined until it is known who is here. */
function useUnits(): readonly Named<string>[] | undefined {
  const units = useSession().data?.posts.flatMap(({ organisation }) => organisation ?? []);
  return units && [...new Map(units.map((unit) => [unit.id, unit])).values()];
}

interface RegisterPartProps {
  /** Where one may register; with several the form asks. */
  readonly communities: readonly Community[];
}

/** Where I and my units are registered, and the form to register. */
export function RegisterPart({ communities }: RegisterPartProps) {
  const t = useWords('orders');
  const units = useUnits();
  const [first] = communities;
  const isOne = communities.length === 1 && first !== undefined;
  const { data } = useApi('GET /orders/pool', { query: isOne ? { community: first.id } : {} });
  if (!data || !units) return <Loading lines={4} />;
  const isHere = isOne && data.enlistments.some(({ community }) => community.id === first.id);
  return (
    <>
      {data.enlistments.map((one) => (
        <EnlistmentCard key={one.id} enlistment={one} />
      ))}
      {(!isHere || units.length > 0) && (
        <MobileCard title={t('register')}>
          {first ? (
            <EnlistForm communities={communities} units={units} />
          ) : (
            <p className="orders-hint">{t('noCommunity')}</p>
          )}
        </MobileCard>
      )}
    </>
  );
}

function EnlistmentCard({ enlistment }: { readonly enlistment: Enlistment }) {
  const t = useWords('orders');
  const pick = usePick();
  const { id, community, state, organisationName, name, kinds, insuredUntil } = enlistment;
  const leave = useSend('orders.leaveRegister', ['GET /orders/pool']);
  return (
    <MobileCard title={community.name} aside={t(`state_${state}`)}>
      <div className="orders-card">
        <b>{[organisationName, name].filter(Boolean).join(' · ')}</b>
        <p>{kinds.map((kind) => pick(helpKinds[kind] ?? kind)).join('、')}</p>
        <small>{insuredUntil ? t('insured', { day: insuredUntil }) : t('notInsured')}</small>
        <MobileButton
          look="plain"
          action={{ label: t('leave'), isBusy: leave.isPending, onPress: () => leave.mutate({ id }) }}
        />
      </div>
    </MobileCard>
  );
}

interface EnlistFormProps {
  readonly communities: readonly Community[];
  readonly units: readonly Named<string>[];
}

function EnlistForm({ communities, units }: EnlistFormProps) {
  const t = useWords('orders');
  const id = useId();
  const sayError = useErrorWords();
  const enlist = useSend('orders.enlist', ['GET /orders/pool']);
  const [unit, setUnit] = useState(units[0]?.id ?? '');
  const [community, setCommunity] = useState(communities.length === 1 ? (communities[0]?.id ?? 0) : 0);
  const [name, setName] = useState('');
  const [kinds, setKinds] = useState<readonly string[]>([]);
  const [isPartyMember, setIsPartyMember] = useState(false);
  const [isShort, setIsShort] = useState(false);
  const isWhole = community !== 0 && name.trim() !== '' && kinds.length > 0;
  const fault =
    isShort && !isWhole
      ? { title: t(community === 0 ? 'communityFault' : 'enlistFault'), hint: '' }
      : enlist.error
        ? sayError(enlist.error)
        : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsShort(!isWhole);
    const whose = unit === '' ? { isPartyMember } : { organisationId: unit };
    if (isWhole) enlist.mutate({ community, name: name.trim(), kinds: [...kinds], ...whose });
  };
  return (
    <form className="orders-form" onSubmit={submit} noValidate>
      <p className="orders-hint">{t(units.length > 0 ? 'unitHint' : 'notRegistered')}</p>
      {units.length > 0 && (
        <>
          <label htmlFor={`${id}-unit`}>{t('asWhom')}</label>
          <select id={`${id}-unit`} value={unit} onChange={(event) => setUnit(event.target.value)}>
            {units.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
            <option value="">{t('asMyself')}</option>
          </select>
        </>
      )}
      {communities.length === 1 ? (
        <p>{t('community', { name: communities[0]?.name ?? '' })}</p>
      ) : (
        <>
          <label htmlFor={`${id}-community`}>{t('where_register')}</label>
          <select
            id={`${id}-community`}
            value={community}
            onChange={(event) => setCommunity(Number(event.target.value))}
          >
            <option value={0}>{t('choose')}</option>
            {communities.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </>
      )}
      <label htmlFor={`${id}-name`}>{t(unit === '' ? 'name' : 'contactName')}</label>
      <input id={`${id}-name`} maxLength={40} value={name} onChange={(event) => setName(event.target.value)} />
      <KindBoxes kinds={kinds} onChange={setKinds} />
      {unit === '' && (
        <label className="orders-check">
          <input type="checkbox" checked={isPartyMember} onChange={(event) => setIsPartyMember(event.target.checked)} />
          {t('party')}
        </label>
      )}
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

interface KindBoxesProps {
  readonly kinds: readonly string[];
  readonly onChange: (kinds: readonly string[]) => void;
}

function KindBoxes({ kinds, onChange }: KindBoxesProps) {
  const t = useWords('orders');
  const pick = usePick();
  const turn = (kind: string) =>
    onChange(kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind]);
  return (
    <>
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
    </>
  );
}
