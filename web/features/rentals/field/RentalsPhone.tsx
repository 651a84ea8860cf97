import { CaretRightIcon } from '@phosphor-icons/react/dist/csr/CaretRight';
import { Link, useNavigate } from '@tanstack/react-router';
import { useWords } from '../../../kit/i18n.ts';
import { useReach } from '../../../kit/use-reach.ts';
import { FieldBanner } from '../../../offline/FieldBanner.tsx';
import { OldNote } from '../../../offline/OldNote.tsx';
import { declaredOnPhone } from '../../../offline/stock.ts';
import { useKeptApi } from '../../../offline/use-kept-api.ts';
import { MobileCard, MobileShell } from '../../../ui/mobile/MobileShell.tsx';
import { Empty, ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { useDeclaredWords } from '../declared-words.ts';
import { useCheckedHere } from './use-checked.ts';
import '../rentals.css';

const asked = { query: declaredOnPhone } as const;

/** How many declarations wait, on the phone's first page; absent where none does. */
export function RentalsLink() {
  const t = useWords('rentals');
  const checked = useCheckedHere();
  const items = (useKeptApi('GET /rentals/declared', asked).data?.answer.items ?? []).filter(
    ({ ref }) => !checked.has(ref),
  );
  if (items.length === 0) return null;
  return (
    <MobileCard>
      <Link to={'/rentals' as never} className="rental-go">
        <span>
          <b>{t('title')}</b>
          <small className="figures">{t('go', { count: items.length })}</small>
        </span>
        <CaretRightIcon size="1.25rem" aria-hidden />
      </Link>
    </MobileCard>
  );
}

/** /rentals on the phone: what was declared at the doors of my ground; each leads to its door, where it is checked. */
export function RentalsPhone() {
  const t = useWords('rentals');
  const say = useDeclaredWords();
  const navigate = useNavigate();
  const isReached = useReach();
  const checked = useCheckedHere();
  const { data, error, refetch } = useKeptApi('GET /rentals/declared', asked);
  const items = data?.answer.items.filter(({ ref }) => !checked.has(ref));
  return (
    <MobileShell
      look="work"
      title={t('title')}
      onBack={() => void navigate({ to: '/' } as never)}
      {...(isReached ? {} : { banner: <FieldBanner /> })}
    >
      <OldNote kept={data} />
      <MobileCard>
        {error && !data && <ErrorBlock error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Loading lines={4} />}
        {items?.length === 0 && <Empty title={t('none')} />}
        <ul className="rental-list">
          {items?.map((one) => (
            <li key={one.ref}>
              <Link
                to={'/doors/house/$ref' as never}
                params={{ ref: one.houseRef } as never}
                className="rental-go"
                aria-label={`${t('toDoor')} ${one.address}`}
              >
                <span>
                  <b>{one.address}</b>
                  <small>
                    {say(one)} · {one.name} {one.on.slice(5)}
                  </small>
                </span>
                <CaretRightIcon size="1.25rem" aria-hidden />
              </Link>
            </li>
          ))}
        </ul>
      </MobileCard>
    </MobileShell>
  );
}
