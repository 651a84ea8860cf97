import { AsyncLocalStorage } from 'node:async_hooks';
import { betterAuth } from 'better-auth/minimal';
import { username } from 'better-auth/plugins/username';
import { passwordMax } from '../../../domain/access/password.ts';
import type { Vault } from '../../kit/crypto/vault.ts';
import type { Log } from '../../kit/ctx.ts';
import type { Database } from '../../kit/db/client.ts';
import { uuidv7 } from '../../kit/ids.ts';
import { authAdapter } from './auth-adapter.ts';
import { hashPassword, isPassword } from './password-hash.ts';
import { normalizeUserName } from './user-name.ts';

export interface AuthParts {
  readonly database: Database;
  readonly vault: Vault;
  readonly log: Log;
  readonly now: () => string;
  readonly isDemo: boolean;
}

export interface SignInRequest {
  readonly requestId: string;
  /** The address the connection comes from, or that a trusted proxy vouches for. */
  readonly ip: string;
  readonly userAgent: string;
  /** What this browser keeps of an earlier second factor. */
  readonly device: string | undefined;
  /** The portal that says who it is, where it is not we who asked for a password. */
  readonly signOn?: {
    readonly providerId: string;
    /** Whether it saw a second factor that is trusted. */
    readonly hasSecondFactor: boolean;
    /** A keyed hash of that by which it may end the session. */
    readonly key: Buffer | null;
  };
}

/** Begins sessions. What it gives is the token that goes into the cookie; it is nowhere else. */
export interface Auth {
  /** undefined if name and password do not fit, whichever it is. */
  signInByPassword(request: SignInRequest, userName: string, password: string): Promise<string | undefined>;
  /** For somebody who has proved who they are in another way. */
  signInUser(request: SignInRequest, userId: string): Promise<string>;
}

const clientIpHeader = 'x-linli-client-ip';

/**
 * The library behind sign-in. Its own HTTP handler is never mounted: what we do not call, such as asking whether a user name is
 * taken, signing up or reading a session by bearer token, can't be reached. Limits and lockout are ours (throttle.ts).
 */
export function makeAuth({ database, vault, log, now, isDemo }: AuthParts): Auth {
  const requests = new AsyncLocalStorage<SignInRequest>();
  const auth = betterAuth({
    appName: 'Linli',
    baseURL: 'http://linli.invalid',
    secret: vault.token('session', 'secret of the sign-in library').toString('hex'),
    database: authAdapter({ database, vault, now, isDemo, request: () => requests.getStore() }),
    advanced: {
      database: { generateId: () => uuidv7() },
      // A header from outside can't reach it: headersOf makes the headers anew.
      ipAddress: { ipAddressHeaders: [clientIpHeader] },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      maxPasswordLength: passwordMax,
      password: { hash: hashPassword, verify: ({ hash, password }) => isPassword(hash, password) },
    },
    plugins: [
      username({
        minUsernameLength: 1,
        maxUsernameLength: 60,
        usernameValidator: () => true,
        usernameNormalization: normalizeUserName,
        schema: { user: { fields: { username: 'userName', displayUsername: 'displayUserName' } } },
      }),
    ],
    user: { modelName: 'users' },
    session: {
      modelName: 'sessions',
      fields: { token: 'tokenHash' },
      additionalFields: { seenAt: { type: 'date', required: false, input: false } },
    },
    account: { modelName: 'accounts' },
    verification: { modelName: 'verifications', storeIdentifier: 'hashed' },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      // Its messages may quote what was typed; only that something was wrong is kept.
      log: (level) => (level === 'error' ? log.error({}, 'identity.library') : undefined),
    },
  });

  return {
    signInByPassword: (request, userName, password) =>
      requests.run(request, async () => {
        try {
          const signedIn = await auth.api.signInUsername({
            body: { username: userName, password },
            headers: headersOf(request),
          });
          return signedIn.token;
        } catch (error) {
          if (isApiRefusal(error)) return undefined;
          throw error;
        }
      }),
    signInUser: (request, userId) =>
      requests.run(request, async () => {
        const { internalAdapter } = await auth.$context;
        const origin = { ipAddress: request.ip, userAgent: request.userAgent };
        return (await internalAdapter.createSession(userId, false, origin)).token;
      }),
  };
}

function headersOf({ ip, userAgent }: SignInRequest): Headers {
  return new Headers({ [clientIpHeader]: ip, 'user-agent': userAgent });
}

/** The library's own "no", told apart from a failure. */
function isApiRefusal(error: unknown): boolean {
  const status = (error as { statusCode?: number }).statusCode;
  return error instanceof Error && error.name === 'APIError' && status !== undefined && status < 500;
}
