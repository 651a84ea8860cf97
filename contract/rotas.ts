import { z } from 'zod';
import { publicityCodes, rotaKindCodes, shiftPartCodes } from '../domain/rotas/kinds.ts';
import { text } from '../domain/text.ts';
import { command, route } from './route.ts';
import { areaId, isoDay, isoInstant, statedDay, statedInstant, words } from './shapes.ts';

const kind = z.enum(rotaKindCodes);
const part = z.enum(shiftPartCodes);
const publicity = z.enum(publicityCodes);
const ofRota = z.object({ id: z.uuid() });
const colleague = z.object({ userId: z.uuid(), name: z.string() });
const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
const span = z.object({ startsAt: isoInstant, endsAt: isoInstant });

export const rota = z.object({
  id: z.uuid(),
  kind,
  name: z.string(),
  area: z.object({ id: z.number(), name: z.string() }),
  organisation: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  place: z.string(),
  phone: z.string(),
  publicity,
  slotMinutes: z.number().int().nullable(),
  /** Whether the asker plans it. */
  mayPlan: z.boolean(),
});
export type Rota = z.output<typeof rota>;

export const rotaShift = span.extend({
  id: z.uuid(),
  part,
  user: colleague,
  /** Whom this one stands in for. */
  coversName: z.string().nullable(),
  isMine: z.boolean(),
});
export type RotaShift = z.output<typeof rotaShift>;

export const rotaSwap = z.object({
  id: z.uuid(),
  rotaName: z.string(),
  state: z.enum(['asked', 'agreed', 'declined', 'withdrawn']),
  /** The shift that is to change hands, and the one given for it. */
  shift: span,
  forShift: span.nullable(),
  by: colleague,
  of: colleague,
  words: z.string(),
  isMine: z.boolean(),
  isOfMe: z.boolean(),
  isSeen: z.boolean(),
});
export type RotaSwap = z.output<typeof rotaSwap>;

export const rotaHandover = z.object({
  id: z.uuid(),
  rotaName: z.string(),
  words: z.string(),
  byName: z.string(),
  at: isoInstant,
  takenByName: z.string().nullable(),
  takenAt: isoInstant.nullable(),
  isMine: z.boolean(),
});
export type RotaHandover = z.output<typeof rotaHandover>;

/** Who is there at a moment, the leader first. */
export const dutyNow = z.object({
  rota,
  shifts: z.array(rotaShift),
  /** When the next shift begins, where nobody is there. */
  nextAt: isoInstant.nullable(),
});
export type DutyNow = z.output<typeof dutyNow>;

export const publicDuty = z.object({
  id: z.uuid(),
  kind,
  name: z.string(),
  place: z.string(),
  phone: z.string(),
  /** Only where the post publishes who is there. */
  names: z.array(z.string()),
  startsAt: isoInstant,
  endsAt: isoInstant,
  isNow: z.boolean(),
});
export type PublicDuty = z.output<typeof publicDuty>;

export const rotaRoutes = {
  'GET /rotas': route({
    access: { capability: 'areas.read' },
    summary: text('我这里的值班表', 'The rotas around me'),
    output: z.object({ items: z.array(rota), mayOpen: z.array(z.object({ id: z.number(), name: z.string() })) }),
  }),
  'GET /rotas/now': route({
    access: { capability: 'areas.read' },
    summary: text('现在谁值班', 'Who is on duty now'),
    /** The first of them: those where somebody is there, then those where nobody is. */
    query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(50) }),
    output: z.object({ items: z.array(dutyNow) }),
  }),
  'GET /rotas/mine': route({
    access: { capability: 'areas.read' },
    summary: text('我的班次、换班和交接班', 'My shifts, swaps and handovers'),
    output: z.object({
      shifts: z.array(
        rotaShift.extend({ rota: rota.pick({ id: true, name: true, kind: true, place: true, phone: true }) }),
      ),
      swaps: z.array(rotaSwap),
      /** Notes of whoever was there before, on rotas I am on now or next. */
      handovers: z.array(rotaHandover),
      /** Whether a calendar follows my shifts by a link, since when. */
      feedMadeAt: isoInstant.nullable(),
    }),
  }),
  'GET /rotas/mine/calendar': route({
    access: { capability: 'areas.read' },
    summary: text('下载我的班次（iCalendar）', 'My shifts as a calendar file'),
    media: 'text/calendar',
    output: z.string(),
  }),
  'GET /rotas/:id/shifts': route({
    access: { capability: 'areas.read' },
    summary: text('一张值班表的班次、空档和变更', 'The shifts of a rota, its gaps and changes'),
    params: ofRota,
    query: z.object({ from: statedDay, to: statedDay }),
    output: z.object({
      rota,
      shifts: z.array(rotaShift),
      gaps: z.array(span),
      /** Days off in the window, with their holiday's name where they have one. */
      days: z.array(z.object({ day: isoDay, isWorking: z.boolean(), name: z.string().nullable() })),
      swaps: z.array(rotaSwap),
      handovers: z.array(rotaHandover),
    }),
  }),
  'POST /rotas/:id/people': route({
    access: { capability: 'areas.read' },
    summary: text('可以排班的人', 'Who can be put on a rota'),
    params: ofRota,
    asks: z.object({ q: words(30).optional() }),
    output: z.object({ items: z.array(colleague.extend({ hint: z.string() })) }),
  }),
  'GET /public/duty': route({
    access: { open: 'a post on duty and its telephone are published for residents; names only where the post says so' },
    summary: text('今天的值班岗位和电话', 'Today’s posts on duty and their telephones'),
    query: z.object({ areaId }),
    output: z.object({ items: z.array(publicDuty) }),
  }),
} as const;

