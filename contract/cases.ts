import { z } from 'zod';
import { text } from '../domain/text.ts';
import { caseDetail, caseFilter, caseItem, caseTab, mood, phase, source, trackView, typeView } from './case-views.ts';
import { command, route } from './route.ts';
import { areaId, bilingual, isoInstant, lonLat, pageOf, pageQuery, rowRef, words } from './shapes.ts';

const trackToken = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

export const caseRoutes = {
  'POST /cases': route({
    access: { capability: 'cases.read', or: 'cases.take-part' },
    summary: text('事项列表，按到期时间排序', 'Matters, soonest due first'),
    asks: pageQuery.extend(caseFilter.shape).extend({ sort: z.enum(['due', 'raised']).default('due') }),
    output: pageOf(caseItem),
  }),
  'POST /cases/counts': route({
    access: { capability: 'cases.read', or: 'cases.take-part' },
    summary: text('各状态、各时限的数量', 'How many by state and by clock'),
    asks: caseFilter,
    output: z.object({
      tabs: z.record(caseTab, z.number().int()),
      clocks: z.object({
        soon: z.number().int(),
        late: z.number().int(),
        deferred: z.number().int(),
        asked: z.number().int(),
      }),
    }),
  }),
  'GET /cases/types': route({
    access: { open: 'the portal draws its forms from the declarations' },
    summary: text('事项种类', 'Kinds of matters'),
    output: z.array(typeView),
  }),
  'POST /cases/map': route({
    access: { capability: 'cases.read' },
    summary: text('地图上的事项', 'Matters on the map'),
    asks: caseFilter,
    output: z.object({
      points: z.array(
        z.object({ ref: rowRef, title: z.string(), at: lonLat, mood, phase, urgency: z.enum(['normal', 'urgent']) }),
      ),
      isCut: z.boolean(),
    }),
  }),
  'POST /cases/caller': route({
    access: { capability: 'cases.raise' },
    audits: true,
    summary: text('来电人过去的事项', 'What this caller raised before'),
    asks: z.object({ phone: z.string().min(5).max(30) }),
    output: z.object({ phoneMasked: z.string(), name: z.string().nullable(), items: z.array(caseItem) }),
  }),
  'GET /cases/:ref': route({
    access: { capability: 'cases.read', or: 'cases.take-part' },
    summary: text('事项详情', 'One matter'),
    params: z.object({ ref: rowRef }),
    output: caseDetail,
  }),
  'GET /cases/:ref/contact': route({
    access: { capability: 'people.reveal', or: 'cases.take-part' },
    audits: true,
    summary: text('拨打电话：查看诉求人的完整电话', 'Dial: the person’s full number'),
    params: z.object({ ref: rowRef }),
    query: z.object({
      party: z.uuid(),
      reason: z.enum(['handling', 'checking', 'call-back', 'correction']).optional(),
    }),
    output: z.object({ name: z.string(), phone: z.string() }),
  }),
  'GET /track': route({
    access: { signedIn: 'resident' },
    summary: text('我的事项走到哪一步（链接）', 'Where my matter stands (by link)'),
    output: trackView,
  }),
  'POST /track/lookup': route({
    access: {
      open: 'a person without the link asks by number and the last four digits of their phone; limited per address',
    },
    perMinute: 10,
    audits: true,
    summary: text('凭编号和电话后四位查询', 'By number and last four digits'),
    asks: z.object({ number: z.string().max(40), last4: z.string().regex(/^\d{4}$/) }),
    output: trackView.omit({
      offers: true,
      rating: true,
      inquiry: true,
      asked: true,
      prints: true,
      helper: true,
      comingOn: true,
    }),
  }),
  'GET /my/cases': route({
    access: { signedIn: 'resident', helper: ['track'] },
    summary: text('我的办理', 'My matters'),
    query: pageQuery,
    output: pageOf(
      z.object({
        ref: rowRef,
        number: z.string(),
        title: z.string(),
        plain: bilingual,
        steps: trackView.shape.steps,
        raisedAt: isoInstant,
        promiseDueAt: isoInstant.nullable(),
        waitsForMe: z.boolean(),
      }),
    ),
  }),
  'GET /my/cases/:ref': route({
    access: { signedIn: 'resident', helper: ['track'] },
    summary: text('我的一件事', 'One of my matters'),
    params: z.object({ ref: rowRef }),
    output: trackView,
  }),
  'POST /places': route({
    access: { open: 'the portal offers buildings by name and by point; no room, no person' },
    summary: text('找地点：输入几个字，或地图上的一点', 'Find a place by words or by point'),
    asks: z.object({
      q: z.string().max(60).optional(),
      lon: z.coerce.number().optional(),
      lat: z.coerce.number().optional(),
      under: areaId.optional(),
    }),
    output: z.object({
      items: z.array(
        z.object({
          areaId: z.number(),
          kind: z.string(),
          words: z.string(),
          communityId: z.number(),
          communityName: z.string(),
          gridName: z.string().nullable(),
          point: lonLat.nullable(),
        }),
      ),
    }),
  }),
} as const;

