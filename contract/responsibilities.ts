import { z } from 'zod';
import { text } from '../domain/text.ts';
import { areaKind } from './areas.ts';
import { command, route } from './route.ts';
import { areaId, isoDay, lonLat, pageOf, pageQuery, rowRef, words } from './shapes.ts';

const dutyName = words(30).pipe(z.string().min(1));

const colleague = z.object({ userId: z.uuid(), name: z.string(), phoneMasked: z.string().nullable() });

export const post = z.object({
  ref: rowRef,
  area: z.object({ id: z.number(), kind: areaKind, name: z.string() }),
  user: colleague,
  /** The post as the district calls it. */
  duty: z.string(),
  line: z.string().nullable(),
  isLead: z.boolean(),
  validFrom: isoDay,
  validTo: isoDay.nullable(),
  /** Who stands in on that day, if the holder is away. */
  coveredBy: z.array(colleague.extend({ ref: rowRef, validFrom: isoDay, validTo: isoDay.nullable() })),
});
export type Post = z.output<typeof post>;

export const responsibleAnswer = z.object({
  on: isoDay,
  /** From the door up to the community; each level with its posts, the lead first. */
  levels: z.array(
    z.object({ area: z.object({ id: z.number(), kind: areaKind, name: z.string() }), posts: z.array(post) }),
  ),
  /** From the district down to the place asked about. */
  path: z.array(z.object({ id: z.number(), kind: areaKind, name: z.string() })),
  house: z.object({ ref: rowRef, address: z.string() }).nullable(),
});
export type ResponsibleAnswer = z.output<typeof responsibleAnswer>;

/** What everybody may know of a place: whose grid it lies in and whom to call. */
export const publicGrid = z.object({
  areaId: z.number(),
  kind: areaKind,
  /** Building and unit in words, else the name of the area. */
  words: z.string(),
  community: z.object({ id: z.number(), name: z.string() }),
  gridName: z.string().nullable(),
  point: lonLat.nullable(),
  /** Those in post in the grid today, the lead first; whoever stands in takes the place of the one who is away. */
  workers: z.array(
    z.object({ name: z.string(), duty: z.string(), isStandIn: z.boolean(), phone: z.string().nullable() }),
  ),
  /** The community's own desk: its committee, else whoever in the community publishes a number. */
  desk: z.object({ name: z.string(), phone: z.string() }).nullable(),
});
export type PublicGrid = z.output<typeof publicGrid>;

export const responsibilityRoutes = {
  'GET /public/communities': route({
    access: { open: 'a resident chooses where they live before anybody has signed in; names of places alone' },
    summary: text('全部社区', 'Every community, for the portal'),
    output: z.object({
      items: z.array(
        z.object({ id: z.number(), name: z.string(), streetName: z.string().nullable(), point: lonLat.nullable() }),
      ),
    }),
  }),
  'GET /public/grid': route({
    access: { open: 'grids, their workers by name and the numbers they publish are made public by law' },
    summary: text('这里的网格员和社区值班电话（对外公布的）', 'Who looks after this place, as published'),
    query: z.object({ areaId }),
    output: publicGrid,
  }),
  'GET /responsible': route({
    access: { capability: 'areas.read' },
    summary: text('这扇门谁负责', 'Who is responsible for this door'),
    query: z.object({
      unit: areaId.optional(),
      building: areaId.optional(),
      house: rowRef.optional(),
      lon: z.coerce.number().min(-180).max(180).optional(),
      lat: z.coerce.number().min(-90).max(90).optional(),
      on: isoDay.optional(),
    }),
    output: responsibleAnswer,
  }),
  'GET /areas/:id/responsible': route({
    access: { capability: 'areas.read' },
    summary: text('这个区域谁负责', 'Who is responsible for this area'),
    params: z.object({ id: areaId }),
    query: z.object({ on: isoDay.optional() }),
    output: responsibleAnswer,
  }),
  'GET /areas/:id/posts': route({
    access: { capability: 'areas.read' },
    summary: text('区域内的岗位', 'The posts in an area and below it'),
    params: z.object({ id: areaId }),
    query: pageQuery.extend({ on: isoDay.optional(), kind: areaKind.optional() }),
    output: pageOf(post).extend({
      on: isoDay,
      /** Posts in all, whatever kind of area is asked for. */
      total: z.number().int(),
      /** Grids below that nobody looks after on that day; the first fifty are named. */
      vacant: z.object({
        count: z.number().int(),
        grids: z.array(z.object({ id: z.number(), name: z.string(), community: z.string() })),
      }),
    }),
  }),
  'GET /posts/:ref/phone': route({
    access: { capability: 'areas.read' },
    summary: text('查看岗位人员电话', 'Reveal the phone of the one in post'),
    params: z.object({ ref: rowRef }),
    audits: true,
    output: z.object({ name: z.string(), phone: z.string() }),
  }),
  'POST /areas/:id/assignable': route({
    access: { capability: 'responsibilities.manage' },
    summary: text('可以安排到这里的人', 'Staff who may be assigned here'),
    params: z.object({ id: areaId }),
    asks: z.object({ q: words(30).optional() }),
    output: z.object({
      items: z.array(colleague.extend({ roles: z.array(z.string()) })),
    }),
  }),
} as const;

export const responsibilityCommands = {
  'responsibilities.assign': command({
    access: { capability: 'responsibilities.manage' },
    summary: text('安排岗位', 'Assign somebody to an area'),
    input: z.object({
      areaId,
      userId: z.uuid(),
      duty: dutyName,
      line: words(30).optional(),
      isLead: z.boolean().default(false),
      /** The number of the post, published with the name; never the person's own unless they say so. */
      publishedPhone: words(40).optional(),
      from: isoDay,
      to: isoDay.optional(),
    }),
    output: z.object({ ref: rowRef }),
  }),
  'responsibilities.linkHouses': command({
    access: { capability: 'responsibilities.manage' },
    summary: text('安排联系户（包保）', 'Link households with somebody'),
    input: z.object({
      houses: z.array(rowRef).min(1).max(30),
      userId: z.uuid(),
      /** What the link is called here: 联系户, 包保. */
      duty: dutyName,
      from: isoDay,
    }),
    output: z.object({ linked: z.number().int() }),
  }),
  'responsibilities.end': command({
    access: { capability: 'responsibilities.manage' },
    summary: text('结束岗位', 'End a post'),
    input: z.object({ ref: rowRef, on: isoDay }),
    output: z.object({ ref: rowRef }),
  }),
  'responsibilities.cover': command({
    access: { capability: 'responsibilities.manage' },
    summary: text('安排替班（AB 角）', 'Let somebody stand in'),
    input: z.object({ ref: rowRef, userId: z.uuid(), from: isoDay, to: isoDay }),
    output: z.object({ ref: rowRef }),
  }),
} as const;
