import { usePick } from '../../kit/i18n.ts';
import type { PersonValue } from './fields.ts';
import { peopleWords } from './people-words.ts';
import './people-input.css';

interface PeopleInputProps {
  readonly id?: string | undefined;
  readonly label: string;
  readonly max?: number | undefined;
  readonly value: unknown;
  readonly onChange: (value: readonly PersonValue[]) => void;
}

/** People by name, each with a phone where there is one: on the desk and on a phone alike. */
export function PeopleInput({ id, label, max = 20, value, onChange }: PeopleInputProps) {
  const pick = usePick();
  const given = (Array.isArray(value) ? value : []) as readonly PersonValue[];
  const rows = given.length > 0 ? given : [{ name: '' }];
  const change = (at: number, part: Partial<PersonValue>) =>
    onChange(rows.map((row, n) => (n === at ? { ...row, ...part } : row)));
  return (
    <fieldset className="ll-people" id={id}>
      <legend className="visually-hidden">{label}</legend>
      {rows.map((row, at) => {
        const nth = pick(peopleWords.nth(at + 1));
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has nothing of its own but its place
          <div className="ll-people-row" key={at}>
            <input
              aria-label={`${label} ${nth} ${pick(peopleWords.name)}`}
              placeholder={pick(peopleWords.name)}
              maxLength={40}
              autoComplete="off"
              value={row.name}
              onChange={(event) => change(at, { name: event.target.value, ref: undefined })}
            />
            <input
              aria-label={`${label} ${nth} ${pick(peopleWords.phone)}`}
              placeholder={pick(peopleWords.phone)}
              inputMode="tel"
              maxLength={30}
              autoComplete="off"
              value={row.phone ?? ''}
              onChange={(event) => change(at, { phone: event.target.value })}
            />
            {rows.length > 1 && (
              <button
                type="button"
                aria-label={`${pick(peopleWords.remove)} ${nth}`}
                onClick={() => onChange(rows.filter((_, n) => n !== at))}
              >
                ✕
              </button>
            )}
          </div>
        );
      })}
      {rows.length < max && (
        <button type="button" className="ll-people-add" onClick={() => onChange([...rows, { name: '' }])}>
          {pick(peopleWords.add)}
        </button>
      )}
    </fieldset>
  );
}
