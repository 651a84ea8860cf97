import type { PublicGrid } from '../../../../contract/responsibilities.ts';
import { useWords } from '../../../kit/i18n.ts';
import { useInstallation } from '../../../kit/use-installation.ts';
import { CallCard } from '../../../ui/mobile/BigButton.tsx';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { MobileButton } from '../../../ui/mobile/StickyActions.tsx';
import { ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { PublicDutyCard } from '../../rotas/PublicDuty.card.tsx';
import { useCommunitySheet } from './CommunitySheet.tsx';
import { useKept } from './device.ts';
import { DialRow } from './HelpSheet.tsx';
import { deskGlyph, hotlineGlyph } from './help-icons.tsx';
import { LinkButton } from './LinkButton.tsx';
import { PlaceSearch } from './PlaceSearch.tsx';
import { PortalShell } from './PortalShell.tsx';
import { useMyPlace, usePublicGrid } from './use-place.ts';

/** The grid's own people; whoever publishes no number is reached through the desk. */
export function WorkerCards({ grid }: { readonly grid: PublicGrid }) {
  const t = useWords('portal');
  return grid.workers.flatMap((worker) => {
    const phone = worker.phone ?? grid.desk?.phone;
    if (!phone) return [];
    const duty = worker.isStandIn ? t('contact.standIn', { duty: worker.duty }) : worker.duty;
    return [
      <CallCard
        key={`${worker.duty} ${worker.name}`}
        label={t('contact.call', { name: worker.name })}
        sub={worker.phone ? t('contact.worker', { grid: grid.gridName ?? '', duty }) : t('contact.byDesk')}
        name={worker.name}
        phone={phone}
      />,
    ];
  });
}

function GridCards({ grid }: { readonly grid: PublicGrid }) {
  const t = useWords('portal');
  const p = useWords('portal-pages');
  const { phone } = useInstallation();
  return (
    <>
      <WorkerCards grid={grid} />
      <MobileCard title={t('contact.desk')}>
        <div className="portal-stack">
          {grid.gridName !== null && grid.workers.length === 0 && <p className="portal-quiet">{t('contact.nobody')}</p>}
          {grid.desk ? (
            <DialRow icon={deskGlyph} label={grid.desk.name} number={grid.desk.phone} />
          ) : (
            <p className="portal-quiet">{t('contact.noPhone')}</p>
          )}
          {phone && <DialRow icon={hotlineGlyph} label={p('contact.district')} number={phone} />}
          <DialRow icon={hotlineGlyph} label={t('contact.hotline')} number="12345" />
          <DialRow icon={hotlineGlyph} label={p('contact.fraud')} number="96110" />
        </div>
      </MobileCard>
    </>
  );
}

/** /contact: who looks after where I live, and their number. */
export function ContactPage() {
  const t = useWords('portal');
  const place = useMyPlace();
  const [, setHome] = useKept('home');
  const communities = useCommunitySheet();
  const { data, error, refetch } = usePublicGrid(place?.areaId ?? place?.communityId);
  const needsBuilding = place !== undefined && place.areaId === undefined;
  return (
    <PortalShell title={t('page.contact')}>
      {place && (
        <MobileCard>
          <div className="portal-home-row">
            <span>
              <b>{place.communityName}</b>
              {place.words && <small>{place.words}</small>}
            </span>
            <button type="button" onClick={communities.show}>
              {t('place.change')}
            </button>
          </div>
        </MobileCard>
      )}
      {!place && (
        <MobileCard title={t('contact.choose')}>
          <MobileButton look="fill" action={{ label: t('place.choose'), onPress: communities.show }} />
        </MobileCard>
      )}
      {place && error && (
        <MobileCard>
          <ErrorBlock error={error} onRetry={() => void refetch()} />
        </MobileCard>
      )}
      {place && !data && !error && (
        <MobileCard>
          <Loading lines={3} />
        </MobileCard>
      )}
      {data && <GridCards grid={data} />}
      {data && <PublicDutyCard areaId={data.areaId} />}
      {needsBuilding && (
        <MobileCard title={t('place.building')}>
          <p className="portal-quiet">{t('place.buildingHint')}</p>
          <PlaceSearch
            under={place.communityId}
            onPick={(found) =>
              setHome({
                communityId: found.communityId,
                communityName: found.communityName,
                areaId: found.areaId,
                words: found.words,
              })
            }
          />
        </MobileCard>
      )}
      <MobileCard>
        <LinkButton to="/genuine">{t('page.genuine')}</LinkButton>
      </MobileCard>
      {communities.sheet}
    </PortalShell>
  );
}
