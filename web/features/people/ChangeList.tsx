import type { PersonDetail } from '../../../contract/people.ts';
import { personFields } from '../../../domain/registry/fields.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { DetailSection } from '../../ui/desk/SplitPage.tsx';
import { Timeline } from '../../ui/show/Timeline.tsx';

type Change = PersonDetail['changes'][number];

const causes = ['registration', 'correction', 'move', 'merge', 'import'] as const;
const ownKeys = [
  'name',
  'idNumber',
  'sex',
  'bornOn',
  'phones',
  'address',
  'on',
  'reason',
  'tag',
  'from',
  'to',
] as const;

/** The names of what changed, in the language of the screens. */
function useKeyWords(): (key: string) => string | undefined {
  const t = useWords('people');
  const pick = usePick();
  return (key) => {
    const own = ownKeys.find((one) => one === key);
    if (own) return t(`history.keys.${own}`);
    const field = personFields.find((one) => one.key === key);
    return field && pick(field.label);
  };
}

/** A value as people read it: a sex in words, a list with commas. */
function useValueWords(): (key: string, value: unknown) => string {
  const t = useWords('people');
  return (key, value) => {
    if (value === null || value === undefined || value === '') return t('history.empty');
    if (Array.isArray(value)) return value.length === 0 ? t('history.empty') : value.join(t('comma'));
    if (key === 'sex' && (value === 'male' || value === 'female' || value === 'unknown')) return t(`sexes.${value}`);
    if (key === 'reason' && (value === 'died' || value === 'left' || value === 'mistake'))
      return t(`endReasons.${value}`);
    return String(value);
  };
}

function useLines(): (change: Change) => readonly string[] {
  const t = useWords('people');
  const sayKey = useKeyWords();
  const sayValue = useValueWords();
  return ({ before, after }) =>
    [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
      const label = sayKey(key);
      if (label === undefined) return [];
      const now = sayValue(key, after[key]);
      if (!(key in before)) return [t('history.is', { label, value: now })];
      if (!(key in after)) return [t('history.is', { label, value: sayValue(key, before[key]) })];
      return [t('history.fromTo', { label, before: sayValue(key, before[key]), after: now })];
    });
}

/** What changed, when and by whom, newest first. */
export function ChangeList({ changes }: { readonly changes: readonly Change[] }) {
  const t = useWords('people');
  const linesOf = useLines();
  if (changes.length === 0) return null;
  return (
    <DetailSection title={t('part.changes')}>
      <Timeline
        items={changes.map((change, n) => {
          const cause = causes.find((one) => one === change.cause);
          const noun = change.noun === 'tags' ? t('history.tags') : undefined;
          const lines = linesOf(change);
          return {
            key: `${change.at} ${n}`,
            state: 'done' as const,
            title: noun ?? (cause ? t(`history.${cause}`) : change.cause),
            at: change.at,
            text: change.byName,
            ...(lines.length > 0
              ? {
                  extra: (
                    <div className="people-change">
                      {lines.map((line) => (
                        <p key={line}>{line}</p>
                      ))}
                    </div>
                  ),
                }
              : {}),
          };
        })}
      />
    </DetailSection>
  );
}
