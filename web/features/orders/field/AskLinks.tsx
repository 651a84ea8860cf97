import { Link } from '@tanstack/react-router';
import { useWords } from '../../../kit/i18n.ts';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';

const asks = [
  ['askWish', '/start/wish/ask'],
  ['askProject', '/start/micro-project/ask'],
  ['askOther', '/start'],
] as const;

/** What a unit on the spot may ask its community for from the phone, as it may at the desk: a wish, a small project, or anything else open to all. */
export function AskLinks() {
  const t = useWords('orders');
  return (
    <MobileCard title={t('phone.ask')}>
      <ul className="field-starts">
        {asks.map(([key, to]) => (
          <li key={key}>
            <Link to={to as never}>
              <b>{t(`phone.${key}`)}</b>
            </Link>
          </li>
        ))}
      </ul>
    </MobileCard>
  );
}
