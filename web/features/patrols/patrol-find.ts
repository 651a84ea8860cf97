import type { PatrolDue } from '../../../contract/patrols.ts';
import type { HazardKind } from '../../../domain/patrols/hazard-kinds.ts';
import { askToStay, sender, store } from '../../offline/field-outbox.ts';
import { attachFile, beginRow, submitRow } from '../../offline/outbox.ts';

interface Owner {
  readonly id: string;
  readonly name: string;
}

type Spot = Pick<PatrolDue, 'areaId' | 'communityId' | 'kind' | 'name' | 'gridName' | 'point'>;

/** Where a finding lies: a building is its own place, anything else is named. */
const wordsAt = ({ kind, name }: Spot): string => (kind === 'building' ? '' : name);

/** What a form of the hazard begins with at an object, where a photo does not say enough. */
export function grownAt(spot: Spot, hazard: HazardKind) {
  const { areaId, communityId, name, gridName, point } = spot;
  return {
    values: { kind: hazard },
    place: { areaId, communityId, words: name, gridName, ...(point ? { point } : {}) },
    placeWords: wordsAt(spot),
    isAsked: false,
  };
}

interface Finding {
  readonly spot: Spot;
  readonly hazard: HazardKind;
  readonly file: { readonly field: 'photos' | 'voice'; readonly blob: Blob; readonly name: string };
  readonly about: { readonly title: string; readonly deed: string };
}

/** Registers a hazard from one photo or one word said: it lies on the phone first, and goes once there is a signal. */
export async function findHazard(owner: Owner, { spot, hazard, file, about }: Finding): Promise<void> {
  const begins = { type: 'hazard', begin: 'find' };
  const row = { ...about, place: spot.name };
  const id = await beginRow(store, {
    owner: owner.id,
    ownerName: owner.name,
    command: 'cases.raise',
    about: row,
    // If it comes back, it opens as the form would.
    draft: { begins, ...grownAt(spot, hazard), name: '', phone: '', isAnonymous: false, trackToken: newToken() },
  });
  const fileId = await attachFile(store, { rowId: id, ...file });
  await submitRow(store, id, {
    input: {
      ...begins,
      source: 'grid',
      place: { areaId: spot.areaId, words: wordsAt(spot), ...(spot.point ? { point: spot.point } : {}) },
      contact: null,
      fields: { kind: hazard, [file.field]: [fileId] },
    },
    communityId: spot.communityId,
    about: row,
  });
  void sender.flush();
  void askToStay();
}

/** Of a person's link, should somebody turn out to have asked; 128 random bits. */
function newToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** Enters that nothing was found at an object, where a rule asks for it. */
export async function confirmDue(owner: Owner, due: PatrolDue, on: string, deed: string): Promise<void> {
  const about = { title: due.planName, place: due.name, deed };
  const whose = { owner: owner.id, ownerName: owner.name };
  const id = await beginRow(store, { ...whose, command: 'patrols.confirm', about, draft: null });
  const input = { planId: due.planId, ref: due.ref, on };
  await submitRow(store, id, { input, communityId: due.communityId, about });
  void sender.flush();
}
