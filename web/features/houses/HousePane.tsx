import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { HouseDetail } from '../../../contract/houses.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi } from '../../kit/use-api.ts';
import { useGo } from '../../kit/use-go.ts';
import { ActionBar } from '../../ui/desk/ActionBar.tsx';
import { DetailPane, DetailSection } from '../../ui/desk/SplitPage.tsx';
import { type Fact, Facts } from '../../ui/show/Facts.tsx';
import { ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { StatusDot, Tag } from '../../ui/show/StatusDot.tsx';
import { ShockButton } from '../visits/Shock.card.tsx';
import { CorrectHouseDialog } from './CorrectHouseDialog.tsx';
import { FormHouseholdDialog } from './FormHouseholdDialog.tsx';
import { HouseChanges } from './HouseChanges.tsx';
import { tenureTones, usePeriodWords } from './house-words.ts';
import { OwnersDialog } from './OwnersDialog.tsx';
import { ResidentList } from './ResidentList.tsx';
import './house-pane.css';

interface HousePaneProps {
  readonly houseRef: string;
  readonly onClose?: () => void;
  readonly href?: string;
}

/** Everything about one home, with what may be done. */
export function HousePane({ houseRef, onClose, href }: HousePaneProps) {
  const t = useWords('houses');
  const { data, error, refetch } = useApi('GET /houses/:ref', { params: { ref: houseRef } });
  if (error && !data) return <ErrorBlock error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={8} />;
  return (
    <DetailPane
      number={data.communityName}
      title={data.words}
      href={href}
      onClose={onClose}
      tags={
        <>
          <Tag tone={tenureTones[data.tenure]}>{t(`tenures.${data.tenure}`)}</Tag>
          <Tag tone="grey">{t(`uses.${data.use}`)}</Tag>
        </>
      }
      actions={data.mayWrite || data.mayWritePeople ? <HouseActions house={data} /> : undefined}
    >
      <Basics house={data} />
      {data.seesPeople ? <WhoLives house={data} /> : <p className="houses-none">{t('seesNoPeople')}</p>}
      <Owners house={data} />
      <HouseChanges changes={data.changes} />
    </DetailPane>
  );
}

function Basics({ house }: { readonly house: HouseDetail }) {
  const t = useWords('houses');
  const pick = usePick();
  const facts: readonly Fact[] = [
    {
      label: t('residents'),
      value: (
        <StatusDot tone={house.residents > 0 ? 'blue' : 'grey'}>
          {house.residents > 0 ? t('residentsOf', { n: house.residents }) : t('nobody')}
        </StatusDot>
      ),
    },
    ...(house.floor === null ? [] : [{ label: t('floor'), value: t('floorOf', { n: house.floor }) }]),
    ...(house.areaM2 === null ? [] : [{ label: t('size'), value: t('squareMetres', { n: house.areaM2 }) }]),
    ...house.details.map(({ label, text }) => ({ label: pick(label), value: pick(text) })),
  ];
  return (
    <DetailSection title={t('part.basics')}>
      <Facts items={facts} />
    </DetailSection>
  );
}

function WhoLives({ house }: { readonly house: HouseDetail }) {
  const t = useWords('houses');
  return (
    <>
      <DetailSection title={t('part.now')}>
        {house.residentsNow.length === 0 ? (
          <p className="houses-none">{t('nobody')}</p>
        ) : (
          <ResidentList residents={house.residentsNow} />
        )}
        <ShockButton house={{ ref: house.ref, address: house.words }} />
      </DetailSection>
      <DetailSection title={t('part.households')}>
        {house.households.length === 0 ? (
          <p className="houses-none">{t('noHouseholds')}</p>
        ) : (
          <ul className="houses-lines">
            {house.households.map(({ ref, headName, members, registerNo }) => (
              <li key={ref}>
                <Link to={`/households/${ref}` as never}>
                  {headName ? t('household', { name: headName, n: members }) : t('householdBare', { n: members })}
                </Link>
                {registerNo && <span className="figures">{t('registerNo', { number: registerNo })}</span>}
              </li>
            ))}
          </ul>
        )}
      </DetailSection>
      {house.residentsBefore.length > 0 && (
        <DetailSection title={t('part.before')}>
          <ResidentList residents={house.residentsBefore} />
        </DetailSection>
      )}
    </>
  );
}

function Owners({ house }: { readonly house: HouseDetail }) {
  const t = useWords('houses');
  const sayPeriod = usePeriodWords();
  return (
    <DetailSection title={t('part.owners')}>
      {house.owners.length === 0 && <p className="houses-none">{t('noOwners')}</p>}
      <ul className="houses-lines">
        {house.owners.map((owner) => (
          <li
            key={`${owner.name} ${owner.share} ${owner.fromOn} ${owner.toOn}`}
            className={owner.toOn === null ? undefined : 'houses-past'}
          >
            {owner.ref ? (
              <Link to={'/people' as never} search={{ ref: owner.ref } as never}>
                {owner.name}
              </Link>
            ) : (
              <b>{owner.name}</b>
            )}
            <span>
              {[
                t('share', { share: owner.share }),
                owner.certificateNo ? t('certificate', { number: owner.certificateNo }) : '',
                sayPeriod(owner),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}

type Deed = 'correct' | 'owners' | 'household';

function HouseActions({ house }: { readonly house: HouseDetail }) {
  const t = useWords('houses');
  const go = useGo();
  const [deed, setDeed] = useState<Deed>();
  const done = () => setDeed(undefined);
  const action = (key: Deed) => ({ key, label: t(`deed.${key}`), onAct: () => setDeed(key) });
  const addPerson = {
    key: 'addPerson',
    label: t('deed.addPerson'),
    onAct: () => go('/people/register', { house: house.ref }),
  };
  const canForm = house.mayWritePeople && house.residentsNow.length > 0;
  return (
    <>
      <ActionBar
        primary={house.mayWritePeople ? addPerson : action('correct')}
        secondary={[
          ...(house.mayWrite && house.mayWritePeople ? [action('correct')] : []),
          ...(house.mayWrite ? [action('owners')] : []),
        ]}
        more={canForm ? [action('household')] : []}
      />
      {deed === 'correct' && <CorrectHouseDialog house={house} onDone={done} />}
      {deed === 'owners' && <OwnersDialog house={house} onDone={done} />}
      {deed === 'household' && <FormHouseholdDialog house={house} onDone={done} />}
    </>
  );
}
