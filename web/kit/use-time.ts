import { useEffect, useState } from 'react';
import { useWords } from './i18n.ts';
import { momentOf, nearness, spanOf } from './time.ts';

/** The time now, renewed every `everyMs` (a minute unless told), so that words about deadlines stay true. */
export function useNow(everyMs = 60_000): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** Says an instant as people do: 09:26 today, else 昨天 17:40, 11-20 08:12, or the full date. */
export function useInstantWords(): (instant: string, now?: Date) => string {
  const t = useWords('common');
  return (instant, now = new Date()) => {
    const { day, time } = momentOf(instant);
    switch (nearness(day, momentOf(now).day)) {
      case 'today':
        return time;
      case 'yesterday':
        return t('time.yesterday', { time });
      case 'tomorrow':
        return t('time.tomorrow', { time });
      case 'this-year':
        return `${day.slice(5)} ${time}`;
      case 'other-year':
        return day;
    }
  };
}

/** Says a length of time in its two largest parts: 1 天 4 小时, 1 小时 12 分, 25 分. */
export function useSpanWords(): (ms: number) => string {
  const t = useWords('common');
  return (ms) => {
    const { days, hours, minutes } = spanOf(ms);
    if (days > 0) return hours > 0 ? t('time.daysHours', { days, hours }) : t('time.days', { days });
    if (hours > 0) return minutes > 0 ? t('time.hoursMinutes', { hours, minutes }) : t('time.hours', { hours });
    return t('time.minutes', { minutes });
  };
}
