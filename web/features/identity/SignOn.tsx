import { useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { SignOnProvider, SignOnSurface } from '../../../contract/sign-on.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi } from '../../kit/use-api.ts';
import { targetOf } from './sign-in-target.ts';
import './sign-on.css';

/** How often portals that could not be reached are looked at again. */
const againMs = 20_000;

/** The portals of the city, each by its button; nothing where there are none. A portal that is away says so and is asked again. */
export function SignOnButtons({ surface }: { readonly surface: SignOnSurface }) {
  const t = useWords('identity');
  const pick = usePick();
  const { next } = useSearch({ strict: false }) as { readonly next?: string };
  const { data, refetch } = useApi('GET /sign-on');
  const items = data?.items ?? [];
  const isAnyAway = items.some(({ isAvailable }) => !isAvailable);
  useEffect(() => {
    if (!isAnyAway) return;
    const timer = setInterval(() => void refetch(), againMs);
    return () => clearInterval(timer);
  }, [isAnyAway, refetch]);
  if (items.length === 0) return null;
  const query = new URLSearchParams({ surface, next: targetOf(next) });
  // A phone is one's own; a desk may be shared.
  const leaving = surface === 'field' ? [] : items.filter(({ canLeave }) => canLeave);
  return (
    <section className="ll-sign-on" aria-label={t('signOn.title')}>
      <p className="ll-sign-on-or">
        <span>{t('signOn.or')}</span>
      </p>
      {items.map((item) => (
        <Portal key={item.id} item={item} address={`/api/auth/sign-on/${item.id}?${query}`} />
      ))}
      {leaving.map(({ id, name }) => (
        <a key={id} className="ll-sign-on-leave" href={`/api/auth/sign-on/${id}/leave?surface=${surface}`}>
          {t('signOn.leave', { name: pick(name) })}
        </a>
      ))}
    </section>
  );
}

function Portal({ item, address }: { readonly item: SignOnProvider; readonly address: string }) {
  const t = useWords('identity');
  const pick = usePick();
  const name = pick(item.name);
  if (item.isAvailable)
    return (
      <a className="ll-sign-on-go" href={address}>
        {t('signOn.by', { name })}
      </a>
    );
  return (
    <p className="ll-sign-on-away" role="status">
      {t('signOn.away', { name })}
    </p>
  );
}
