import { z } from 'zod';
import { memberKindCodes } from '../domain/joint-meetings/member-kinds.ts';
import { text } from '../domain/text.ts';
import { command, route } from './route.ts';
import { areaId, bilingual, isoDay, pageOf, pageQuery, rowRef, statedDay, words } from './shapes.ts';

const area = z.object({ id: z.number(), name: z.string() });
const one = z.object({ id: z.uuid() });
const kind = z.enum(memberKindCodes);
const name = words(40).pipe(z.string().min(2));
const post = words(60);
const unitWords = words(60);

/** Somebody who was co-opted: by name, unit and post as they sit there; no phone and no door is kept here. */
const member = z.object({
  id: z.uuid(),
  area,
  kind,
  name: z.string(),
  unit: z.string(),
  post: z.string(),
  beginsOn: isoDay,
  endsOn: isoDay,
  leftOn: isoDay.nullable(),
  leftWhy: z.string(),
  /** Whether they sit there today. */
  isSitting: z.boolean(),
  /** What they brought before the meeting, and how much of it is closed. */
  proposed: z.number().int(),
  closed: z.number().int(),
  mayManage: z.boolean(),
  mayPropose: z.boolean(),
});
export type JointMember = z.output<typeof member>;

const matter = z.object({
  ref: rowRef,
  number: z.string(),
  topic: z.string(),
  proposer: z.object({ name: z.string(), unit: z.string() }).nullable(),
  /** The unit that took it on. */
  lead: z.string().nullable(),
  stageLabel: bilingual,
  raisedOn: isoDay,
  dueOn: isoDay.nullable(),
  isClosed: z.boolean(),
  isLate: z.boolean(),
});
export type JointMatterLine = z.output<typeof matter>;

const readers = { capability: 'cases.read' } as const;

export const jointMeetingRoutes = {
  'POST /joint-meetings/members': route({
    access: readers,
    summary: text('大党委、联席会的兼职委员', 'Members co-opted to the joint committee'),
    asks: pageQuery.extend({
      areaId: areaId.optional(),
      kind: kind.optional(),
      q: words(40).optional(),
      past: z.enum(['yes']).optional(),
    }),
    output: pageOf(member).extend({ mayAddIn: z.array(area) }),
  }),
  'POST /joint-meetings/matters': route({
    access: readers,
    summary: text(
      '联席会事项：谁提的、哪个单位认领、办到哪里',
      'Matters of the joint meeting: by whom, taken on by which unit, how far',
    ),
    asks: pageQuery.extend({
      areaId: areaId.optional(),
      memberId: z.uuid().optional(),
      q: words(40).optional(),
      open: z.enum(['yes']).optional(),
    }),
    output: pageOf(matter),
  }),
} as const;

const keepers = { capability: 'organisations.manage' } as const;
const term = { beginsOn: statedDay, endsOn: statedDay };

export const jointMeetingCommands = {
  'joint-members.add': command({
    access: keepers,
    summary: text('聘任兼职委员', 'Co-opt a member'),
    input: z.object({
      areaId,
      kind,
      name,
      organisationId: z.uuid().nullable().default(null),
      unitWords: unitWords.default(''),
      post,
      ...term,
    }),
    output: one,
  }),
  'joint-members.change': command({
    access: keepers,
    summary: text('修改职务或任期', 'Change a member’s post or term'),
    input: one.extend({ post, ...term }),
    output: one,
  }),
  'joint-members.leave': command({
    access: keepers,
    summary: text('不再担任兼职委员', 'A member leaves'),
    input: one.extend({ on: statedDay, why: words(200).default('') }),
    output: one,
  }),
  'joint-members.propose': command({
    access: { capability: 'cases.raise' },
    summary: text('以委员的名义提交议题', 'Put a member’s topic before the meeting'),
    input: z.object({ memberId: z.uuid(), topic: words(500).pipe(z.string().min(2)) }),
    output: z.object({ ref: rowRef, number: z.string() }),
  }),
} as const;
