import { z } from 'zod';
import { helpKinds } from '../domain/processes/order-kinds.ts';
import { text } from '../domain/text.ts';
import { offerView } from './case-views.ts';
import { command, route } from './route.ts';
import { areaId, bilingual, isoDay, isoInstant, pageOf, pageQuery, rowRef, statedDay, words } from './shapes.ts';

const kind = z.enum(Object.keys(helpKinds) as [string, ...string[]]);
const community = z.object({ id: z.number(), name: z.string() });

/** What everybody may know of an order before it is taken: what is needed and roughly where. Nothing here names a person or a door. */
const offered = z.object({
  ref: rowRef,
  type: z.string(),
  typeTitle: bilingual,
  takeLabel: bilingual,
  kind: z.string(),
  kindText: bilingual,
  /** As whoever screened it cleared them. */
  words: z.string(),
  wantedOn: isoDay.nullable(),
  wantedHours: bilingual.nullable(),
  isRisky: z.boolean(),
  /** 分: what a wish costs about, or a project's budget. */
  moneyFen: z.number().int().nullable(),
  communityName: z.string(),
  gridName: z.string().nullable(),
});
export type OfferedOrder = z.output<typeof offered>;

const enlistment = z.object({
  id: z.uuid(),
  community,
  name: z.string(),
  organisationName: z.string().nullable(),
  kinds: z.array(z.string()),
  isPartyMember: z.boolean(),
  state: z.enum(['asked', 'active']),
  insuredUntil: isoDay.nullable(),
});
export type Enlistment = z.output<typeof enlistment>;

/** An order somebody took: from then on with its place, its words and whom to call. */
const takenOrder = z.object({
  ref: rowRef,
  number: z.string(),
  type: z.string(),
  typeTitle: bilingual,
  stage: z.string(),
  stageLabel: bilingual,
  kindText: bilingual,
  words: z.string(),
  /** Papers, cards and cash that pass from hand to hand. */
  handsOver: z.string().nullable(),
  placeWords: z.string(),
  wantedOn: isoDay.nullable(),
  wantedHours: bilingual.nullable(),
  name: z.string().nullable(),
  hasPhone: z.boolean(),
  dueAt: isoInstant.nullable(),
  hours: z.number().nullable(),
  otherHours: z.number().nullable(),
  /** Whether the person's code may be given now. */
  awaitsCode: z.boolean(),
  offers: z.array(offerView),
  seq: z.number().int(),
});
export type TakenOrder = z.output<typeof takenOrder>;

const volunteer = enlistment.omit({ community: true }).extend({
  phoneMasked: z.string().nullable(),
  insuredBy: z.string(),
  askedAt: isoInstant,
});
export type Volunteer = z.output<typeof volunteer>;

export const orderRoutes = {
  'GET /orders/pool': route({
    access: { signedIn: 'any' },
    audits: true,
    summary: text('待接的点单、微心愿、微项目', 'What can be taken: orders, wishes, projects'),
    query: z.object({ community: areaId.optional() }),
    output: z.object({
      items: z.array(offered),
      /** Where the asker is registered. */
      enlistments: z.array(enlistment),
      /** Orders the community asks the asker about; declining leaves nothing behind. */
      invited: z.array(rowRef),
    }),
  }),
  'GET /orders/taken': route({
    access: { signedIn: 'any' },
    audits: true,
    summary: text('我接的单', 'What I took'),
    output: z.object({ items: z.array(takenOrder) }),
  }),
  'GET /orders/taken/:ref/contact': route({
    access: { signedIn: 'any' },
    audits: true,
    summary: text('联系对方（接单之后）', 'Call them, once taken'),
    params: z.object({ ref: rowRef }),
    output: z.object({ name: z.string(), phone: z.string() }),
  }),
  'GET /orders/record': route({
    access: { signedIn: 'any' },
    audits: true,
    summary: text('我的志愿服务记录（可打印，免费）', 'My record of service, free to print'),
    output: z.object({
      name: z.string(),
      communities: z.array(z.string()),
      hours: z.number(),
      items: z.array(
        z.object({ id: z.uuid(), on: isoDay, kindText: bilingual, hours: z.number(), communityName: z.string() }),
      ),
    }),
  }),
  'POST /orders/volunteers': route({
    access: { capability: 'cases.dispatch' },
    summary: text('志愿者名册', 'The register of volunteers'),
    asks: pageQuery.extend({
      community: areaId.optional(),
      state: z.enum(['asked', 'active']).optional(),
      /** Part of a name, of a person or of a unit. */
      q: words(40).optional(),
    }),
    output: pageOf(volunteer),
  }),
  'GET /orders/:ref/photos': route({
    access: { capability: 'cases.dispatch' },
    summary: text('成果照片，哪些已公开', 'Pictures of what was done, and which everybody may see'),
    params: z.object({ ref: rowRef }),
    output: z.object({ items: z.array(z.object({ ref: rowRef, isShown: z.boolean() })) }),
  }),
  'GET /orders/:ref/invitable': route({
    access: { capability: 'cases.dispatch' },
    summary: text('可以派给谁（由对方决定接不接）', 'Who could be asked; they decide'),
    params: z.object({ ref: rowRef }),
    output: z.object({
      items: z.array(
        volunteer
          .pick({ id: true, name: true, organisationName: true, isPartyMember: true })
          .extend({ isAsked: z.boolean() }),
      ),
    }),
  }),
} as const;

