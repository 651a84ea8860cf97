import { Button } from 'antd';
import { useState } from 'react';
import { rotaKinds, shiftParts } from '../../../domain/rotas/kinds.ts';
import { api } from '../../kit/api.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { SecretDialog } from '../../ui/desk/SecretDialog.tsx';
import { Card } from '../../ui/desk/SplitPage.tsx';
import { type DeedButton, HandoverList, SwapList } from './RotaNotes.tsx';
import { spanWords } from './rota-days.ts';

/** How many of one's own shifts are listed beside the table. */
const mostShown = 10;

/** A link's secret: 256 random bits. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '');
}

/** My shifts, what waits for my answer, and my calendar. */
export function MyShiftsCard({ button }: { readonly button: DeedButton }) {
  const t = useWords('rotas');
  const pick = usePick();
  const { data } = useApi('GET /rotas/mine');
  if (!data) return null;
  return (
    <div className="rota-two">
      <Card title={t('mine')}>
        {data.shifts.length === 0 && <p className="rota-none">{t('noMine')}</p>}
        <ul className="rota-notes">
          {data.shifts.slice(0, mostShown).map((shift) => (
            <li key={shift.id}>
              <b className="figures">{spanWords(shift, true)}</b>
              <span>
                {shift.rota.name} · {pick(rotaKinds[shift.rota.kind].label)} · {pick(shiftParts[shift.part])}
                {shift.coversName && ` · ${t('covers', { name: shift.coversName })}`}
              </span>
            </li>
          ))}
        </ul>
        <HandoverList handovers={data.handovers} take={button} />
        <SwapList swaps={data.swaps} button={button} />
      </Card>
      <Card title={t('calendar')}>
        <p className="rota-none">{t('calendarHint')}</p>
        <CalendarLink hasOne={data.feedMadeAt !== null} />
      </Card>
    </div>
  );
}

function CalendarLink({ hasOne }: { readonly hasOne: boolean }) {
  const t = useWords('rotas');
  const [made, setMade] = useState<string>();
  const renew = useSend('rotas.renewFeed', ['GET /rotas/mine']);
  const make = () => {
    const key = newKey();
    renew.mutate({ key }, { onSuccess: () => setMade(`${location.origin}/calendars/${key}.ics`) });
  };
  return (
    <div className="rota-deeds">
      <Button href={api.href('GET /rotas/mine/calendar')}>{t('download')}</Button>
      <Button loading={renew.isPending} onClick={make}>
        {hasOne ? t('renewAgain') : t('renew')}
      </Button>
      {made !== undefined && (
        <SecretDialog
          title={t('linkTitle')}
          once={t('linkOnce')}
          label={t('linkLabel')}
          secret={made}
          onDone={() => setMade(undefined)}
        />
      )}
    </div>
  );
}
