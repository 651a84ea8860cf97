import { useWords } from '../../../kit/i18n.ts';
import { momentOf } from '../../../kit/time.ts';

/** Says the business day of an instant, or a day, with its weekday: 11 月 27 日（周五）. */
export function useDayWords(): (instant: string) => string {
  const t = useWords('portal');
  return (instant) => {
    const day = instant.length === 10 ? instant : momentOf(instant).day;
    const [, month = 1, date = 1] = day.split('-').map(Number);
    return t('day.text', {
      month: t('day.months').split(',')[month - 1] ?? '',
      day: date,
      weekday: t('day.weekdays').split(',')[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '',
    });
  };
}
