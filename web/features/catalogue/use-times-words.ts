import { useWords } from '../../kit/i18n.ts';
import type { RuleTimes } from './routing-draft.ts';

/** Says when a rule holds. */
export function useTimesWords(): (times: RuleTimes) => string {
  const t = useWords('catalogue');
  return ({ hours, from, to, months }) => {
    const parts = [
      hours === 'office' ? t('routing.officeHours') : hours === 'closed' ? t('routing.closedHours') : '',
      from !== undefined && to !== undefined ? t('routing.clock', { from, to }) : '',
      months ? t('routing.months', { list: sayMonths(months) }) : '',
    ].filter((part) => part !== '');
    return parts.length === 0 ? t('routing.always') : parts.join(' · ');
  };
}

/** 5, 6, 7, 11 as 5–7, 11. */
export function sayMonths(months: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const month of [...months].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && last[1] === month - 1) last[1] = month;
    else runs.push([month, month]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}
