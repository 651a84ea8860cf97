import { useCommunitySheet } from '../../features/cases/portal/CommunitySheet.tsx';
import { LinkButton } from '../../features/cases/portal/LinkButton.tsx';
import { PortalShell } from '../../features/cases/portal/PortalShell.tsx';
import { useMyPlace } from '../../features/cases/portal/use-place.ts';
import { OutcomesPart } from '../../features/orders/OutcomesPart.tsx';
import { useWords } from '../../kit/i18n.ts';
import { MobileCard } from '../../ui/mobile/MobileShell.tsx';
import { MobileButton } from '../../ui/mobile/StickyActions.tsx';

/** /outcomes: wishes that came true and projects that were finished in a community, for everybody. */
export function OutcomesPage() {
  const t = useWords('orders');
  const p = useWords('portal');
  const place = useMyPlace();
  const communities = useCommunitySheet();
  return (
    <PortalShell title={t('outcomes.title')}>
      <MobileCard>
        {place ? (
          <div className="portal-home-row">
            <span>
              <b>{place.communityName}</b>
              <small>{t('outcomes.hint')}</small>
            </span>
            <button type="button" onClick={communities.show}>
              {p('place.change')}
            </button>
          </div>
        ) : (
          <MobileButton look="fill" action={{ label: p('place.choose'), onPress: communities.show }} />
        )}
      </MobileCard>
      {place && <OutcomesPart areaId={place.communityId} />}
      <LinkButton to={'/orders' as never}>{t('outcomes.join')}</LinkButton>
      {communities.sheet}
    </PortalShell>
  );
}
