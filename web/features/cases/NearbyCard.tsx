import { UsersThreeIcon } from '@phosphor-icons/react/dist/csr/UsersThree';
import type { ReactNode } from 'react';
import type { NearbyMatter } from '../../../contract/case-following.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { MobileCard } from '../../ui/mobile/MobileShell.tsx';
import './nearby-card.css';

interface NearbyCardProps {
  readonly items: readonly NearbyMatter[];
  readonly hint: string;
  /** What can be done about one of them. */
  readonly actionOf: (item: NearbyMatter) => ReactNode;
}

/** What is known near by, before anything is sent: kind, rough place, day and state, and how many met it. */
export function NearbyCard({ items, hint, actionOf }: NearbyCardProps) {
  const t = useWords('following');
  const pick = usePick();
  if (items.length === 0) return null;
  return (
    <MobileCard title={t('title')}>
      <p className="case-nearby-hint">{hint}</p>
      <ul className="case-nearby">
        {items.map((item) => (
          <li key={item.ref}>
            <span className="case-nearby-words">
              <b>{pick(item.categoryName)}</b>
              <span>
                {[item.place, item.metres ? t('metres', { n: item.metres }) : ''].filter(Boolean).join(' · ')}
              </span>
              <small>
                {[t('raised', { day: item.raisedOn.slice(5) }), item.isClosed ? t('closed') : pick(item.plain)].join(
                  ' · ',
                )}
              </small>
              <small className="case-nearby-people">
                <UsersThreeIcon size="1.125rem" aria-hidden />
                {t('people', { count: item.people })}
              </small>
            </span>
            {actionOf(item)}
          </li>
        ))}
      </ul>
    </MobileCard>
  );
}