const done = z.object({ ref: rowRef, stage: z.string(), stageLabel: bilingual });

export const orderCommands = {
  'orders.enlist': command({
    access: { signedIn: 'any' },
    summary: text('登记为志愿者', 'Register as a volunteer'),
    input: z.object({
      community: areaId,
      name: words(40).pipe(z.string().min(1)),
      kinds: z.array(kind).min(1).max(40),
      isPartyMember: z.boolean().default(false),
      /** For a unit one acts for, in its name. */
      organisationId: z.uuid().optional(),
    }),
    output: z.object({ id: z.uuid() }),
  }),
  'orders.leaveRegister': command({
    access: { signedIn: 'any' },
    summary: text('退出志愿者名册', 'Leave the register'),
    input: z.object({ id: z.uuid() }),
    output: z.object({ id: z.uuid() }),
  }),
  'orders.admit': command({
    access: { capability: 'cases.dispatch' },
    summary: text('确认志愿者、登记保险', 'Admit a volunteer, record the insurance'),
    input: z.object({
      id: z.uuid(),
      insuredUntil: statedDay.nullable().default(null),
      insuredBy: words(80).default(''),
    }),
    output: z.object({ id: z.uuid() }),
  }),
  'orders.dismiss': command({
    access: { capability: 'cases.dispatch' },
    summary: text('移出志愿者名册', 'Take somebody off the register'),
    input: z.object({ id: z.uuid() }),
    output: z.object({ id: z.uuid() }),
  }),
  'orders.invite': command({
    access: { capability: 'cases.dispatch' },
    summary: text('派给志愿者（对方可以不接）', 'Ask a volunteer, who may decline'),
    input: z.object({ ref: rowRef, volunteerId: z.uuid() }),
    output: z.object({ ref: rowRef }),
  }),
  'orders.showPhotos': command({
    access: { capability: 'cases.dispatch' },
    summary: text(
      '公开哪些成果照片（空的就是全部不公开）',
      'Which pictures of what was done everybody may see; none takes them all back',
    ),
    input: z.object({
      ref: rowRef,
      files: z.array(rowRef).max(9),
      /** Nobody in them can be known, or whoever can agreed in writing. */
      isCleared: z.boolean(),
    }),
    output: z.object({ ref: rowRef }),
  }),
  'orders.decline': command({
    access: { signedIn: 'any' },
    summary: text('这一单不接（不留记录）', 'Decline, without any trace'),
    input: z.object({ ref: rowRef }),
    output: z.object({ ref: rowRef }),
  }),
  'orders.support': command({
    access: { signedIn: 'resident' },
    summary: text(
      '附议微项目（一个账号一票，可以收回）',
      'Say that one wants a proposed micro-project, or take it back',
    ),
    input: z.object({ ref: rowRef, isWanted: z.boolean() }),
    output: z.object({ ref: rowRef }),
  }),
  'orders.take': command({
    access: { signedIn: 'any' },
    summary: text('接单', 'Take an order'),
    input: z.object({ ref: rowRef }),
    output: done,
  }),
  'orders.act': command({
    access: { signedIn: 'any' },
    summary: text('在接的单上做一步', 'Do a step on an order taken'),
    input: z.object({
      ref: rowRef,
      action: z.string().max(40),
      input: z.record(z.string().max(60), z.unknown()).default({}),
      basedOn: z.number().int().min(0).optional(),
    }),
    output: done,
  }),
  'orders.confirm': command({
    access: { signedIn: 'any' },
    summary: text('凭对方的确认码确认完成', 'Confirm by the code the person tells'),
    input: z.object({ ref: rowRef, code: z.string().regex(/^\d{6}$/) }),
    output: done,
  }),
} as const;