const description = z.object({
  name: words(40).pipe(z.string().min(2)),
  place: words(80).pipe(z.string().min(1)),
  /** The post's own number. */
  phone: words(40).default(''),
  publicity: publicity.default('post'),
  slotMinutes: z.number().int().min(5).max(240).nullable().default(null),
});
const team = z.object({ leadId: z.uuid().nullable(), memberIds: z.array(z.uuid()).max(20) });
/** A rota laid out for longer than this is a mistake. */
export const longestPattern = 400;

export const rotaCommands = {
  'rotas.open': command({
    access: { capability: 'rotas.manage' },
    summary: text('新建值班表', 'Open a rota'),
    input: description.extend({ areaId, organisationId: z.uuid().nullable().default(null), kind }),
    output: ofRota,
  }),
  'rotas.change': command({
    access: { capability: 'rotas.manage' },
    summary: text('修改值班表的岗位信息', 'Change what a rota says of its post'),
    input: description.extend({ id: z.uuid() }),
    output: ofRota,
  }),
  'rotas.close': command({
    access: { capability: 'rotas.manage' },
    summary: text('停用值班表', 'Close a rota; its shifts to come are dropped'),
    input: ofRota,
    output: ofRota,
  }),
  'rotas.layOut': command({
    access: { capability: 'rotas.manage' },
    summary: text('按轮班规则排班', 'Lay out shifts by a pattern'),
    input: z.object({
      id: z.uuid(),
      from: statedDay,
      to: statedDay,
      days: z.union([z.enum(['every', 'working', 'off']), z.array(z.number().int().min(0).max(6)).min(1).max(7)]),
      startTime: clock,
      endTime: clock,
      teams: z.array(team).min(1).max(60),
      turnLength: z.number().int().min(1).max(31).default(1),
    }),
    output: z.object({ laid: z.number().int() }),
  }),
  'rotas.setShift': command({
    access: { capability: 'rotas.manage' },
    summary: text('排一个班，或改一个班', 'Add one shift, or change it'),
    input: z.object({
      id: z.uuid(),
      shiftId: z.uuid().optional(),
      startsAt: statedInstant,
      endsAt: statedInstant,
      userId: z.uuid(),
      part,
    }),
    output: ofRota,
  }),
  'rotas.dropShift': command({
    access: { capability: 'rotas.manage' },
    summary: text('取消一个班', 'Drop a shift'),
    input: z.object({ shiftId: z.uuid() }),
    output: ofRota,
  }),
  'rotas.cover': command({
    access: { capability: 'rotas.manage' },
    summary: text('请假期间由 B 角顶班', 'Let somebody stand in for a span of days'),
    input: z.object({ id: z.uuid(), userId: z.uuid(), standInId: z.uuid(), from: statedDay, to: statedDay }),
    output: z.object({ covered: z.number().int() }),
  }),
  'rotas.askSwap': command({
    access: { capability: 'areas.read' },
    summary: text('请人换班', 'Ask somebody to take a shift of mine'),
    input: z.object({
      shiftId: z.uuid(),
      userId: z.uuid(),
      forShiftId: z.uuid().optional(),
      words: words(200).default(''),
    }),
    output: ofRota,
  }),
  'rotas.answerSwap': command({
    access: { capability: 'areas.read' },
    summary: text('同意、不同意或撤回换班', 'Agree to a swap, decline it, or take it back'),
    input: z.object({ id: z.uuid(), answer: z.enum(['agreed', 'declined', 'withdrawn']) }),
    output: ofRota,
  }),
  'rotas.seeSwap': command({
    access: { capability: 'rotas.manage' },
    summary: text('知道了（换班）', 'Note a swap as the planner'),
    input: ofRota,
    output: ofRota,
  }),
  'rotas.handOver': command({
    access: { capability: 'areas.read' },
    summary: text('写交接班记录', 'Write what is open at the end of a shift'),
    input: z.object({ shiftId: z.uuid(), words: words(2000).pipe(z.string().min(1)) }),
    output: ofRota,
  }),
  'rotas.takeOver': command({
    access: { capability: 'areas.read' },
    summary: text('接班确认', 'Read a handover and take over'),
    input: ofRota,
    output: ofRota,
  }),
  'rotas.renewFeed': command({
    access: { capability: 'areas.read' },
    summary: text('新建日历订阅链接，旧的失效', 'Make a new link for my calendar; the old one ends'),
    /** Made by the client from 256 random bits; its hash alone is kept. */
    input: z.object({ key: z.string().regex(/^[A-Za-z0-9_-]{43}$/) }),
    output: z.object({ madeAt: isoInstant }),
  }),
} as const;
