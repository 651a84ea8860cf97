/** The door a code stands at; the tag is what only the platform can make. */
export interface SheetDoor {
  readonly communityId: number;
  readonly houseId: string;
}

export const sheetTagLetters = 20;

/** What the code at a door says behind the address: `2s-0198…-1f…`. */
export function writeSheetCode({ communityId, houseId }: SheetDoor, tag: string): string {
  return `${communityId.toString(36)}-${houseId.replaceAll('-', '')}-${tag}`;
}

/** Reads what a code at a door says; undefined for anything else. */
export function readSheetCode(written: string): (SheetDoor & { readonly tag: string }) | undefined {
  const match = /^([0-9a-z]{1,10})-([0-9a-f]{32})-([0-9a-f]{20})$/.exec(written);
  if (!match) return undefined;
  const [, community = '', id = '', tag = ''] = match;
  const communityId = Number.parseInt(community, 36);
  if (!Number.isSafeInteger(communityId) || communityId === 0) return undefined;
  return { communityId, houseId: id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'), tag };
}
