import { z } from 'zod';
import { areaId, bilingual, isoDay, isoInstant, lonLat, rowRef } from './shapes.ts';

export const phase = z.enum(['raised', 'accepted', 'handling', 'checking', 'closed']);
export const source = z.enum(['resident', 'hotline', 'grid', 'superior', 'sensor']);
const outcome = z.enum(['solved', 'explained', 'unsolved', 'withdrawn', 'declined', 'merged', 'issued']);
/** calm, soon (less than a fifth left), late, deferred */
export const mood = z.enum(['calm', 'soon', 'late', 'deferred']);

/** 等我办 待受理 待派遣 待补正 处置中 待核查 待回访 全部未结 已结 全部; `waiting`: nothing to do for anybody here until the person who asked has answered */
export const caseTab = z.enum([
  'mine',
  'others',
  'raised',
  'accepted',
  'waiting',
  'handling',
  'checking',
  'callback',
  'open',
  'closed',
  'all',
]);
export type CaseTab = z.output<typeof caseTab>;

/** The filters of the inbox; they live in the desk's URL, and every number of the command surface is a set of them. */
export const caseFilter = z.object({
  tab: caseTab.optional(),
  /** `asked`: waits for the answer of the person who raised it. */
  clock: z.enum(['soon', 'late', 'deferred', 'asked']).optional(),
  type: z.string().max(40).optional(),
  category: z.coerce.number().int().optional(),
  area: areaId.optional(),
  source: source.optional(),
  urgency: z.enum(['normal', 'urgent']).optional(),
  lead: z.uuid().optional(),
  building: areaId.optional(),
  outcome: outcome.optional(),
  onTheSpot: z.enum(['yes', 'no']).optional(),
  demand: z.enum(['yes', 'no']).optional(),
  raisedFrom: isoDay.optional(),
  raisedTo: isoDay.optional(),
  closedFrom: isoDay.optional(),
  closedTo: isoDay.optional(),
  /** 反复诉求: demands of one category at one building, three or more within thirty days. */
  repeated: z.enum(['yes']).optional(),
  /** Of a metric's numerator or denominator: `<metric>.<part>`, with `month`. */
  metric: z.string().max(60).optional(),
  month: z
    .string()
    .regex(/^20\d\d-(0[1-9]|1[0-2])$/)
    .optional(),
  /** Part of the number, the title or the place; two characters and more. */
  q: z.string().max(60).optional(),
});

export const caseItem = z.object({
  ref: rowRef,
  number: z.string(),
  type: z.string(),
  typeTitle: bilingual,
  stage: z.string(),
  stageLabel: bilingual,
  phase,
  source,
  categoryId: z.number().int().nullable(),
  categoryName: bilingual.nullable(),
  urgency: z.enum(['normal', 'urgent']),
  title: z.string(),
  placeWords: z.string(),
  gridName: z.string().nullable(),
  communityName: z.string(),
  raisedAt: isoInstant,
  dueAt: isoInstant.nullable(),
  /** Which clock runs: stage, promise, contact, return … */
  dueKind: z.string().nullable(),
  promiseDueAt: isoInstant.nullable(),
  mood,
  leadName: z.string().nullable(),
  handlerName: z.string().nullable(),
  hasDemand: z.boolean(),
  onTheSpot: z.boolean(),
  outcome: outcome.nullable(),
  closedAt: isoInstant.nullable(),
  seq: z.number().int(),
});
export type CaseItem = z.output<typeof caseItem>;

/** A field of a process or an action, as the web draws it (domain/case/fields.ts). */
export const fieldView = z.object({
  kind: z.enum([
    'text',
    'choice',
    'reason',
    'flag',
    'number',
    'day',
    'instant',
    'money',
    'house',
    'people',
    'files',
    'organisation',
    'organisations',
    'staff',
    'staff-list',
    'category',
    'score',
  ]),
  label: bilingual,
  isRequired: z.boolean(),
  max: z.number().optional(),
  min: z.number().optional(),
  unit: bilingual.optional(),
  media: z.enum(['image', 'audio', 'any']).optional(),
  of: z.record(z.string(), bilingual).optional(),
  /** For units: only those that the reader may summon at the place are offered. */
  isSummoned: z.boolean().optional(),
  /** For reasons: the chips that hold for this case's category. */
  chips: z.array(z.object({ code: z.string(), text: bilingual })).optional(),
  /** For words: templates to begin from, filled in with what is known of the case. */
  templates: z.array(bilingual).optional(),
});
export type FieldView = z.output<typeof fieldView>;

