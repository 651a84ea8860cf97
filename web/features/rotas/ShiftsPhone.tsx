import { useNavigate } from '@tanstack/react-router';
import { rotaKinds, shiftParts } from '../../../domain/rotas/kinds.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useReach } from '../../kit/use-reach.ts';
import { FieldBanner } from '../../offline/FieldBanner.tsx';
import { OldNote } from '../../offline/OldNote.tsx';
import { useKeptApi } from '../../offline/use-kept-api.ts';
import { MobileCard, MobileShell } from '../../ui/mobile/MobileShell.tsx';
import { MobileButton } from '../../ui/mobile/StickyActions.tsx';
import { ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { type DeedButton, HandoverList, SwapList } from './RotaNotes.tsx';
import { spanWords } from './rota-days.ts';
import './rotas.css';

const phoneButton: DeedButton = ({ key, label, isBusy, onPress }) => (
  <MobileButton key={key} look="plain" action={{ label, onPress, isBusy }} />
);

/** My shifts on the phone, there without a signal as they last stood; notes and swaps are answered with one. */
export function ShiftsPhone() {
  const t = useWords('rotas');
  const pick = usePick();
  const navigate = useNavigate();
  const isReached = useReach();
  const { data, error, refetch } = useKeptApi('GET /rotas/mine', {});
  const mine = data?.answer;
  return (
    <MobileShell
      look="work"
      title={t('mine')}
      onBack={() => void navigate({ to: '/' } as never)}
      {...(isReached ? {} : { banner: <FieldBanner /> })}
    >
      <OldNote kept={data} />
      {error && (
        <MobileCard>
          <ErrorBlock error={error} onRetry={() => void refetch()} />
        </MobileCard>
      )}
      {!mine && !error && (
        <MobileCard>
          <Loading lines={4} />
        </MobileCard>
      )}
      {mine && mine.handovers.length > 0 && (
        <MobileCard title={t('handovers')}>
          <HandoverList handovers={mine.handovers} {...(isReached ? { take: phoneButton } : {})} />
        </MobileCard>
      )}
      {mine && mine.swaps.length > 0 && (
        <MobileCard title={t('swaps')}>
          <SwapList swaps={mine.swaps} button={phoneButton} />
        </MobileCard>
      )}
      {mine && (
        <MobileCard title={t('mine')}>
          {mine.shifts.length === 0 && <p className="rota-none">{t('noMine')}</p>}
          <ul className="rota-notes">
            {mine.shifts.map((shift) => (
              <li key={shift.id}>
                <b className="figures">{spanWords(shift, true)}</b>
                <span>
                  {shift.rota.name} · {pick(rotaKinds[shift.rota.kind].label)} · {pick(shiftParts[shift.part])}
                </span>
                <small>{[shift.rota.place, shift.rota.phone].filter(Boolean).join(' · ')}</small>
              </li>
            ))}
          </ul>
        </MobileCard>
      )}
    </MobileShell>
  );
}
