import { Link, useNavigate } from '@tanstack/react-router';
import type { VisitDoor } from '../../../../contract/visits.ts';
import { useWords } from '../../../kit/i18n.ts';
import { useReach } from '../../../kit/use-reach.ts';
import { FieldBanner } from '../../../offline/FieldBanner.tsx';
import { OldNote } from '../../../offline/OldNote.tsx';
import { dueOnPhone } from '../../../offline/stock.ts';
import { useKeptApi } from '../../../offline/use-kept-api.ts';
import { useRows } from '../../../offline/use-outbox.ts';
import { MobileCard, MobileShell } from '../../../ui/mobile/MobileShell.tsx';
import { Empty, ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { rulesOf, useVisitWords } from '../visit-words.ts';
import './visits.css';

/** Doors whose visit is written down and has not arrived yet. */
export function useWrittenDoors(): ReadonlySet<string> {
  const rows = useRows() ?? [];
  const houses = rows
    .filter(({ command, state }) => command === 'visits.record' && state !== 'done' && state !== 'draft')
    .map(({ input }) => (input as { readonly house?: string } | null)?.house ?? '');
  return new Set(houses);
}

const standings = ['overdue', 'today', 'soon', 'later'] as const;

/** /visits: the doors that are due, there without a signal as they last stood. */
export function VisitsPage() {
  const t = useWords('visits');
  const navigate = useNavigate();
  const isReached = useReach();
  const { data, error, isPending, refetch } = useKeptApi('GET /visits/due', { query: dueOnPhone });
  const written = useWrittenDoors();
  const items = data?.answer.items;
  return (
    <MobileShell
      look="work"
      title={t('title')}
      onBack={() => void navigate({ to: '/' } as never)}
      {...(isReached ? {} : { banner: <FieldBanner /> })}
    >
      <OldNote kept={data} />
      {error && (
        <MobileCard>
          <ErrorBlock error={error} onRetry={() => void refetch()} />
        </MobileCard>
      )}
      {isPending && (
        <MobileCard>
          <Loading lines={6} />
        </MobileCard>
      )}
      {items?.length === 0 && (
        <MobileCard>
          <Empty title={t('none')} hint={t('noneHint')} />
        </MobileCard>
      )}
      {items &&
        standings.map((standing) => {
          const doors = items.filter((door) => door.standing === standing);
          return (
            doors.length > 0 && (
              <MobileCard key={standing} title={t(standing)} aside={String(doors.length)}>
                <ul className="visit-doors">
                  {doors.map((door) => (
                    <DoorLine key={door.houseRef} door={door} isWritten={written.has(door.houseRef)} />
                  ))}
                </ul>
              </MobileCard>
            )
          );
        })}
    </MobileShell>
  );
}

function DoorLine({ door, isWritten }: { readonly door: VisitDoor; readonly isWritten: boolean }) {
  const t = useWords('visits');
  const say = useVisitWords();
  const wishes = [...new Set(door.people.flatMap(({ wish }) => say.wish(wish)))];
  return (
    <li>
      <Link to={'/visits/$house' as never} params={{ house: door.houseRef } as never}>
        <b>{door.address}</b>
        <span>{door.people.map(({ name }) => name).join('、') || t('doorItself')}</span>
        <small>{rulesOf(door).map(say.rule).join(' · ')}</small>
        {wishes.length > 0 && <em>{wishes.join(' · ')}</em>}
        {isWritten && <em>{t('waiting')}</em>}
      </Link>
    </li>
  );
}
