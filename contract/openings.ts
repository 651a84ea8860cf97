import { z } from 'zod';
import { openingStateCodes, wagePeriodCodes } from '../domain/openings/wage.ts';
import { text } from '../domain/text.ts';
import { command, route } from './route.ts';
import { areaId, isoDay, pageOf, pageQuery, statedDay, words } from './shapes.ts';

const one = z.object({ id: z.uuid() });
const most = 100_000_00;
const fen = z.number().int().min(1).max(most);
const wage = z.object({ from: fen, to: fen, per: z.enum(wagePeriodCodes) }).refine(({ from, to }) => from <= to, {
  params: { text: text('最高工资不能低于最低工资。', 'The highest wage cannot lie below the lowest.') },
});

/** A post as everybody may know it. */
const shown = z.object({
  id: z.uuid(),
  title: z.string(),
  unitName: z.string(),
  details: z.string(),
  places: z.number().int(),
  /** 分. */
  wage: z.object({ from: z.number().int(), to: z.number().int(), per: z.enum(wagePeriodCodes) }),
  workPlace: z.string(),
  areaName: z.string(),
  untilOn: isoDay,
});
export type PublicOpening = z.output<typeof shown>;

const opening = shown.extend({
  state: z.enum(openingStateCodes),
  isOver: z.boolean(),
  refusedWhy: z.string(),
  madeOn: isoDay,
  mayCheck: z.boolean(),
  mayWithdraw: z.boolean(),
});
export type Opening = z.output<typeof opening>;

const asked = pageQuery.extend({ q: words(60).optional() });

export const openingRoutes = {
  'POST /public/openings': route({
    access: {
      open: 'posts are there to be found by everybody: units state them, the community checks them, nobody is named',
    },
    summary: text('就业岗位', 'Posts to be filled nearby'),
    asks: asked.extend({ areaId }),
    output: pageOf(shown).extend({ community: z.string() }),
  }),
  'POST /openings': route({
    access: { capability: 'cases.read' },
    summary: text('单位提供的就业岗位', 'Posts that units stated'),
    asks: asked.extend({ state: z.enum(openingStateCodes).optional() }),
    output: pageOf(opening),
  }),
} as const;

/** The unit itself, or the community in its name. */
const posters = { capability: 'cases.dispatch', or: 'cases.handle' } as const;

export const openingCommands = {
  'openings.post': command({
    access: posters,
    summary: text('登记就业岗位', 'State a post'),
    input: z.object({
      organisationId: z.uuid(),
      areaId,
      title: words(40).pipe(z.string().min(2)),
      details: words(500),
      places: z.number().int().min(1).max(1000),
      wage,
      workPlace: words(60).pipe(z.string().min(2)),
      untilOn: statedDay,
    }),
    output: one,
  }),
  'openings.check': command({
    access: { capability: 'cases.dispatch' },
    summary: text('核对岗位：公开或者不通过', 'Look at a post: show it, or say why not'),
    input: one.extend({ isShown: z.boolean(), why: words(200).default('') }),
    output: one,
  }),
  'openings.withdraw': command({
    access: posters,
    summary: text('撤回岗位（招满、取消）', 'Withdraw a post'),
    input: one,
    output: one,
  }),
} as const;
