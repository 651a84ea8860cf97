import { Link } from '@tanstack/react-router';
import { rotaKinds } from '../../../domain/rotas/kinds.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi } from '../../kit/use-api.ts';
import { useInstantWords } from '../../kit/use-time.ts';
import { Card } from '../../ui/desk/SplitPage.tsx';
import './rotas.css';

/** How many posts the first page of the desk shows; the rest is on the page of rotas. */
const mostShown = 8;

/** Who is on duty now around me, with the post's telephone; absent where there is no rota. */
export function DutyNowCard() {
  const t = useWords('rotas');
  const pick = usePick();
  const sayInstant = useInstantWords();
  const items = useApi('GET /rotas/now', { query: { limit: mostShown } }).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Card title={t('now')} aside={<Link to={'/rotas' as never}>{t('title')}</Link>}>
      <ul className="duty-now">
        {items.map(({ rota, shifts, nextAt }) => (
          <li key={rota.id}>
            <span>
              <b>{rota.name}</b>
              <small>
                {pick(rotaKinds[rota.kind].label)} · {rota.area.name}
              </small>
            </span>
            <span>
              {shifts.length === 0 && <em>{t('nobody')}</em>}
              {shifts.map((shift) => (
                <b key={shift.id}>
                  {shift.user.name}
                  {shift.part === 'lead' && <small>{t('lead')}</small>}
                </b>
              ))}
              <small>
                {shifts[0]
                  ? t('until', { at: sayInstant(shifts[0].endsAt) })
                  : nextAt && t('nextAt', { at: sayInstant(nextAt) })}
              </small>
            </span>
            <span className="figures">{rota.phone}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
