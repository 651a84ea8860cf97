import { CaretRightIcon } from '@phosphor-icons/react/dist/csr/CaretRight';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../../kit/i18n.ts';
import { useOwnAreas, useOwnGround } from '../../../offline/use-own-ground.ts';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import './doors.css';

/** One's own grids on the first page, and the way to their doors. */
export function FieldHomeGrid() {
  const t = useWords('field');
  const areas = useOwnAreas();
  const { grounds, isPending, error, retry } = useOwnGround();
  if (areas.length === 0) return null;
  return (
    <MobileCard title={t('home.grid')}>
      {error !== undefined && error !== null && grounds.length === 0 && <ErrorBlock error={error} onRetry={retry} />}
      {isPending && grounds.length === 0 && !error && <Loading lines={2} />}
      <ul className="doors-list">
        {grounds.map(({ id, name, buildings }) => (
          <li key={id}>
            <Link to={'/doors' as never}>
              <span>{name}</span>
              <small>
                {t('home.buildings', { count: buildings.length })} · {t('home.toDoors')}
              </small>
              <CaretRightIcon size={18} aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </MobileCard>
  );
}
