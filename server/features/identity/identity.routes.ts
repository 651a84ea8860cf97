import { confirmationCommands, confirmationRoutes } from '../../../contract/confirmations.ts';
import { identityCommands, identityRoutes } from '../../../contract/identity.ts';
import { secondFactorCommands, secondFactorRoutes } from '../../../contract/second-factor.ts';
import { signOnRoutes } from '../../../contract/sign-on.ts';
import { userCommands, userRoutes } from '../../../contract/users.ts';
import type { Vault } from '../../kit/crypto/vault.ts';
import type { Log } from '../../kit/ctx.ts';
import type { Database } from '../../kit/db/client.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import type { SignOnPort } from '../../outside/sign-on/port.ts';
import type { SmsPort } from '../../outside/sms/port.ts';
import { makeAuth } from './auth.ts';
import { decideConfirmation, proposeFactorReset } from './confirmations.commands.ts';
import { listConfirmations } from './confirmations.queries.ts';
import { setHoldings } from './holdings.commands.ts';
import { revokeOtherSessions, revokeSession, setLanguage } from './identity.commands.ts';
import { clearEnded } from './identity.jobs.ts';
import { signInPlugin } from './identity.plugin.ts';
import { getSessionView, listOwnSessions, ownUserId } from './identity.queries.ts';
import { policyNow, setPolicy } from './second-factor.policy.ts';
import { ownFactor } from './second-factor.ts';
import { listSignOn } from './sign-on.queries.ts';
import { openThrottle } from './throttle.ts';
import { endUserSessions, listUserSessions } from './user-sessions.ts';
import { createUser, resetPassword, unlockUser, updateUser } from './users.commands.ts';
import { listStaff, listUsers } from './users.queries.ts';

interface IdentityParts {
  readonly config: {
    readonly publicUrl: string | undefined;
    readonly staffUrl?: string | undefined;
    readonly hasDemo: boolean;
  };
  readonly database: Database;
  readonly vault: Vault;
  readonly sms: SmsPort;
  readonly signOn?: readonly SignOnPort[];
  readonly log: Log;
}

/** Who signs in, what they hold, who may change it. */
export function identitySlice(parts: IdentityParts, now: () => string): Slice {
  const { database, vault } = parts;
  const isDemo = parts.config.hasDemo;
  const throttle = openThrottle(database, vault, now);
  const auth = makeAuth({ ...parts, now, isDemo });
  const ports = parts.signOn ?? [];
  return {
    reads: [
      ...bindReads(identityRoutes, {
        'GET /session': (ctx) => getSessionView(ctx, isDemo),
        'GET /sessions': async (ctx) => ({ items: await listOwnSessions(ctx) }),
      }),
      ...bindReads(userRoutes, {
        'POST /users': (ctx, { query }) => listUsers(ctx, query),
        'GET /users/:id/sessions': async (ctx, { params }) => ({ items: await listUserSessions(ctx, params.id) }),
        'GET /staff': (ctx, { query }) => listStaff(ctx, query),
      }),
      ...bindReads(secondFactorRoutes, {
        'GET /second-factor': (ctx) => ownFactor(ctx.db, ownUserId(ctx.actor)),
        'GET /second-factor/policy': (ctx) => policyNow(ctx.db),
      }),
      ...bindReads(signOnRoutes, { 'GET /sign-on': () => listSignOn(ports) }),
      ...bindReads(confirmationRoutes, { 'GET /confirmations': (ctx, { query }) => listConfirmations(ctx, query) }),
    ],
    commands: [
      ...bindCommands(identityCommands, {
        'identity.revokeSession': (ctx, input) => revokeSession(ctx, input.id),
        'identity.revokeOtherSessions': (ctx) => revokeOtherSessions(ctx),
        'identity.setLanguage': (ctx, input) => setLanguage(ctx, input.language),
      }),
      ...bindCommands(userCommands, {
        'users.create': createUser,
        'users.update': updateUser,
        'users.resetPassword': resetPassword,
        'users.unlock': unlockUser,
        'users.endSessions': endUserSessions,
        'users.setHoldings': setHoldings,
      }),
      ...bindCommands(secondFactorCommands, {
        'second-factor.setPolicy': setPolicy,
        'second-factor.proposeReset': proposeFactorReset,
      }),
      ...bindCommands(confirmationCommands, { 'confirmations.decide': decideConfirmation }),
    ],
    jobs: [clearEnded],
    plugin: signInPlugin({ ...parts, auth, throttle, now, isDemo, ports }),
  };
}
