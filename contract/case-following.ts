import { z } from 'zod';
import { text } from '../domain/text.ts';
import { trackView } from './case-views.ts';
import { command, route } from './route.ts';
import { areaId, bilingual, isoDay, isoInstant, rowRef } from './shapes.ts';

/** A matter that is known already, as whoever is about to report may see it: its kind, roughly where, since when, how far. Nobody’s words. */
export const nearbyMatter = z.object({
  ref: rowRef,
  categoryName: bilingual,
  /** Names of building and unit, or of the grid; never what somebody typed. */
  place: z.string(),
  /** To the place asked about, where both have a point; in tens. */
  metres: z.number().int().nullable(),
  raisedOn: isoDay,
  plain: bilingual,
  isClosed: z.boolean(),
  /** How many said so, whoever reported it among them. */
  people: z.number().int(),
  /** What it is to the resident who asks: their own, one they follow, or neither. */
  relation: z.enum(['none', 'mine', 'followed']),
});
export type NearbyMatter = z.output<typeof nearbyMatter>;

export const followedItem = z.object({
  ref: rowRef,
  number: z.string(),
  title: bilingual,
  place: z.string(),
  plain: bilingual,
  steps: trackView.shape.steps,
  joinedAt: isoInstant,
});
export type FollowedItem = z.output<typeof followedItem>;

const followed = z.object({ ref: rowRef, number: z.string() });

export const caseFollowingRoutes = {
  'POST /cases/nearby': route({
    access: { open: 'whoever is about to report is shown what is known of common places already; limited per address' },
    strangersPerMinute: 30,
    summary: text('附近已有人反映的同类事项', 'Matters of the kind that are known near by'),
    asks: z.object({
      /** The category chosen, or those suggested. */
      categories: z.string().regex(/^\d{1,12}(,\d{1,12}){0,4}$/),
      areaId: areaId.optional(),
      lon: z.coerce.number().min(-180).max(180).optional(),
      lat: z.coerce.number().min(-90).max(90).optional(),
      /** They order what is found and decide of nothing. */
      words: z.string().max(200).optional(),
    }),
    output: z.object({ items: z.array(nearbyMatter) }),
  }),
  'GET /my/followed': route({
    access: { signedIn: 'resident' },
    summary: text('我也遇到：我关注的事项', 'What I met, too: the matters I follow'),
    output: z.object({ items: z.array(followedItem) }),
  }),
  'GET /my/followed/:ref': route({
    access: { signedIn: 'resident' },
    summary: text('我关注的一件事', 'One matter I follow'),
    params: z.object({ ref: rowRef }),
    output: trackView,
  }),
} as const;

export const caseFollowingCommands = {
  'cases.follow': command({
    access: { open: 'residents say "me too" without signing in; limited per address and per phone' },
    summary: text('我也遇到：关注已有的事项', 'Me too: follow a matter that is known'),
    input: z.object({
      ref: rowRef,
      contact: z
        .object({
          phone: z.string().max(30).default(''),
          /** A signed-in resident is told at the phone they signed in with. */
          isMine: z.boolean().default(false),
        })
        .nullable()
        .default(null),
      /** Made by the client (128 bits, base64url), stored hashed: the link back. */
      trackToken: z
        .string()
        .regex(/^[A-Za-z0-9_-]{22}$/)
        .optional(),
    }),
    output: followed,
  }),
  'cases.unfollow': command({
    access: { signedIn: 'resident' },
    summary: text('不再关注', 'Follow it no longer'),
    input: z.object({ ref: rowRef }),
    output: followed,
  }),
  'cases.stillThere': command({
    access: { signedIn: 'resident' },
    summary: text('办结后仍没解决', 'Still there after it was closed'),
    input: z.object({ ref: rowRef }),
    output: followed,
  }),
} as const;
