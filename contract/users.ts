import { z } from 'zod';
import { passwordMax } from '../domain/access/password.ts';
import { text } from '../domain/text.ts';
import { language, post, roleCode } from './identity.ts';
import { command, route } from './route.ts';
import { areaId, isoDay, isoInstant, pageOf, pageQuery, words } from './shapes.ts';

/** Letters of any script, digits, dot, underscore and hyphen. */
export const userName = z
  .string()
  .max(60)
  .transform((value) => value.normalize('NFKC').trim())
  .pipe(z.string().regex(/^[\p{L}\p{N}._-]{2,30}$/u));
const personName = words(40).pipe(z.string().min(1));
/** As the employer writes it; an empty one takes it away. */
const employeeNumber = words(40).pipe(z.string().regex(/^[\p{L}\p{N}._-]*$/u));
const initialPassword = z.string().max(passwordMax);

const holdingRow = post.extend({
  id: z.uuid(),
  validFrom: isoDay,
  validTo: isoDay.nullable(),
  isNow: z.boolean(),
  grantedAt: isoInstant,
  grantedBy: z.string().nullable(),
});

const userRow = z.object({
  id: z.uuid(),
  userName: z.string(),
  name: z.string(),
  phoneMasked: z.string().nullable(),
  employeeNumber: z.string().nullable(),
  isActive: z.boolean(),
  mustChangePassword: z.boolean(),
  isLocked: z.boolean(),
  lastSeenAt: isoInstant.nullable(),
  createdAt: isoInstant,
  holdings: z.array(holdingRow),
});
export type UserRow = z.output<typeof userRow>;

/** Somebody a matter can be given to: name and posts, nothing else. */
const staffRow = z.object({ userId: z.uuid(), name: z.string(), posts: z.array(post) });
export type StaffRow = z.output<typeof staffRow>;

const wantedHolding = z
  .object({
    role: roleCode.exclude(['resident']),
    areaId: areaId.optional(),
    organisationId: z.uuid().optional(),
    validFrom: isoDay.optional(),
    /** The first day it is no longer held. */
    validTo: isoDay.optional(),
  })
  .refine((value) => (value.areaId === undefined) !== (value.organisationId === undefined), {
    params: { text: text('区域和单位二选一。', 'Choose an area or an organisation, not both.') },
  });

/** A sign-in of somebody else: no place, no address, to the day. */
const userSession = z.object({ id: z.uuid(), device: z.string(), startedOn: isoDay, lastUsedOn: isoDay });

export const userRoutes = {
  'POST /users': route({
    access: { capability: 'users.read' },
    summary: text('查用户', 'Users of the staff, by name'),
    asks: pageQuery.extend({
      q: words(40).optional(),
      role: roleCode.optional(),
      isActive: z.stringbool().optional(),
      /** Who holds something in the area or under it. */
      areaId: areaId.optional(),
      organisationId: z.uuid().optional(),
    }),
    output: pageOf(userRow),
  }),
  'GET /users/:id/sessions': route({
    access: { capability: 'access.manage' },
    summary: text('某用户的登录', 'Where a user is signed in: device and day, no place'),
    params: z.object({ id: z.uuid() }),
    output: z.object({ items: z.array(userSession) }),
    audits: true,
  }),
  'GET /staff': route({
    access: { capability: 'organisations.read' },
    summary: text('查可派人员', 'People a matter can be given to'),
    query: z.object({ areaId: areaId.optional(), organisationId: z.uuid().optional(), role: roleCode.optional() }),
    output: z.object({ items: z.array(staffRow), isCut: z.boolean() }),
  }),
} as const;

export const userCommands = {
  'users.create': command({
    access: { capability: 'users.manage' },
    summary: text('新建用户', 'Add a user'),
    input: z.object({
      userName,
      name: personName,
      /** Known to the administrator, so it must be changed at the first sign-in. */
      password: initialPassword,
      phone: z.string().max(30).optional(),
      employeeNumber: employeeNumber.optional(),
      language: language.default('zh'),
    }),
    output: z.object({ id: z.uuid() }),
  }),
  'users.update': command({
    access: { capability: 'users.manage' },
    summary: text('修改或停用用户', 'Change a user or switch them off'),
    input: z.object({
      id: z.uuid(),
      name: personName.optional(),
      /** An empty one takes it away. */
      phone: z.string().max(30).optional(),
      employeeNumber: employeeNumber.optional(),
      isActive: z.boolean().optional(),
    }),
    output: z.object({ id: z.uuid() }),
  }),
  'users.resetPassword': command({
    access: { capability: 'users.manage' },
    summary: text('重设密码', 'Set a new first password'),
    input: z.object({ id: z.uuid(), password: initialPassword }),
    output: z.object({ id: z.uuid(), revoked: z.number().int() }),
  }),
  'users.unlock': command({
    access: { capability: 'users.manage' },
    summary: text('解除锁定', 'Take away the lock after wrong passwords'),
    input: z.object({ id: z.uuid() }),
    output: z.object({ id: z.uuid() }),
  }),
  'users.endSessions': command({
    access: { capability: 'access.manage' },
    summary: text('结束某用户的登录', 'End one sign-in of a user, or all of them'),
    input: z.object({ id: z.uuid(), sessionId: z.uuid().optional() }),
    output: z.object({ ended: z.number().int() }),
  }),
  'users.setHoldings': command({
    access: { capability: 'access.manage' },
    summary: text('授予或收回角色', 'Grant and withdraw roles'),
    /** All that is to be held from today on; what is missing ends today. */
    input: z.object({
      userId: z.uuid(),
      holdings: z.array(wantedHolding).max(40),
      /** The holdings the asker saw, by id: refused if they are others by now. */
      known: z.array(z.uuid()).max(60).optional(),
    }),
    output: z.object({
      granted: z.number().int(),
      ended: z.number().int(),
      /** Roles of administrators, which a second person confirms. */
      proposed: z.number().int(),
    }),
  }),
} as const;
