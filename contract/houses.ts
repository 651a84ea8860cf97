import { z } from 'zod';
import { houseDetails } from '../domain/registry/fields.ts';
import { text } from '../domain/text.ts';
import { change } from './people.ts';
import { command, route } from './route.ts';
import { areaId, bilingual, isoDay, isoInstant, pageOf, pageQuery, rowRef, words } from './shapes.ts';

const use = z.enum(['residence', 'commercial', 'office', 'storage', 'mixed', 'other']);
const tenure = z.enum(['owner', 'let', 'shared-let', 'vacant', 'lent', 'unknown']);

const houseItem = z.object({
  ref: rowRef,
  words: z.string(),
  buildingId: z.number(),
  buildingName: z.string(),
  unitName: z.string().nullable(),
  floor: z.number().int().nullable(),
  room: z.string(),
  use,
  tenure,
  areaM2: z.number().nullable(),
  residents: z.number().int(),
  communityName: z.string(),
});
export type HouseItem = z.output<typeof houseItem>;

const resident = z.object({
  /** Null where the person lies outside the asker's area by now. */
  ref: rowRef.nullable(),
  name: z.string(),
  sex: z.string(),
  age: z.number().int().nullable(),
  asWhat: z.string(),
  kind: z.string(),
  relationToHead: z.string().nullable(),
  fromOn: isoDay.nullable(),
  toOn: isoDay.nullable(),
  householdId: z.uuid().nullable(),
  isHead: z.boolean(),
});

const houseDetail = houseItem.extend({
  address: z.string(),
  doorKey: z.string(),
  residentsNow: z.array(resident),
  residentsBefore: z.array(resident),
  households: z.array(
    z.object({
      ref: rowRef,
      registerNo: z.string().nullable(),
      headName: z.string().nullable(),
      members: z.number().int(),
    }),
  ),
  owners: z.array(
    z.object({
      name: z.string(),
      ref: rowRef.nullable(),
      share: z.string(),
      certificateNo: z.string().nullable(),
      fromOn: isoDay.nullable(),
      toOn: isoDay.nullable(),
    }),
  ),
  details: z.array(z.object({ key: z.string(), label: bilingual, value: z.string(), text: bilingual })),
  changes: z.array(change),
  /** Names of those who live there are shown to those who may see people. */
  seesPeople: z.boolean(),
  mayWrite: z.boolean(),
  /** Residents and households may be changed. */
  mayWritePeople: z.boolean(),
  updatedAt: isoInstant,
});
export type HouseDetail = z.output<typeof houseDetail>;

/** A door as a phone keeps it for where there is no signal: who lives there, and no number. */
const door = houseItem.extend({
  address: z.string(),
  /** Names of those who live there are shown to those who may see people. */
  seesPeople: z.boolean(),
  residentsNow: z.array(resident),
  /** How many lived there before. */
  residentsBefore: z.number().int(),
});
export type Door = z.output<typeof door>;

export const houseFilter = z.object({
  q: z.string().max(60).optional(),
  area: areaId.optional(),
  tenure: tenure.optional(),
  use: use.optional(),
});

