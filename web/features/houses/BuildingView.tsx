import { useQuery } from '@tanstack/react-query';
import type { HouseItem } from '../../../contract/houses.ts';
import { api } from '../../kit/api.ts';
import { useWords } from '../../kit/i18n.ts';
import { apiQuery, useApi } from '../../kit/use-api.ts';
import { Labelled } from '../../ui/desk/Labelled.tsx';
import { PickInput } from '../../ui/desk/PickInput.tsx';
import type { FormField, FormSources, PickValue } from '../../ui/forms/fields.ts';
import { Empty, ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { StatusDot } from '../../ui/show/StatusDot.tsx';
import { byFloors } from './building-floors.ts';
import { tenures, tenureTones } from './house-words.ts';
import './building-view.css';

/** Buildings by part of their name, with the way there. */
export const buildingSources: FormSources = {
  find: {
    building: async (q, signal) => {
      if (q === '') return [];
      const { items } = await api.get('POST /areas/search', { query: { q, kind: 'building', limit: 20 }, signal });
      return items.map(({ id, name, path }) => ({
        ref: String(id),
        name,
        hint: path
          .slice(-3, -1)
          .map((step) => step.name)
          .join(' '),
      }));
    },
  },
};

interface ViewProps {
  readonly building: number | undefined;
  readonly chosen: string | undefined;
  readonly onBuilding: (id: number) => void;
  readonly onChoose: (ref: string) => void;
}

/** A building as it stands: stairwells beside each other, the top floor above, each door with how many live there. */
export function BuildingView({ building, chosen, onBuilding, onChoose }: ViewProps) {
  const t = useWords('houses');
  // Until one is chosen, the first building of the asker's homes.
  const first = useApi('POST /houses', { query: { limit: 1 } }).data?.items[0];
  const shown = building ?? first?.buildingId;
  const shownName = useBuilding(shown).data?.name;
  const field: FormField & { kind: 'pick' } = { key: 'building', kind: 'pick', from: 'building', label: t('building') };
  return (
    <div className="houses-building">
      <div className="houses-building-head">
        <Labelled label={t('building')}>
          {(id) => (
            <PickInput
              id={id}
              field={field}
              sources={buildingSources}
              {...(shown !== undefined && shownName ? { value: { ref: String(shown), name: shownName } } : {})}
              onChange={(value) => value && onBuilding(Number((value as PickValue).ref))}
            />
          )}
        </Labelled>
        <ul className="houses-legend" aria-label={t('tenure')}>
          {tenures.map((tenure) => (
            <li key={tenure}>
              <StatusDot tone={tenureTones[tenure]}>{t(`tenures.${tenure}`)}</StatusDot>
            </li>
          ))}
        </ul>
      </div>
      {shown === undefined ? (
        <Empty title={t('chooseBuilding')} hint={t('chooseBuildingHint')} />
      ) : (
        <Floors building={shown} chosen={chosen} onChoose={onChoose} />
      )}
    </div>
  );
}

/** Stairwells by their names; doors outside of any (shops at the street) stand last. */
function inOrder<T extends { readonly unitId: number | null }>(units: readonly T[]): readonly T[] {
  return units.toSorted((a, b) => Number(a.unitId === null) - Number(b.unitId === null));
}

function useBuilding(id: number | undefined) {
  return useQuery({ ...apiQuery('GET /buildings/:id/houses', { params: { id: id ?? 0 } }), enabled: id !== undefined });
}

function Floors({
  building,
  chosen,
  onChoose,
}: Omit<ViewProps, 'building' | 'onBuilding'> & { readonly building: number }) {
  const t = useWords('houses');
  const { data, error, refetch } = useBuilding(building);
  if (error) return <ErrorBlock error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={8} />;
  return (
    <section className="houses-floors" aria-label={data.name}>
      <h2>
        {data.name}
        {data.gridName && (
          <span>
            {t('grid')} {data.gridName}
          </span>
        )}
      </h2>
      {data.isCut && <p role="status">{t('cut')}</p>}
      <div className="houses-units">
        {inOrder(data.units).map(({ unitId, name, houses }) => (
          <table key={unitId ?? 'none'}>
            <caption>{name ?? t('withoutUnit')}</caption>
            <tbody>
              {byFloors(houses).map(({ floor, doors }) => (
                <tr key={floor ?? 'none'}>
                  <th scope="row">{floor === null ? '' : t('floorOf', { n: floor })}</th>
                  <td>
                    <div className="houses-doors">
                      {doors.map((door) => (
                        <Door key={door.ref} door={door} isChosen={door.ref === chosen} onChoose={onChoose} />
                      ))}
                    </div>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </section>
  );
}

interface DoorProps {
  readonly door: HouseItem;
  readonly isChosen: boolean;
  readonly onChoose: (ref: string) => void;
}

function Door({ door, isChosen, onChoose }: DoorProps) {
  const t = useWords('houses');
  const residents = door.residents > 0 ? t('residentsOf', { n: door.residents }) : t('nobody');
  return (
    <button
      type="button"
      className={`houses-door houses-tone-${tenureTones[door.tenure]}`}
      aria-pressed={isChosen}
      aria-label={[door.room, t(`tenures.${door.tenure}`), residents].join(' ')}
      onClick={() => onChoose(door.ref)}
    >
      <b className="figures">{door.room}</b>
      <span>{door.residents > 0 ? residents : t(`tenures.${door.tenure}`)}</span>
    </button>
  );
}
