import { z } from 'zod';
import { text } from '../domain/text.ts';
import { roleCode } from './identity.ts';
import { command, route } from './route.ts';
import { isoInstant, words } from './shapes.ts';

/** Which roles must have a second factor beside the administrators, who always must; and how long a device is remembered. */
export const secondFactorPolicy = z.object({
  roles: z.array(roleCode.exclude(['resident'])).max(20),
  /** Days; 0 asks at every sign-in. */
  rememberDays: z.number().int().min(0).max(30),
});
export type SecondFactorPolicy = z.output<typeof secondFactorPolicy>;

export const secondFactorRoutes = {
  'GET /second-factor': route({
    access: { signedIn: 'any' },
    summary: text('我的第二验证', 'Whether I have a second factor'),
    output: z.object({ since: isoInstant.nullable(), codesLeft: z.number().int() }),
  }),
  'GET /second-factor/policy': route({
    access: { capability: 'access.manage' },
    summary: text('哪些角色必须第二验证', 'Which roles must have a second factor'),
    output: secondFactorPolicy,
  }),
} as const;

export const secondFactorCommands = {
  'second-factor.setPolicy': command({
    access: { capability: 'access.manage' },
    summary: text('设定哪些角色必须第二验证', 'Set which roles must have a second factor'),
    input: secondFactorPolicy,
    output: secondFactorPolicy,
  }),
  'second-factor.proposeReset': command({
    access: { capability: 'access.manage' },
    summary: text('提出重置第二验证', 'Propose to reset the second factor of whoever lost their device'),
    input: z.object({ id: z.uuid(), reason: words(200).pipe(z.string().min(2)) }),
    output: z.object({ id: z.uuid() }),
  }),
} as const;

/** Like passwords, codes and secrets do not pass the door for writes, which remembers what it was given. */
export const secondFactorPaths = {
  begin: '/auth/second-factor/begin',
  confirm: '/auth/second-factor/confirm',
  verify: '/auth/second-factor/verify',
} as const;

const code = z.string().min(6).max(24);
/** `code` where there is a second factor already: of the old app, or a recovery code. */
export const beginBody = z.object({ code: code.optional() });
export const beginAnswer = z.object({
  /** For typing, in base32. */
  secret: z.string(),
  /** For the QR code. */
  address: z.string(),
});
export const confirmBody = z.object({ code });
/** Shown once. */
export const confirmAnswer = z.object({ recoveryCodes: z.array(z.string()) });
export const verifyBody = z.object({ code, remember: z.boolean().default(false) });
