import { CaretRightIcon } from '@phosphor-icons/react/dist/csr/CaretRight';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../../../kit/i18n.ts';
import { useReach } from '../../../kit/use-reach.ts';
import { FieldBanner } from '../../../offline/FieldBanner.tsx';
import { useOwnAreas, useOwnGround } from '../../../offline/use-own-ground.ts';
import { MobileCard, MobileShell } from '../../../ui/mobile/MobileShell.tsx';
import { Empty, ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import './doors.css';

const searchFrom = 8;
const plain = (words: string): string => words.normalize('NFKC').replace(/\s/g, '').toLowerCase();

/** The buildings of one's own grids, kept on the phone. */
export function DoorsPage() {
  const t = useWords('field');
  const navigate = useNavigate();
  const isReached = useReach();
  const areas = useOwnAreas();
  const { grounds, isPending, error, retry } = useOwnGround();
  const [words, setWords] = useState('');
  const all = grounds.flatMap(({ buildings }) => buildings);
  return (
    <MobileShell
      look="work"
      title={t('page.doors')}
      onBack={() => void navigate({ to: '/' })}
      {...(isReached ? {} : { banner: <FieldBanner /> })}
    >
      {areas.length === 0 && (
        <MobileCard>
          <Empty title={t('doors.none')} hint={t('doors.noneHint')} />
        </MobileCard>
      )}
      {error !== undefined && error !== null && grounds.length === 0 && (
        <MobileCard>
          <ErrorBlock error={error} onRetry={retry} />
        </MobileCard>
      )}
      {isPending && grounds.length === 0 && areas.length > 0 && !error && (
        <MobileCard>
          <Loading lines={8} />
        </MobileCard>
      )}
      {all.length >= searchFrom && (
        <MobileCard>
          <input
            type="search"
            className="doors-search"
            aria-label={t('doors.search')}
            placeholder={t('doors.search')}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </MobileCard>
      )}
      {grounds.map((ground) => {
        const shown = ground.buildings.filter(({ name }) => plain(name).includes(plain(words)));
        return (
          <MobileCard
            key={ground.id}
            title={ground.name}
            aside={t('home.buildings', { count: ground.buildings.length })}
          >
            <ul className="doors-list">
              {shown.map(({ id, name, storeys }) => (
                <li key={id}>
                  <Link to={'/doors/$building' as never} params={{ building: String(id) } as never}>
                    <span>{name}</span>
                    {storeys && <small>{t('place.storeys', { count: storeys })}</small>}
                    <CaretRightIcon size={18} aria-hidden />
                  </Link>
                </li>
              ))}
            </ul>
            {shown.length === 0 && <p className="doors-none">{t('doors.noMatch')}</p>}
          </MobileCard>
        );
      })}
    </MobileShell>
  );
}
