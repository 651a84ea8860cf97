import type { Door, HouseDetail } from '../../../../contract/houses.ts';
import { store } from '../../../offline/field-outbox.ts';
import { keptPrefixOf } from '../../../offline/kept-key.ts';
import type { Kept } from '../../../offline/kept-reads.ts';
import { useKeptApi } from '../../../offline/use-kept-api.ts';

/** A door as its page shows it, whether it was asked for by itself or taken along with its building. */
export type DoorOnPhone = Omit<Door, 'communityName' | 'words' | 'buildingName' | 'floor'>;

type OfHouse = Pick<HouseDetail, 'residentsBefore'> & Omit<DoorOnPhone, 'residentsBefore'>;

/** A door among those taken along with their buildings. */
async function findTaken(owner: string, ref: string): Promise<Kept<HouseDetail> | undefined> {
  const prefix = keptPrefixOf('GET /buildings/:id/doors');
  const taken = await store.kept
    .where('[owner+key]')
    .between([owner, prefix], [owner, `${prefix}\uffff`])
    .toArray();
  for (const { answer, at } of taken) {
    const found = (answer as { readonly doors: readonly Door[] }).doors.find((door) => door.ref === ref);
    // Whoever lived there before is a number here; the page says no more of it either.
    const before = { residentsBefore: Array.from({ length: found?.residentsBefore ?? 0 }) };
    if (found) return { answer: { ...found, ...before } as unknown as HouseDetail, at, isOld: true };
  }
  return undefined;
}

/** A door: from the server, else as it was last seen by itself, else as it was taken along with its building. */
export function useDoor(ref: string) {
  const query = useKeptApi('GET /houses/:ref', { params: { ref } }, { elsewhere: (owner) => findTaken(owner, ref) });
  const house: OfHouse | undefined = query.data?.answer;
  const door: DoorOnPhone | undefined = house && { ...house, residentsBefore: house.residentsBefore.length };
  return { ...query, door };
}
