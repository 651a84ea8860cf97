import { useMutation } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { HouseDetail } from '../../../../contract/houses.ts';
import { api } from '../../../kit/api.ts';
import { useWords } from '../../../kit/i18n.ts';
import { RefusalError } from '../../../kit/refusal-error.ts';
import { mayAnywhere } from '../../../kit/session.ts';
import { useReach } from '../../../kit/use-reach.ts';
import { FieldBanner } from '../../../offline/FieldBanner.tsx';
import { OldNote } from '../../../offline/OldNote.tsx';
import { useHere } from '../../../offline/use-outbox.ts';
import { DialButton } from '../../../ui/mobile/DialButton.tsx';
import { dial } from '../../../ui/mobile/dial.ts';
import { MobileCard, MobileShell } from '../../../ui/mobile/MobileShell.tsx';
import { PersonRow } from '../../../ui/mobile/PersonRow.tsx';
import { Sheet } from '../../../ui/mobile/Sheet.tsx';
import { StickyActions } from '../../../ui/mobile/StickyActions.tsx';
import { Facts } from '../../../ui/show/Facts.tsx';
import { ReasonChips } from '../../../ui/show/ReasonChips.tsx';
import { ErrorBlock, Loading, useErrorWords } from '../../../ui/show/StateBlocks.tsx';
import { DoorDeclared } from '../../rentals/field/DoorDeclared.card.tsx';
import { TellShock } from '../../visits/field/TellShock.card.tsx';
import { useResidentWords } from '../house-words.ts';
import { MovedIn, MovedOut } from './TenantMoves.tsx';
import { type DoorOnPhone, useDoor } from './use-door.ts';
import './doors.css';

const reasons = ['visit', 'case', 'service', 'correction'] as const;
type LookReason = (typeof reasons)[number];
type Resident = HouseDetail['residentsNow'][number];

const doorWords = (door: DoorOnPhone | undefined): string => [door?.unitName, door?.room].filter(Boolean).join(' ');

/** One door: who lives there now, each to be called at a press. */
export function HouseDoorPage() {
  const t = useWords('field');
  const houses = useWords('houses');
  const navigate = useNavigate();
  const isReached = useReach();
  const mayCall = mayAnywhere(useHere(), 'people.reveal');
  const { ref } = useParams({ strict: false }) as { readonly ref: string };
  const query = useDoor(ref);
  const house = query.door;
  const toReport = () =>
    navigate({ to: '/report', search: { building: String(house?.buildingId), door: doorWords(house) } } as never);
  const toBuilding = () =>
    navigate(
      (house ? { to: '/doors/$building', params: { building: String(house.buildingId) } } : { to: '/doors' }) as never,
    );
  return (
    <MobileShell
      look="work"
      title={house ? doorWords(house) : t('page.doors')}
      onBack={() => void toBuilding()}
      {...(isReached ? {} : { banner: <FieldBanner /> })}
      actions={house && <StickyActions primary={{ label: t('doors.report'), onPress: () => void toReport() }} />}
    >
      <OldNote kept={query.data} />
      {query.error && (
        <MobileCard>
          <ErrorBlock error={query.error} onRetry={() => void query.refetch()} />
        </MobileCard>
      )}
      {query.isPending && (
        <MobileCard>
          <Loading lines={6} />
        </MobileCard>
      )}
      {house && (
        <>
          <DoorDeclared house={house.ref} address={house.address} residents={house.residentsNow} />
          <MobileCard title={t('doors.lives')} aside={t('doors.residents', { count: house.residents })}>
            {!house.seesPeople && <p className="doors-none">{t('doors.noNames')}</p>}
            {house.seesPeople && house.residentsNow.length === 0 && <p className="doors-none">{t('doors.nobody')}</p>}
            {house.residentsNow.map((resident) => (
              <ResidentRow
                key={resident.ref ?? resident.name}
                resident={resident}
                mayCall={mayCall}
                leave={<MovedOut door={house} resident={resident} />}
              />
            ))}
            {house.residentsBefore > 0 && (
              <p className="doors-none">{t('doors.before', { n: house.residentsBefore })}</p>
            )}
            {house.seesPeople && <MovedIn door={house} />}
            <TellShock house={house.ref} address={house.address} />
          </MobileCard>
          <MobileCard title={house.address}>
            <Facts
              items={[
                { label: houses('use'), value: houses(`uses.${house.use}`) },
                { label: houses('tenure'), value: houses(`tenures.${house.tenure}`) },
                ...(house.areaM2 === null
                  ? []
                  : [{ label: houses('size'), value: houses('squareMetres', { n: house.areaM2 }) }]),
              ]}
            />
          </MobileCard>
        </>
      )}
    </MobileShell>
  );
}

interface ResidentRowProps {
  readonly resident: Resident;
  readonly mayCall: boolean;
  readonly leave: ReactNode;
}

/** Somebody who lives here. In one's own grid a press dials; elsewhere a reason is asked for first, and each look is written down. */
function ResidentRow({ resident, mayCall, leave }: ResidentRowProps) {
  const t = useWords('field');
  const cases = useWords('cases');
  const say = useResidentWords();
  const sayError = useErrorWords();
  const [asks, setAsks] = useState(false);
  const { ref, name } = resident;
  const look = useMutation({
    mutationFn: (reason: LookReason | undefined) =>
      api.get('GET /people/:ref/reveal', {
        params: { ref: ref ?? '' },
        query: { field: 'phone', ...(reason ? { reason } : {}) },
      }),
    onSuccess: ({ value }) => dial(value),
    onError: (error) => setAsks(error instanceof RefusalError && error.code === 'people.reason-needed'),
  });
  const isMissing = look.error instanceof RefusalError && look.error.code === 'request.not-found';
  const isAsking = look.error instanceof RefusalError && look.error.code === 'people.reason-needed';
  const fault = isMissing ? t('doors.noPhone') : look.error && !isAsking ? sayError(look.error).title : undefined;
  return (
    <>
      <PersonRow
        name={name}
        sub={
          <>
            {say(resident)}
            {look.data && <span className="figures"> {look.data.value}</span>}
          </>
        }
        fault={fault}
        action={
          <>
            {leave}
            {mayCall && ref && (
              <DialButton
                words={cases('dial.call')}
                label={t('doors.call', { name })}
                phone={look.data?.value}
                isBusy={look.isPending}
                onPress={() => look.mutate(undefined)}
              />
            )}
          </>
        }
      />
      <Sheet open={asks} title={t('doors.why')} onClose={() => setAsks(false)}>
        <ReasonChips
          label={t('doors.why')}
          isLabelHidden
          text="none"
          reasons={reasons.map((code) => ({ code, label: t(`doors.reason.${code}`) }))}
          value={{}}
          onChange={({ code }) => {
            setAsks(false);
            look.mutate(code as LookReason);
          }}
        />
        <p className="doors-none">{t('doors.noted')}</p>
      </Sheet>
    </>
  );
}
