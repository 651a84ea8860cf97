import { CaretRightIcon } from '@phosphor-icons/react/dist/csr/CaretRight';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../kit/i18n.ts';
import { useKeptApi } from '../../offline/use-kept-api.ts';
import { MobileCard } from '../../ui/mobile/MobileShell.tsx';
import { spanWords } from './rota-days.ts';
import './rotas.css';

/** My next shift on the phone's first page, and what waits there; absent for whoever is on no rota. */
export function NextShift() {
  const t = useWords('rotas');
  const mine = useKeptApi('GET /rotas/mine', {}).data?.answer;
  const now = new Date().toISOString();
  const next = mine?.shifts.find(({ endsAt }) => endsAt > now);
  const waiting =
    (mine?.handovers.length ?? 0) + (mine?.swaps.filter((one) => one.state === 'asked' && one.isOfMe).length ?? 0);
  if (!next && waiting === 0) return null;
  return (
    <MobileCard>
      <Link to={'/shifts' as never} className="next-shift">
        <span>
          <b>{t('mine')}</b>
          <small className="figures">{next ? `${spanWords(next, true)} · ${next.rota.name}` : t('noMine')}</small>
        </span>
        {waiting > 0 && <em className="figures">{waiting}</em>}
        <CaretRightIcon size="1.25rem" aria-hidden />
      </Link>
    </MobileCard>
  );
}
