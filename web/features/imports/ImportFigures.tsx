import type { ImportCounts } from '../../../contract/imports.ts';
import { useWords } from '../../kit/i18n.ts';

const shownNames = 12;

/** What a run did beside the people: homes, households, moves, what stood, which buildings are new. */
export function ImportFigures({ counts }: { readonly counts: ImportCounts }) {
  const t = useWords('imports');
  const { houses, newBuildings } = counts;
  const parts = [
    t('result.of', { rows: counts.rows }),
    t('result.people', { created: counts.people.created, updated: counts.people.updated }),
    ...(counts.people.unchanged > 0 ? [t('result.unchanged', { n: counts.people.unchanged })] : []),
    t('result.houses', { created: houses.created, updated: houses.updated }),
    t('result.living', { n: counts.residences, households: counts.households }),
    ...(counts.moved > 0 ? [t('result.moved', { n: counts.moved })] : []),
    ...(counts.ownerships > 0 ? [t('result.owners', { n: counts.ownerships })] : []),
    ...(counts.stood > 0 ? [t('result.stood', { n: counts.stood })] : []),
  ];
  const names = newBuildings.slice(0, shownNames).map(({ name }) => name);
  const more = newBuildings.length > shownNames ? ` ${t('result.more', { n: newBuildings.length })}` : '';
  return (
    <div className="imports-figures">
      <ul>
        {parts.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      {names.length > 0 && <p>{t('result.newBuildings', { names: names.join('、') + more })}</p>}
    </div>
  );
}