export const offerView = z.object({
  action: z.string(),
  label: bilingual,
  isMain: z.boolean(),
  asks: z.record(z.string(), fieldView),
  /** What to fill in at first, such as the unit that routing proposes, and why. */
  suggests: z.record(z.string(), z.unknown()).optional(),
  /** Where nothing is suggested though a unit is asked for: why not, and what to do. */
  suggestsWhy: bilingual.optional(),
  whyNot: bilingual.optional(),
  /** Done by registering another matter: of which type, by which beginning, and what is filled in at first. */
  begins: z.object({ type: z.string(), begin: z.string(), fields: z.record(z.string(), z.unknown()) }).optional(),
});
export type OfferView = z.output<typeof offerView>;

const fileView = z.object({ ref: rowRef, mediaType: z.string(), name: z.string(), takenAt: isoInstant.nullable() });

export const entryView = z.object({
  id: z.uuid(),
  seq: z.number().int(),
  at: isoInstant,
  byName: z.string(),
  byUnit: z.string().nullable(),
  byKind: z.string(),
  action: z.string(),
  label: bilingual,
  stageLabel: bilingual,
  /** Internal words; the person never sees them. */
  words: z.string().nullable(),
  /** Words to the person. */
  reply: z.string().nullable(),
  reason: z.string().nullable(),
  reasonText: bilingual.nullable(),
  files: z.array(fileView),
  /** One line on what else it did: units, clocks, outcome. */
  details: z.array(bilingual),
});
export type EntryView = z.output<typeof entryView>;

const clockView = z.object({
  kind: z.string(),
  label: bilingual,
  startedAt: isoInstant,
  dueAt: isoInstant,
  stoppedAt: isoInstant.nullable(),
  usedMinutes: z.number().nullable(),
  isProvisional: z.boolean(),
  why: bilingual,
  basis: bilingual.nullable(),
});

const ratingView = z.object({
  isSolved: z.boolean(),
  score: z.number().int(),
  words: z.string(),
  by: z.string(),
  at: isoInstant,
});

/** What was answered to a category's questions, in the words they were put in; the category may have changed since. */
const answersView = z.object({
  categoryId: z.number().int(),
  categoryName: bilingual.nullable(),
  items: z.array(z.object({ key: z.string(), label: bilingual, text: bilingual })),
});
export type AnswersView = z.output<typeof answersView>;

/** A paper set from a case: what it is called, its number where it was given out, and whether it still holds. */
export const printView = z.object({
  print: z.string(),
  title: bilingual,
  number: z.string().nullable(),
  issuedAt: isoInstant.nullable(),
  isVoid: z.boolean(),
});
export type PrintView = z.output<typeof printView>;

export const caseDetail = caseItem.extend({
  /** Of the category it has first, then of those it had. */
  answers: z.array(answersView),
  fields: z.array(z.object({ key: z.string(), label: bilingual, value: z.unknown(), text: z.string() })),
  point: lonLat.nullable(),
  /** What another platform calls it: the number of a ticket of 12345. */
  outsideNumber: z.string().optional(),
  areaId: z.number(),
  gridId: z.number().nullable(),
  buildingId: z.number().nullable(),
  files: z.array(fileView),
  parties: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(['reporter', 'applicant', 'concerned']),
      /** For those named in a field: what they are to the case. */
      role: bilingual.nullable(),
      nameMasked: z.string().nullable(),
      phoneMasked: z.string().nullable(),
      hasContact: z.boolean(),
      /** What became of the newest short message to them. */
      message: z
        .object({ state: z.enum(['waiting', 'sent', 'delivered', 'failed', 'unknown']), at: isoInstant })
        .nullable(),
      rating: ratingView.nullable(),
    }),
  ),
  assignments: z.array(
    z.object({
      kind: z.enum(['lead', 'helper', 'summoned']),
      organisationId: z.uuid(),
      organisationName: z.string(),
      organisationPhone: z.string().nullable(),
      userName: z.string().nullable(),
      state: z.enum(['sent', 'signed', 'done', 'returned', 'withdrawn']),
      sentAt: isoInstant,
      signedAt: isoInstant.nullable(),
      contactedAt: isoInstant.nullable(),
      arrivedAt: isoInstant.nullable(),
      doneAt: isoInstant.nullable(),
    }),
  ),
  /** Who is or was on the case's own list, and as what. */
  members: z.array(
    z.object({
      userId: z.uuid(),
      name: z.string(),
      role: bilingual,
      since: isoInstant,
      until: isoInstant.nullable(),
    }),
  ),
  clocks: z.array(clockView),
  requests: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(['return', 'extension', 'deferral']),
      nth: z.number(),
      reason: z.string(),
      words: z.string(),
      days: z.number().nullable(),
      until: isoDay.nullable(),
      askedAt: isoInstant,
      decision: z.enum(['pending', 'granted', 'refused']),
    }),
  ),
  inquiries: z.array(
    z.object({
      id: z.uuid(),
      words: z.string(),
      askedAt: isoInstant,
      until: isoInstant,
      endedAt: isoInstant.nullable(),
      how: z.enum(['answered', 'by-phone', 'lapsed']).nullable(),
      answer: z.string().nullable(),
    }),
  ),
  deferredUntil: isoDay.nullable(),
  tallies: z.record(z.string(), z.number()),
  entries: z.array(entryView),
  offers: z.array(offerView),
  /** 同址历史: what else happened at this building in the last 90 days. */
  placeHistory: z.object({
    count: z.number().int(),
    items: z.array(
      z.object({ ref: rowRef, number: z.string(), title: z.string(), stageLabel: bilingual, raisedAt: isoInstant }),
    ),
  }),
  /** The papers that may be taken now. */
  prints: z.array(printView),
  /** Whether the phone dials without a reason: an open case in my name is the reason. */
  mayDial: z.boolean(),
});
export type CaseDetail = z.output<typeof caseDetail>;

