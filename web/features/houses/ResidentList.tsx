import { Link } from '@tanstack/react-router';
import { type Resident, usePeriodWords, useResidentWords } from './house-words.ts';

/** People of a home or a household, a line each; a name leads to the record where the reader may see it. */
export function ResidentList({ residents }: { readonly residents: readonly Resident[] }) {
  const sayResident = useResidentWords();
  const sayPeriod = usePeriodWords();
  return (
    <ul className="houses-lines">
      {residents.map((one) => (
        <li
          key={`${one.ref ?? one.name} ${one.fromOn} ${one.toOn} ${one.kind}`}
          className={one.toOn === null ? undefined : 'houses-past'}
        >
          {one.ref ? (
            <Link to={'/people' as never} search={{ ref: one.ref } as never}>
              {one.name}
            </Link>
          ) : (
            <b>{one.name}</b>
          )}
          <span>{[sayResident(one), one.fromOn || one.toOn ? sayPeriod(one) : ''].filter(Boolean).join(' · ')}</span>
        </li>
      ))}
    </ul>
  );
}
