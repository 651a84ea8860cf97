import type { Capability } from '../access/capabilities.ts';
import { type RoleCode, separatedRoles } from '../access/roles.ts';
import { type Text, text } from '../text.ts';
import { toHex } from './sha256.ts';

/** A code is shown for a minute; one that was just shown, or is shown by a clock a minute off, still counts. */
export const doorStepMs = 60_000;
export const doorDrift = 1;
/** How long a phone may show codes after it last reached the platform. */
export const doorKeyLifeMs = 24 * 3_600_000;

/** Whoever keeps the platform itself goes to no doors. */
const deskRoles: readonly RoleCode[] = [...separatedRoles, 'district-office'];

/** Whether a role comes to people's doors at all. */
export function comesToDoors(role: RoleCode): boolean {
  return !deskRoles.includes(role);
}

/** Why somebody comes, in words that tell nothing of anybody else; each for those who may do it there. */
export const doorPurposes = {
  v: { label: text('走访', 'A visit'), needs: 'areas.read' },
  r: { label: text('登记住户信息', 'Registering who lives here'), needs: 'people.write' },
  h: { label: text('处理一件报事', 'Handling a reported matter'), needs: 'cases.handle' },
  c: { label: text('核查一件报事', 'Checking a reported matter'), needs: 'cases.check' },
  s: { label: text('安全检查', 'A safety check'), needs: 'areas.read' },
  n: { label: text('送通知', 'Bringing a notice'), needs: 'areas.read' },
} as const satisfies Record<string, { readonly label: Text; readonly needs: Capability }>;

export type DoorPurpose = keyof typeof doorPurposes;

export function isDoorPurpose(value: string): value is DoorPurpose {
  return Object.hasOwn(doorPurposes, value);
}

/** What a code is good for: one community, one purpose, one minute. */
export interface DoorClaim {
  readonly communityId: number;
  readonly purpose: DoorPurpose;
  readonly step: number;
}

/** The minute an instant lies in, in milliseconds since 1970. */
export function doorStep(nowMs: number): number {
  return Math.floor(nowMs / doorStepMs);
}

export interface DoorCode {
  /** Six digits, to be read out. */
  readonly digits: string;
  /** For the QR code: too long to be guessed. */
  readonly tag: string;
}

const tagLetters = 24;

/** HMAC-SHA-256 under a worker's key: the phone's own, or the server's faster one. */
export type DoorMac = (message: Uint8Array) => Uint8Array;

/** The code of a claim under a worker's key; the digits and the tag come from different ends of one keyed hash. */
export function doorCode(mac: DoorMac, { communityId, purpose, step }: DoorClaim): DoorCode {
  const hash = mac(new TextEncoder().encode(`linli door\n${communityId}\n${purpose}\n${step}`));
  const number = new DataView(hash.buffer, hash.byteOffset).getUint32(28) % 1_000_000;
  return { digits: String(number).padStart(6, '0'), tag: toHex(hash.subarray(0, tagLetters / 2)) };
}

/** What the QR code says behind the address: `11-v-1k2x3y-0f…`. */
export function writeDoorCode({ communityId, purpose, step }: DoorClaim, { tag }: DoorCode): string {
  return `${communityId}-${purpose}-${step.toString(36)}-${tag}`;
}

/** Reads what a QR code says; undefined for anything else. */
export function readDoorCode(written: string): (DoorClaim & { readonly tag: string }) | undefined {
  const match = /^(\d{1,15})-([a-z])-([0-9a-z]{1,8})-([0-9a-f]{24})$/.exec(written);
  if (!match || !isDoorPurpose(match[2] as string)) return undefined;
  return {
    communityId: Number(match[1]),
    purpose: match[2] as DoorPurpose,
    step: Number.parseInt(match[3] as string, 36),
    tag: match[4] as string,
  };
}
