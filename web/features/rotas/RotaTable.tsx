import type { RotaShift } from '../../../contract/rotas.ts';
import type { AnswerOf } from '../../../contract/route.ts';
import { dayNumber, weekdayOf } from '../../../domain/calendar/instant.ts';
import type { Routes } from '../../kit/api.ts';
import { useWords } from '../../kit/i18n.ts';
import { momentOf } from '../../kit/time.ts';
import { gapsOn, shiftGroups, spanWords, type View, weeksOf } from './rota-days.ts';

export type RotaWindow = AnswerOf<Routes['GET /rotas/:id/shifts']>;

interface RotaTableProps {
  readonly day: string;
  readonly view: View;
  readonly shown: RotaWindow;
  readonly onOpen: (shift: RotaShift) => void;
}

/** A week or a month as a plain table: who is there when, and where nobody is. */
export function RotaTable({ day, view, shown, onOpen }: RotaTableProps) {
  const t = useWords('rotas');
  const weeks = weeksOf(day, view);
  const today = momentOf(new Date()).day;
  const facts = new Map(shown.days.map((one) => [one.day, one]));
  const weekday = (one: string) => t(`weekdays.d${weekdayOf(dayNumber(one)) as 0}`);
  return (
    <div className="rota-scroll">
      <table className={`rota-table rota-${view}`}>
        <caption className="visually-hidden">{shown.rota.name}</caption>
        <thead>
          <tr>
            {weeks[0]?.map((one) => (
              <th key={one} scope="col">
                {weekday(one)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((one) => {
                const known = facts.get(one);
                const isOff = known?.isWorking === false;
                return (
                  <td key={one} className={`${one === today ? 'rota-today' : ''}${isOff ? ' rota-off' : ''}`}>
                    <span className="rota-day figures">
                      {one.slice(5)}
                      {isOff && <small>{known.name ?? t('rest')}</small>}
                    </span>
                    <DayShifts shown={shown} day={one} onOpen={onOpen} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface DayShiftsProps extends Pick<RotaTableProps, 'shown' | 'onOpen'> {
  readonly day: string;
}

function DayShifts({ shown, day, onOpen }: DayShiftsProps) {
  const t = useWords('rotas');
  return (
    <>
      {shiftGroups(shown.shifts, day).map((group) => (
        <div key={group[0]?.id} className="rota-shift">
          <small className="figures">{group[0] && spanWords(group[0])}</small>
          {group.map((shift) => (
            <button
              key={shift.id}
              type="button"
              className={shift.isMine ? 'rota-mine' : undefined}
              onClick={() => onOpen(shift)}
            >
              {shift.user.name}
              {shift.part === 'lead' && <em>{t('lead')}</em>}
              {shift.coversName && <em>{t('covers', { name: shift.coversName })}</em>}
            </button>
          ))}
        </div>
      ))}
      {gapsOn(shown.gaps, day).map((gap) => (
        <span key={gap.startsAt} className="rota-gap figures">
          {t('gap', { span: spanWords(gap) })}
        </span>
      ))}
    </>
  );
}
