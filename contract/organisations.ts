import { z } from 'zod';
import { organisationKindCodes } from '../domain/registry/organisation-kinds.ts';
import { text } from '../domain/text.ts';
import { areaKind, stamp } from './areas.ts';
import { command, route } from './route.ts';
import { areaId, isoDay, isoInstant, pageOf, pageQuery, words } from './shapes.ts';

const organisationKind = z.enum(organisationKindCodes);
const organisationName = words(80).pipe(z.string().min(1));
const phoneWords = words(40);
const creditCode = words(30);

const organisationRow = z.object({
  id: z.uuid(),
  kind: organisationKind,
  name: z.string(),
  shortName: z.string().nullable(),
  parentId: z.uuid().nullable(),
  area: z.object({ id: z.number(), kind: areaKind, name: z.string() }),
  phone: z.string().nullable(),
  creditCode: z.string().nullable(),
  validFrom: isoDay,
  validTo: isoDay.nullable(),
  childCount: z.number().int(),
});
export type OrganisationRow = z.output<typeof organisationRow>;

const organisationVersion = z.object({
  validFrom: isoDay,
  validTo: isoDay.nullable(),
  stamp,
  name: z.string(),
  shortName: z.string().nullable(),
  parent: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  area: z.object({ id: z.number(), kind: areaKind, name: z.string() }),
  phone: z.string().nullable(),
  creditCode: z.string().nullable(),
  reason: z.string().nullable(),
  made: z.object({ name: z.string().nullable(), at: isoInstant }),
});
export type OrganisationVersion = z.output<typeof organisationVersion>;

const organisationView = z.object({
  id: z.uuid(),
  kind: organisationKind,
  current: organisationVersion,
  planned: z.array(organisationVersion),
  /** From the top down to itself. */
  path: z.array(z.object({ id: z.uuid(), name: z.string() })),
  may: z.object({ manage: z.boolean() }),
});
export type OrganisationView = z.output<typeof organisationView>;

export const organisationRoutes = {
  'POST /organisations': route({
    access: { capability: 'organisations.read' },
    summary: text('查组织机构', 'Organisations, by area, kind or name'),
    asks: pageQuery.extend({
      /** In this area or below it. */
      areaId: areaId.optional(),
      kind: organisationKind.optional(),
      q: words(60).optional(),
    }),
    output: pageOf(organisationRow),
  }),
  'GET /organisations/tree': route({
    access: { capability: 'organisations.read' },
    summary: text('一级一级看组织机构', 'The organisation tree, level by level'),
    query: z.object({ parent: z.uuid().optional(), areaId: areaId.optional() }),
    output: z.object({ items: z.array(organisationRow), isCut: z.boolean() }),
  }),
  'GET /organisations/:id': route({
    access: { capability: 'organisations.read' },
    summary: text('一个单位', 'An organisation'),
    params: z.object({ id: z.uuid() }),
    output: organisationView,
  }),
  'GET /organisations/:id/history': route({
    access: { capability: 'organisations.read' },
    summary: text('一个单位的历次变更', 'All versions of an organisation, newest first'),
    params: z.object({ id: z.uuid() }),
    output: z.object({ items: z.array(organisationVersion) }),
  }),
} as const;

export const organisationCommands = {
  'organisations.create': command({
    access: { capability: 'organisations.manage' },
    summary: text('新增单位', 'Add an organisation'),
    input: z.object({
      kind: organisationKind,
      parentId: z.uuid().optional(),
      areaId,
      name: organisationName,
      shortName: words(30).optional(),
      creditCode: creditCode.optional(),
      phone: phoneWords.optional(),
      from: isoDay,
      reason: words(200).optional(),
    }),
    output: z.object({ id: z.uuid(), stamp }),
  }),
  'organisations.change': command({
    access: { capability: 'organisations.manage' },
    summary: text('变更单位', 'Change an organisation from a day on'),
    input: z.object({
      id: z.uuid(),
      basedOn: stamp,
      from: isoDay,
      parentId: z.uuid().nullable().optional(),
      areaId: areaId.optional(),
      name: organisationName.optional(),
      shortName: words(30).nullable().optional(),
      creditCode: creditCode.nullable().optional(),
      phone: phoneWords.nullable().optional(),
      reason: words(200).optional(),
    }),
    output: z.object({ id: z.uuid(), stamp }),
  }),
  'organisations.withdrawChange': command({
    access: { capability: 'organisations.manage' },
    summary: text('撤销还没生效的变更', 'Withdraw a planned change'),
    input: z.object({ id: z.uuid(), basedOn: stamp }),
    output: z.object({ id: z.uuid(), stamp }),
  }),
  'organisations.close': command({
    access: { capability: 'organisations.manage' },
    summary: text('撤销单位', 'Close an organisation'),
    input: z.object({ id: z.uuid(), basedOn: stamp, on: isoDay, reason: words(200).optional() }),
    output: z.object({ id: z.uuid() }),
  }),
} as const;