/** Where it is: an area chosen (building, unit, grid, community), a point, or both; words for the rest of the way. */
export const placeInput = z.object({
  areaId: areaId.optional(),
  point: lonLat.optional(),
  houseRef: rowRef.optional(),
  words: words(200).default(''),
});

export const caseCommands = {
  'cases.raise': command({
    access: {
      open: 'residents report without signing in; limited per address and per phone',
      helper: ['report', 'apply'],
    },
    summary: text('提出一件事', 'Raise a matter'),
    input: z.object({
      type: z.string().max(40),
      begin: z.string().max(40),
      source: source.default('resident'),
      categoryId: z.number().int().positive().nullable().default(null),
      urgency: z.enum(['normal', 'urgent']).default('normal'),
      place: placeInput,
      contact: z
        .object({
          name: words(40).default(''),
          phone: z.string().max(30).default(''),
          /** A signed-in resident is answered at the phone they signed in with, which only the server knows. */
          isMine: z.boolean().default(false),
        })
        .nullable()
        .default(null),
      /**
       * What the beginning asks for, by field. Under `answers` those to the category's questions by their keys; under `asked` the mark of
       * each question as it was put (domain/case/questions.ts), for who may have asked by older words.
       */
      fields: z.record(z.string().max(40), z.unknown()).default({}),
      /** Made by the client (128 bits, base64url), stored hashed: the link back. */
      trackToken: trackToken.optional(),
      /** The matter it grows out of, by which of its leads (domain/case/leads.ts). */
      from: z
        .union([
          z.object({ ref: rowRef, lead: z.string().max(40) }),
          // By its number and the last digits of the phone that was left with it, for who holds neither link nor account.
          z.object({ number: z.string().max(40), last4: z.string().regex(/^\d{4}$/), lead: z.string().max(40) }),
        ])
        .optional(),
      /** The hotline's own ticket number, for source hotline. */
      outsideNumber: z.string().max(60).optional(),
      /** Which categories the words were said to be of, the likeliest first, before one was chosen or none. */
      suggested: z
        .object({
          version: z.number().int().min(1).max(1_000_000),
          categoryIds: z.array(z.number().int().positive()).min(1).max(3),
          certainty: z.number().min(0).max(1),
        })
        .optional(),
    }),
    output: z.object({
      ref: rowRef,
      number: z.string(),
      stage: z.string(),
      stageLabel: bilingual,
      promiseDueAt: isoInstant.nullable(),
      isOnTheSpot: z.boolean(),
    }),
  }),
  'cases.act': command({
    access: { signedIn: 'any', helper: ['track', 'answer', 'rate'] },
    summary: text('办理：做一步', 'Do one step'),
    input: z.object({
      ref: rowRef,
      action: z.string().max(40),
      input: z.record(z.string().max(60), z.unknown()).default({}),
      basedOn: z.number().int().min(0).optional(),
    }),
    output: z.object({
      ref: rowRef,
      number: z.string(),
      stage: z.string(),
      stageLabel: bilingual,
      seq: z.number().int(),
    }),
  }),
} as const;
