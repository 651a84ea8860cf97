/** Above every area's id; a community's sealed cases are stored beside it, under its own id and this. */
const sealedFrom = 1_000_000_000_000;

/** Where the sealed cases of a community are stored: under an id that no area has, so that no scope of areas ever contains it. */
export function sealedStorageOf(communityId: number): number {
  return communityId + sealedFrom;
}

export function isSealedStorage(storageId: number): boolean {
  return storageId >= sealedFrom;
}

/** The community whose rows a storage holds, sealed or not. */
export function communityOf(storageId: number): number {
  return isSealedStorage(storageId) ? storageId - sealedFrom : storageId;
}

/** Sealed cases of a day are counted from here on, apart: a gap in the others' numbers would tell of them. */
export const firstSealedSerial = 50_001;
/** Fewer than so many sealed cases of a kind in a month and a community are not published. */
export const publishedFrom = 10;
