import { readFileSync } from 'node:fs';
import { z } from 'zod';

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Whether what is sent to an address can't be read or changed on the way: https, or this very machine. */
export function isSafeAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password, hash } = new URL(address);
  if (username || password || hash) return false;
  return protocol === 'https:' || (protocol === 'http:' && loopback.has(hostname));
}

const safeAddress = z.string().refine(isSafeAddress, 'https is needed (http on this machine alone)');

const field = z.enum(['employee-number', 'phone']);

const common = {
  /** Part of the addresses the portal sends people back to, and of the links kept: never change it. */
  id: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/),
  name: z.strictObject({ zh: z.string().min(1).max(30), en: z.string().min(1).max(60) }),
  /** A second factor that the portal says it has seen and that is trusted: the claim and its values. */
  secondFactor: z
    .strictObject({ claim: z.string().min(1).max(100), values: z.array(z.string().min(1).max(200)).min(1).max(20) })
    .optional(),
};

const oidc = z.strictObject({
  kind: z.literal('oidc'),
  ...common,
  issuer: safeAddress,
  clientId: z.string().min(1).max(200),
  clientSecret: z.string().min(16).max(500),
  scopes: z
    .array(z.string().regex(/^[\x21\x23-\x5B\x5D-\x7E]{1,60}$/))
    .max(20)
    .default(['openid', 'profile'])
    .refine((scopes) => scopes.includes('openid'), 'openid must be among the scopes'),
  /** Which claim finds the account; never a name. A phone only if the portal says that it verified it. */
  match: z
    .strictObject({ claim: z.string().min(1).max(100), field })
    .default({ claim: 'employee_number', field: 'employee-number' }),
});

const cas = z.strictObject({
  kind: z.literal('cas'),
  ...common,
  /** The address before /login and /p3/serviceValidate. */
  server: safeAddress.transform((address) => address.replace(/\/+$/, '')),
  /** `user` is the name CAS itself knows somebody by; anything else one of its attributes. */
  match: z
    .strictObject({ claim: z.string().min(1).max(100), field: z.literal('employee-number') })
    .default({ claim: 'employeeNumber', field: 'employee-number' }),
});

const file = z.strictObject({
  providers: z
    .array(z.discriminatedUnion('kind', [oidc, cas]))
    .max(10)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'two providers have one id'),
});

export type OidcSettings = z.output<typeof oidc>;
export type CasSettings = z.output<typeof cas>;
export type SignOnSettings = OidcSettings | CasSettings;
export type MatchField = z.output<typeof field>;

/** Reads settings as the file holds them. Throws with the place of what is wrong, never with a value: there are secrets in it. */
export function parseSignOn(value: unknown): readonly SignOnSettings[] {
  const parsed = file.safeParse(value);
  if (parsed.success) return parsed.data.providers;
  const [issue] = parsed.error.issues;
  throw new Error(`${issue?.path.join('.') || 'the file'}: ${issue?.message}`);
}

/** Reads the file of the portals that staff may sign on at. Throws in words. */
export function readSignOn(path: string): readonly SignOnSettings[] {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    // What JSON.parse says may quote the file.
    const reason = error instanceof SyntaxError ? 'it is no JSON' : ((error as NodeJS.ErrnoException).code ?? '');
    throw new Error(`The file of SIGN_ON_FILE (${path}) cannot be read: ${reason}`);
  }
  try {
    return parseSignOn(value);
  } catch (error) {
    throw new Error(`The file of SIGN_ON_FILE (${path}) is not right: ${(error as Error).message}`);
  }
}