export const houseRoutes = {
  'POST /houses': route({
    access: { capability: 'houses.read' },
    summary: text('房屋列表', 'Homes'),
    asks: pageQuery.extend(houseFilter.shape),
    output: pageOf(houseItem),
  }),
  'GET /houses/at': route({
    access: { capability: 'houses.read' },
    summary: text('这扇门后住着谁', 'Who lives behind a door'),
    query: z.object({ building: areaId, unit: areaId.optional(), room: words(20).pipe(z.string().min(1)) }),
    output: houseDetail,
  }),
  'GET /houses/:ref': route({
    access: { capability: 'houses.read' },
    summary: text('房屋详情：现住、曾住、户、产权', 'One home: who lives there, who did, households, owners'),
    params: z.object({ ref: rowRef }),
    output: houseDetail,
  }),
  'GET /buildings/:id/houses': route({
    access: { capability: 'houses.read' },
    summary: text('楼栋：每层每户', 'A building: every floor and door'),
    params: z.object({ id: areaId }),
    output: z.object({
      buildingId: z.number(),
      name: z.string(),
      gridName: z.string().nullable(),
      units: z.array(
        z.object({ unitId: z.number().nullable(), name: z.string().nullable(), houses: z.array(houseItem) }),
      ),
      /** More doors than fit one page are cut here; the list has them all. */
      isCut: z.boolean(),
    }),
  }),
  'GET /buildings/:id/doors': route({
    access: { capability: 'houses.read' },
    summary: text('带在手机上的楼栋：每扇门后住着谁', 'A building to take along: who lives behind each door'),
    audits: true,
    params: z.object({ id: areaId }),
    output: z.object({
      buildingId: z.number(),
      name: z.string(),
      doors: z.array(door),
      /** More doors than one answer holds are cut here. */
      isCut: z.boolean(),
    }),
  }),
  'GET /households/:ref': route({
    access: { capability: 'people.read' },
    summary: text('户', 'A household'),
    params: z.object({ ref: rowRef }),
    output: z.object({
      ref: rowRef,
      registerNo: z.string().nullable(),
      houseRef: rowRef.nullable(),
      houseWords: z.string().nullable(),
      headRef: rowRef.nullable(),
      members: z.array(resident),
      mayWrite: z.boolean(),
      updatedAt: isoInstant,
    }),
  }),
} as const;

export const houseCommands = {
  'houses.register': command({
    access: { capability: 'houses.write' },
    summary: text('登记房屋', 'Register a home'),
    input: z.object({
      buildingId: areaId,
      unitId: areaId.nullable().default(null),
      floor: z.number().int().min(-5).max(150).nullable().default(null),
      room: words(20).refine((value) => value !== ''),
      use: use.default('residence'),
      tenure: tenure.default('unknown'),
      areaM2: z.number().min(0).max(100_000).nullable().default(null),
      details: houseDetails.default({}),
    }),
    output: z.object({ ref: rowRef }),
  }),
  'houses.correct': command({
    access: { capability: 'houses.write' },
    summary: text('更正房屋', 'Correct a home'),
    input: z.object({
      ref: rowRef,
      basedOn: isoInstant.optional(),
      floor: z.number().int().min(-5).max(150).nullable().optional(),
      use: use.optional(),
      tenure: tenure.optional(),
      areaM2: z.number().min(0).max(100_000).nullable().optional(),
      details: houseDetails.default({}),
    }),
    output: z.object({ ref: rowRef, updatedAt: isoInstant }),
  }),
  'households.form': command({
    access: { capability: 'people.write' },
    summary: text('立户：把同住的人编成一户', 'Form a household of people who live together'),
    input: z.object({
      houseRef: rowRef,
      registerNo: words(30).nullable().default(null),
      headRef: rowRef,
      memberRefs: z.array(rowRef).min(1).max(40),
    }),
    output: z.object({ ref: rowRef }),
  }),
  'households.split': command({
    access: { capability: 'people.write' },
    summary: text('分户：把几个人从一户分出来另立一户', 'Split a household: some of it form another'),
    input: z.object({
      ref: rowRef,
      headRef: rowRef,
      memberRefs: z.array(rowRef).min(1).max(40),
      registerNo: words(30).nullable().default(null),
    }),
    output: z.object({ ref: rowRef }),
  }),
  'households.setHead': command({
    access: { capability: 'people.write' },
    summary: text('变更户主', 'Change the head'),
    input: z.object({ ref: rowRef, headRef: rowRef }),
    output: z.object({ ref: rowRef }),
  }),
  'ownerships.set': command({
    access: { capability: 'houses.write' },
    summary: text('登记产权人', 'Set the owners'),
    input: z.object({
      houseRef: rowRef,
      on: isoDay,
      owners: z
        .array(
          z.object({
            peopleRef: rowRef.nullable().default(null),
            organisationName: words(80).nullable().default(null),
            shareNum: z.number().int().min(1).default(1),
            shareDen: z.number().int().min(1).default(1),
            certificateNo: words(40).nullable().default(null),
          }),
        )
        .min(1)
        .max(20),
    }),
    output: z.object({ houseRef: rowRef }),
  }),
} as const;
