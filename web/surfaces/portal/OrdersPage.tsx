import { Link } from '@tanstack/react-router';
import { PortalShell } from '../../features/cases/portal/PortalShell.tsx';
import { useMyPlace } from '../../features/cases/portal/use-place.ts';
import { OrdersPart } from '../../features/orders/OrdersPart.tsx';
import { useWords } from '../../kit/i18n.ts';
import { useSession } from '../../kit/session.ts';
import { MobileCard } from '../../ui/mobile/MobileShell.tsx';

/** /orders: what volunteers can take, took, and are registered for; for whoever is signed in. */
export function OrdersPage() {
  const t = useWords('orders');
  const place = useMyPlace();
  const session = useSession();
  const community = place && { id: place.communityId, name: place.communityName };
  return (
    <PortalShell title={t('title')}>
      {session.data && !session.data.user && (
        <MobileCard>
          <p>{t('signIn')}</p>
          <Link
            to={'/sign-in' as never}
            search={{ next: '/orders' } as never}
            className="ll-mobile-button ll-mobile-button-fill portal-link-button"
          >
            {t('signInLink')}
          </Link>
        </MobileCard>
      )}
      {session.data?.user && <OrdersPart community={community} />}
    </PortalShell>
  );
}
