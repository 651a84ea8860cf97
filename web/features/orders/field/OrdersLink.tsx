import { HandHeartIcon } from '@phosphor-icons/react/dist/csr/HandHeart';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../../kit/i18n.ts';
import { useKeptApi } from '../../../offline/use-kept-api.ts';

/** The way to orders on the phone's first page, and how many one has in hand. */
export function OrdersLink() {
  const t = useWords('orders');
  const count = useKeptApi('GET /orders/taken', {}).data?.answer.items.length ?? 0;
  return (
    <Link to={'/orders' as never} className="field-go field-go-plain">
      <HandHeartIcon size={28} weight="duotone" aria-hidden />
      <span>
        <b>{t('phone.title')}</b>
        <small>{count > 0 ? t('phone.inHand', { count }) : t('phone.go')}</small>
      </span>
    </Link>
  );
}
