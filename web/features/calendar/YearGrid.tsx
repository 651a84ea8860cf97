import type { CalendarYear } from '../../../contract/calendar.ts';
import { businessDay, dayNumber, dayOf, weekdayOf } from '../../../domain/calendar/instant.ts';
import { useLanguage, useWords } from '../../kit/i18n.ts';
import './year-grid.css';

interface YearGridProps {
  readonly year: CalendarYear;
  /** Days can be pressed to set them. */
  readonly onDay?: (day: string) => void;
}

interface ShownDay {
  readonly day: string;
  readonly kind: 'workday' | 'weekend' | 'holiday' | 'make-up';
  readonly name: string | undefined;
}

/** The days of a month, with as many empty places before as its first day needs; weeks begin on Monday. */
function monthOf(year: CalendarYear, month: number): { readonly empty: number; readonly days: readonly ShownDay[] } {
  const known = new Map(year.days.map((day) => [day.day, day]));
  const first = dayNumber(`${year.year}-${String(month).padStart(2, '0')}-01`);
  const end = dayNumber(
    month === 12 ? `${year.year + 1}-01-01` : `${year.year}-${String(month + 1).padStart(2, '0')}-01`,
  );
  const days = Array.from({ length: end - first }, (_, i): ShownDay => {
    const day = dayOf(first + i);
    const set = known.get(day);
    const isWeekend = [0, 6].includes(weekdayOf(first + i));
    const kind = set ? (set.kind === 'holiday' ? 'holiday' : 'make-up') : isWeekend ? 'weekend' : 'workday';
    return { day, kind, name: set?.name };
  });
  return { empty: (weekdayOf(first) + 6) % 7, days };
}

/** Twelve months; holidays and make-up days carry a character, not only a colour. */
export function YearGrid({ year, onDay }: YearGridProps) {
  const t = useWords('calendar');
  const weekdays = t('weekdays').split(',');
  const monthNames = new Intl.DateTimeFormat(useLanguage(), { month: 'long', timeZone: 'UTC' });
  return (
    <div className="calendar-year">
      {Array.from({ length: 12 }, (_, i) => i + 1).map((month) => {
        const { empty, days } = monthOf(year, month);
        const name = monthNames.format(Date.UTC(year.year, month - 1, 15));
        return (
          <section key={month} aria-label={name}>
            <h3>{name}</h3>
            <div className="calendar-month">
              {weekdays.map((weekday, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the weekdays stand in their order
                <span key={at} className="calendar-weekday" aria-hidden>
                  {weekday}
                </span>
              ))}
              {Array.from({ length: empty }, (_, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: empty places
                <span key={`empty-${at}`} />
              ))}
              {days.map((day) => (
                <Day key={day.day} day={day} {...(onDay ? { onDay } : {})} />
              ))}
            </div>
          </section>
        );
      })}
    </div>
  );
}

function Day({ day: { day, kind, name }, onDay }: { readonly day: ShownDay; readonly onDay?: (day: string) => void }) {
  const t = useWords('calendar');
  const isToday = day === businessDay(Date.now());
  const className = `calendar-day calendar-${kind}${isToday ? ' calendar-today' : ''}`;
  const words = t('day', { day, what: name ? `${t(`kinds.${kind}`)} ${name}` : t(`kinds.${kind}`) });
  const face = (
    <>
      <b className="figures">{Number(day.slice(8))}</b>
      {kind === 'holiday' && <i aria-hidden>{t('rest')}</i>}
      {kind === 'make-up' && <i aria-hidden>{t('work')}</i>}
    </>
  );
  if (!onDay)
    return (
      <span className={className} title={name}>
        {face}
        <span className="visually-hidden">{words}</span>
      </span>
    );
  return (
    <button type="button" className={className} title={name} aria-label={words} onClick={() => onDay(day)}>
      {face}
    </button>
  );
}
