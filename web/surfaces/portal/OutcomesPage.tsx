import { useCommunitySheet } from '../../features/cases/portal/CommunitySheet.tsx';
import { LinkButton } from '../../features/cases/portal/LinkButton.tsx';
import { PlaceRow } from '../../features/cases/portal/PlaceRow.tsx';
import { PortalShell } from '../../features/cases/portal/PortalShell.tsx';
import { useMyPlace } from '../../features/cases/portal/use-place.ts';
import { OutcomesPart } from '../../features/orders/OutcomesPart.tsx';
import { useWords } from '../../kit/i18n.ts';

/** /outcomes: wishes that came true and projects that were finished in a community, for everybody. */
export function OutcomesPage() {
  const t = useWords('orders');
  const place = useMyPlace();
  const communities = useCommunitySheet();
  return (
    <PortalShell title={t('outcomes.title')}>
      <PlaceRow place={place} hint={t('outcomes.hint')} onChoose={communities.show} />
      {place && <OutcomesPart areaId={place.communityId} />}
      <LinkButton to={'/orders' as never}>{t('outcomes.join')}</LinkButton>
      {communities.sheet}
    </PortalShell>
  );
}
