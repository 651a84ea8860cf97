import { composeCitizenId } from '../../identifiers/citizen-id.ts';

/** A person of a made-up community, as a ledger must give them back. */
export interface MadePerson {
  readonly id: string;
  readonly name: string;
  readonly sex: '1' | '2';
  readonly birthOn: string;
  readonly phones: readonly string[];
  readonly house: string;
  readonly alone: boolean;
  readonly disabled: boolean;
  readonly lowIncome: boolean;
}

export interface MadeHome {
  readonly building: string;
  readonly unit: string;
  readonly room: string;
  readonly key: string;
  readonly people: readonly MadePerson[];
}

export type Random = () => number;

/** Mulberry32: the same seed gives the same community. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

export const chance = (random: Random, share: number): boolean => random() < share;

export function shuffle<T>(random: Random, list: readonly T[]): T[] {
  const left = [...list];
  return Array.from({ length: left.length }, () => left.splice(Math.floor(random() * left.length), 1)[0] as T);
}

const surnames = [...'王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗高', '欧阳', '上官', '司徒'];
const givenNames = [...'伟芳娜敏静强磊洋勇艳杰娟涛明超霞平刚桂英华'];

const two = (value: number): string => String(value).padStart(2, '0');

function makePerson(random: Random, house: string, serial: number): MadePerson {
  const birthOn = `${1930 + Math.floor(random() * 90)}-${two(1 + Math.floor(random() * 12))}-${two(1 + Math.floor(random() * 28))}`;
  // Serials keep clear of 00: with a 0 behind them they read as rounded.
  const order = 11 + (serial % 9) * 100 + (serial % 80);
  const id = composeCitizenId(pick(random, ['440703', '130111', '320106', '510104']), birthOn, order);
  const mobile = (): string =>
    `1${pick(random, ['39', '50', '86', '77'])}${String(Math.floor(random() * 1e8)).padStart(8, '0')}`;
  const count = chance(random, 0.25) ? 0 : chance(random, 0.2) ? 2 : 1;
  const second = chance(random, 0.6) ? pick(random, givenNames) : '';
  return {
    id,
    name: pick(random, surnames) + pick(random, givenNames) + second,
    sex: Number(id[16]) % 2 === 1 ? '1' : '2',
    birthOn,
    phones: [...new Set(Array.from({ length: count }, mobile))],
    house,
    alone: chance(random, 0.1),
    disabled: chance(random, 0.1),
    lowIncome: chance(random, 0.1),
  };
}

/** Homes of several buildings with nobody, one or a few people in each. */
export function makeHomes(random: Random, count: number, hasUnits: boolean): MadeHome[] {
  const homes: MadeHome[] = [];
  let serial = Math.floor(random() * 900);
  for (let i = 0; i < count; i += 1) {
    const building = String(1 + Math.floor(i / 7));
    const unit = hasUnits ? String(1 + (Math.floor(i / 3) % 2)) : '';
    const room = `${1 + (i % 7)}0${1 + (i % 2)}`;
    const key = `${building}-${unit}-${room}`;
    const size = chance(random, 0.15) ? 0 : 1 + Math.floor(random() * 4);
    const people = Array.from({ length: size }, (_, n) => makePerson(random, key, serial + n + 1));
    serial += size;
    homes.push({ building, unit, room, key, people });
  }
  return homes;
}
