import { Link, useNavigate, useParams } from '@tanstack/react-router';
import type { HouseItem } from '../../../../contract/houses.ts';
import { useWords } from '../../../kit/i18n.ts';
import { useReach } from '../../../kit/use-reach.ts';
import { FieldBanner } from '../../../offline/FieldBanner.tsx';
import { OldNote } from '../../../offline/OldNote.tsx';
import { useKeptApi } from '../../../offline/use-kept-api.ts';
import { MobileCard, MobileShell } from '../../../ui/mobile/MobileShell.tsx';
import { StickyActions } from '../../../ui/mobile/StickyActions.tsx';
import { Empty, ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { byFloors } from '../building-floors.ts';
import './doors.css';

/** A building floor by floor, every door with how many live there. */
export function FieldBuildingPage() {
  const t = useWords('field');
  const navigate = useNavigate();
  const isReached = useReach();
  const { building } = useParams({ strict: false }) as { readonly building: string };
  const query = useKeptApi('GET /buildings/:id/houses', { params: { id: Number(building) } });
  const data = query.data?.answer;
  return (
    <MobileShell
      look="work"
      title={data?.name ?? t('page.doors')}
      onBack={() => void navigate({ to: '/doors' as never })}
      {...(isReached ? {} : { banner: <FieldBanner /> })}
      actions={
        <StickyActions
          primary={{
            label: t('doors.report'),
            onPress: () => void navigate({ to: '/report', search: { building } } as never),
          }}
        />
      }
    >
      <OldNote kept={query.data} />
      {query.error && (
        <MobileCard>
          <ErrorBlock error={query.error} onRetry={() => void query.refetch()} />
        </MobileCard>
      )}
      {query.isPending && (
        <MobileCard>
          <Loading lines={8} />
        </MobileCard>
      )}
      {data?.units.map((unit) => (
        <MobileCard
          key={unit.unitId ?? 'none'}
          title={unit.name ?? t('doors.commonUnit')}
          aside={t('home.homes', { count: unit.houses.length })}
        >
          {byFloors(unit.houses).map(({ floor, doors }) => (
            <section key={floor ?? 'none'} className="doors-floor">
              <h3>{floor === null ? t('doors.noFloor') : t('doors.floor', { n: floor })}</h3>
              <ul>
                {doors.map((door) => (
                  <Door key={door.ref} door={door} />
                ))}
              </ul>
            </section>
          ))}
        </MobileCard>
      ))}
      {data?.units.length === 0 && (
        <MobileCard>
          <Empty title={t('doors.noHomes')} />
        </MobileCard>
      )}
      {data?.isCut && <p className="doors-none">{t('doors.cut')}</p>}
    </MobileShell>
  );
}

function Door({ door }: { readonly door: HouseItem }) {
  const t = useWords('field');
  return (
    <li>
      <Link
        to={'/doors/house/$ref' as never}
        params={{ ref: door.ref } as never}
        className={door.residents > 0 ? '' : 'doors-vacant'}
      >
        <b className="figures">{door.room}</b>
        <small>{door.residents > 0 ? t('doors.residents', { count: door.residents }) : t('doors.empty')}</small>
      </Link>
    </li>
  );
}
