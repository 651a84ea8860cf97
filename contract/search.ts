import { z } from 'zod';
import { text } from '../domain/text.ts';
import { route } from './route.ts';
import { areaId, bilingual, words } from './shapes.ts';

/** What one box finds, in the order its groups are shown. */
export const hitKinds = ['case', 'person', 'house', 'area', 'organisation'] as const;
export type HitKind = (typeof hitKinds)[number];

/** So many of a group are given for two characters and more. */
export const mostHits = 6;
/** So many for one character, within one community. */
export const mostHitsOfOne = 50;

const hit = z.object({
  /** A row's address; an area's or an organisation's id. */
  ref: z.string(),
  title: z.string(),
  /** Beside the title, short: number, stage, place; numbers of people masked. */
  facts: z.array(z.union([z.string(), bilingual])),
});
export type Hit = z.output<typeof hit>;

const group = z.object({
  kind: z.enum(hitKinds),
  items: z.array(hit),
  /** More fit than are given: say more, or open the list. */
  isMore: z.boolean(),
});
export type HitGroup = z.output<typeof group>;

export const searchRoutes = {
  'POST /search': route({
    access: { capability: 'areas.read' },
    summary: text(
      '在事项、人口、房屋、区域、组织中一起找',
      'Matters, people, homes, areas and organisations found by one box',
    ),
    asks: z.object({ q: words(60).pipe(z.string().min(1)), area: areaId.optional() }),
    output: z.object({
      groups: z.array(group),
      /** One character says too little beyond one community: nothing was looked for. */
      needsMore: z.boolean(),
    }),
  }),
} as const;
