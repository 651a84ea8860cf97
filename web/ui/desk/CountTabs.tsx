import './count-tabs.css';

export interface CountTab {
  readonly key: string;
  readonly label: string;
  /** Absent while it is being counted. */
  readonly count?: number | undefined;
  /** Red only where something is late, amber only where it soon will be. */
  readonly tone?: 'near' | 'late' | undefined;
}

interface CountTabsProps {
  readonly label: string;
  /** The first row large (by state), the second small (by clock). */
  readonly rows: readonly (readonly CountTab[])[];
  /** The chosen key of each row; undefined where none is. */
  readonly value: readonly (string | undefined)[];
  /** A press on the chosen tab takes the filter off again. */
  readonly onChange: (row: number, key: string | undefined) => void;
}

/** Counts that are filters: by state in the first row, by clock in the second. */
export function CountTabs({ label, rows, value, onChange }: CountTabsProps) {
  return (
    <fieldset className="ll-counts" aria-label={label}>
      {rows.map((tabs, row) => (
        <div key={tabs[0]?.key ?? row} className={row === 0 ? 'll-counts-large' : 'll-counts-small'}>
          {tabs.map(({ key, label: words, count, tone }) => {
            const isOn = value[row] === key;
            const toneClass = tone && count ? ` ll-counts-${tone}` : '';
            return (
              <button
                type="button"
                key={key}
                aria-pressed={isOn}
                className={`${isOn ? 'll-on' : ''}${toneClass}`}
                onClick={() => onChange(row, isOn ? undefined : key)}
              >
                <span>{words}</span>
                <b>{count ?? '–'}</b>
              </button>
            );
          })}
        </div>
      ))}
    </fieldset>
  );
}
