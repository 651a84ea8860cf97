import { z } from 'zod';
import { type Capability, capabilities } from '../domain/access/capabilities.ts';
import { passwordMax } from '../domain/access/password.ts';
import { type RoleCode, roles } from '../domain/access/roles.ts';
import { text } from '../domain/text.ts';
import { command, route } from './route.ts';
import { isoInstant } from './shapes.ts';

export const language = z.enum(['zh', 'en']);
export type Language = z.output<typeof language>;

export const roleCode = z.enum(Object.keys(roles) as [RoleCode, ...RoleCode[]]);
const capabilityCode = z.enum(Object.keys(capabilities) as [Capability, ...Capability[]]);

/** A role and where it is held. */
export const post = z.object({
  role: roleCode,
  area: z.object({ id: z.number(), kind: z.string(), name: z.string() }).nullable(),
  organisation: z.object({ id: z.uuid(), name: z.string() }).nullable(),
});
export type Post = z.output<typeof post>;

/** Who I am here: what the screens need to know before they draw a button. Sign-in and sign-out answer it, too. */
export const sessionView = z.object({
  kind: z.enum(['anonymous', 'staff', 'resident', 'link']),
  user: z
    .object({
      id: z.uuid(),
      name: z.string(),
      userName: z.string().nullable(),
      phoneMasked: z.string().nullable(),
      language,
      /** Somebody else knows the password: nothing can be done until it is changed. */
      mustChangePassword: z.boolean(),
    })
    .nullable(),
  /** The second factor a sign-in still lacks; nobody is here until then. */
  awaits: z.enum(['code', 'enrolment']).nullable(),
  posts: z.array(post),
  /** What any of the posts allows somewhere; where exactly is decided with each row. */
  capabilities: z.array(capabilityCode),
  now: isoInstant,
  isDemo: z.boolean(),
});
export type SessionView = z.output<typeof sessionView>;

/** One sign-in of mine that still holds. */
const ownSession = z.object({
  id: z.uuid(),
  isThis: z.boolean(),
  startedAt: isoInstant,
  seenAt: isoInstant,
  /** The browser and system, in short. */
  device: z.string(),
  /** The last part left out. */
  network: z.string(),
});
export type OwnSession = z.output<typeof ownSession>;

export const identityRoutes = {
  'GET /session': route({
    access: { open: 'The portal asks who is there before anybody has signed in.' },
    summary: text('我是谁', 'Who I am, what I hold and may do'),
    output: sessionView,
  }),
  'GET /sessions': route({
    access: { signedIn: 'any' },
    summary: text('我的登录', 'Where I am signed in'),
    output: z.object({ items: z.array(ownSession) }),
  }),
} as const;

export const identityCommands = {
  'identity.revokeSession': command({
    access: { signedIn: 'any' },
    summary: text('退出一处登录', 'Sign out one place'),
    input: z.object({ id: z.uuid() }),
    output: z.object({ revoked: z.number().int() }),
  }),
  'identity.revokeOtherSessions': command({
    access: { signedIn: 'any' },
    summary: text('退出其他所有登录', 'Sign out everywhere else'),
    input: z.object({}),
    output: z.object({ revoked: z.number().int() }),
  }),
  'identity.setLanguage': command({
    access: { signedIn: 'any' },
    summary: text('更改语言', 'Change the language'),
    input: z.object({ language }),
    output: z.object({ language }),
  }),
} as const;

const secret = z.string().min(1).max(passwordMax);

/** Sign-in is no command: a code or a password must not pass the door for writes, which remembers what it was given. */
export const authPaths = {
  signIn: '/auth/sign-in',
  signOut: '/auth/sign-out',
  sendCode: '/auth/codes',
  verifyCode: '/auth/codes/verify',
  changePassword: '/auth/password',
} as const;

export const signInBody = z.object({ userName: z.string().min(1).max(60), password: secret });
export const sendCodeBody = z.object({ phone: z.string().min(5).max(30), language: language.default('zh') });
/** How long the code holds and when another may be asked for. */
export const sendCodeAnswer = z.object({ expiresInSeconds: z.number().int(), againInSeconds: z.number().int() });
export const verifyCodeBody = z.object({ phone: z.string().min(5).max(30), code: z.string().min(4).max(12) });
export const changePasswordBody = z.object({ current: secret, next: secret });