/** What the person sees of their own case: the way, like a parcel. Nothing internal is in it. */
export const trackView = z.object({
  ref: rowRef,
  number: z.string(),
  typeTitle: bilingual,
  /** Whether they reported something that is wrong or asked for something. */
  asker: z.enum(['reporter', 'applicant']).optional(),
  title: z.string(),
  /** What the person was asked and said. */
  answers: z.array(answersView),
  placeWords: z.string(),
  raisedAt: isoInstant,
  steps: z.array(z.object({ label: bilingual, state: z.enum(['done', 'now', 'next']) })),
  plain: bilingual,
  /** Who has it now and how to reach them. */
  unit: z.object({ name: z.string(), phone: z.string().nullable() }).nullable(),
  promiseDueAt: isoInstant.nullable(),
  isLate: z.boolean(),
  deferredUntil: isoDay.nullable(),
  outcome: outcome.nullable(),
  /** Merged: the number of the matter it goes on with, whose way is shown. */
  goesWith: z.object({ number: z.string() }).nullable(),
  /** Split: what each unit does and how far it is. */
  parts: z.array(z.object({ label: bilingual, unit: z.string().nullable(), plain: bilingual, isDone: z.boolean() })),
  way: z.array(
    z.object({
      at: isoInstant,
      label: bilingual,
      words: z.string().nullable(),
      files: z.array(fileView),
      /** Family name of the helper who did it for the person. */
      helper: z.string().optional(),
    }),
  ),
  offers: z.array(offerView),
  rating: ratingView.nullable(),
  /** The papers given to this person. */
  prints: z.array(printView),
  /** The office's question that waits for this person's answer. */
  inquiry: z.object({ words: z.string(), askedAt: isoInstant, until: isoInstant }).nullable(),
  /** What the step before asked of the person, while it is their turn: papers that are missing, something to be set right. */
  asked: z.object({ words: z.string(), at: isoInstant }).nullable(),
  /** Who came forward to help, as they are called, and the code to tell them once it is done. */
  helper: z.object({ name: z.string(), code: z.string() }).optional(),
  /** The day on which somebody whom the handler sent said they would come, from today on. */
  comingOn: isoDay.optional(),
  /** Where it is somebody else's matter that the holder met, too: since when, how many did, and whether they may say it is not solved. */
  follows: z
    .object({ joinedAt: isoInstant, people: z.number().int(), saidAt: isoInstant.nullable(), maySay: z.boolean() })
    .optional(),
  seq: z.number().int(),
});
export type TrackView = z.output<typeof trackView>;

export const typeView = z.object({
  code: z.string(),
  title: bilingual,
  begins: z.array(
    z.object({
      code: z.string(),
      label: bilingual,
      asks: z.record(z.string(), fieldView),
      isOnTheSpot: z.boolean(),
      mayBegin: z.boolean(),
      /** For anybody: residents begin it themselves. */
      isOpen: z.boolean(),
    }),
  ),
  /** `tab`: under which of the inbox's states matters of this stage are listed. */
  stages: z.array(z.object({ code: z.string(), label: bilingual, phase, tab: caseTab })),
});
export type TypeView = z.output<typeof typeView>;
