import type { HouseDetail } from '../../../contract/houses.ts';
import { houseFields } from '../../../domain/registry/fields.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { DetailSection } from '../../ui/desk/SplitPage.tsx';
import { Timeline } from '../../ui/show/Timeline.tsx';
import { tenures, uses } from './house-words.ts';

type Change = HouseDetail['changes'][number];

const causes = ['registration', 'correction', 'import', 'move', 'merge'] as const;
const keys = ['floor', 'use', 'tenure', 'areaHundredthsM2', 'room', 'owners', 'on'] as const;

function useValueWords(): (key: string, value: unknown) => string {
  const t = useWords('houses');
  return (key, value) => {
    if (value === null || value === undefined || value === '') return t('empty');
    if (Array.isArray(value)) return value.join(t('comma'));
    const use = uses.find((one) => key === 'use' && one === value);
    if (use) return t(`uses.${use}`);
    const tenure = tenures.find((one) => key === 'tenure' && one === value);
    if (tenure) return t(`tenures.${tenure}`);
    return key === 'areaHundredthsM2' ? t('squareMetres', { n: Number(value) / 100 }) : String(value);
  };
}

function useLines(): (change: Change) => readonly string[] {
  const t = useWords('houses');
  const pick = usePick();
  const sayValue = useValueWords();
  const labelOf = (key: string): string | undefined => {
    const own = keys.find((one) => one === key);
    if (own) return t(`keys.${own}`);
    const field = houseFields.find((one) => one.key === key);
    return field && pick(field.label);
  };
  return ({ before, after }) =>
    [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
      const label = labelOf(key);
      if (label === undefined) return [];
      if (key in before && key in after && key !== 'owners')
        return [t('changed', { label, before: sayValue(key, before[key]), after: sayValue(key, after[key]) })];
      return [t('said', { label, value: sayValue(key, key in after ? after[key] : before[key]) })];
    });
}

/** What changed about a home, newest first. */
export function HouseChanges({ changes }: { readonly changes: readonly Change[] }) {
  const t = useWords('houses');
  const linesOf = useLines();
  if (changes.length === 0) return null;
  return (
    <DetailSection title={t('part.changes')}>
      <Timeline
        items={changes.map((change, n) => {
          const cause = causes.find((one) => one === change.cause);
          return {
            key: `${change.at} ${n}`,
            state: 'done' as const,
            title: cause ? t(`causes.${cause}`) : change.cause,
            at: change.at,
            text: change.byName,
            extra: (
              <div className="houses-change">
                {linesOf(change).map((line) => (
                  <p key={line}>{line}</p>
                ))}
              </div>
            ),
          };
        })}
      />
    </DetailSection>
  );
}
