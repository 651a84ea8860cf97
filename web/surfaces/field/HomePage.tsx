import { CameraIcon } from '@phosphor-icons/react/dist/csr/Camera';
import { IdentificationBadgeIcon } from '@phosphor-icons/react/dist/csr/IdentificationBadge';
import { Link } from '@tanstack/react-router';
import { FieldHomeTasks } from '../../features/cases/field/FieldHomeTasks.tsx';
import { FieldRecent } from '../../features/cases/field/FieldRecent.tsx';
import { FieldHomeGrid } from '../../features/houses/field/FieldHomeGrid.tsx';
import { AskLinks } from '../../features/orders/field/AskLinks.tsx';
import { OrdersLink } from '../../features/orders/field/OrdersLink.tsx';
import { PatrolsLink } from '../../features/patrols/PatrolsPhone.tsx';
import { RentalsLink } from '../../features/rentals/field/RentalsPhone.tsx';
import { NextShift } from '../../features/rotas/NextShift.tsx';
import { VisitsLink } from '../../features/visits/field/VisitsLink.tsx';
import { useWords } from '../../kit/i18n.ts';
import { mayAnywhere, useSession } from '../../kit/session.ts';
import { useReach } from '../../kit/use-reach.ts';
import { FieldBanner } from '../../offline/FieldBanner.tsx';
import { NewerNote, ReadyNote } from '../../offline/ReadyNote.tsx';
import { useHere } from '../../offline/use-outbox.ts';
import { MobileCard, MobileShell } from '../../ui/mobile/MobileShell.tsx';
import { LanguageSwitch } from '../../ui/show/LanguageSwitch.tsx';
import { ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { SignInLink } from '../SignInLink.tsx';
import './home-page.css';

/** The first page of the grid worker's phone: what waits, the report, one's grid, and what was sent. */
export function HomePage() {
  const t = useWords('field');
  const authenticity = useWords('authenticity');
  const isReached = useReach();
  const { data, error, refetch } = useSession();
  const here = useHere();
  const user = here?.user;
  const report = mayAnywhere(here, 'cases.raise') && (
    <>
      <Link to={'/report' as never} className="field-go">
        <CameraIcon size={30} weight="fill" aria-hidden />
        <span>
          <b>{t('home.report')}</b>
          <small>{t('home.reportHint')}</small>
        </span>
      </Link>
      <Link to={'/start' as never} className="field-start">
        {t('home.start')}
      </Link>
    </>
  );
  return (
    <MobileShell
      look="work"
      title={t('product')}
      aside={<LanguageSwitch />}
      tabs="surface"
      {...(isReached ? {} : { banner: <FieldBanner /> })}
    >
      {!here && (
        <MobileCard>{error ? <ErrorBlock error={error} onRetry={() => void refetch()} /> : <Loading />}</MobileCard>
      )}
      {data && !data.user && (
        <MobileCard>
          <p className="field-sign-in">{t('home.signInHint')}</p>
          <SignInLink />
        </MobileCard>
      )}
      {user && (
        <>
          <NewerNote />
          {mayAnywhere(here, 'cases.read') ? <FieldHomeTasks name={user.name}>{report}</FieldHomeTasks> : report}
          {mayAnywhere(here, 'areas.read') && (
            <Link to={'/door-code' as never} className="field-go field-go-plain">
              <IdentificationBadgeIcon size={28} weight="duotone" aria-hidden />
              <span>
                <b>{authenticity('show.go')}</b>
                <small>{authenticity('show.goHint')}</small>
              </span>
            </Link>
          )}
          <VisitsLink here={here} />
          {mayAnywhere(here, ['cases.read', 'cases.take-part', 'orders.take']) &&
            !mayAnywhere(here, 'estates.read') && <OrdersLink />}
          {mayAnywhere(here, 'cases.handle') && !mayAnywhere(here, 'cases.raise') && <AskLinks />}
          {mayAnywhere(here, 'areas.read') && <NextShift />}
          {mayAnywhere(here, 'cases.raise') && <PatrolsLink />}
          {mayAnywhere(here, 'people.write') && <RentalsLink />}
          <FieldHomeGrid />
          {mayAnywhere(here, 'cases.raise') && <FieldRecent />}
          <ReadyNote />
        </>
      )}
    </MobileShell>
  );
}
