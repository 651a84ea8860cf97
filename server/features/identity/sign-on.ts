import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type SignOnSurface, signOnSurface } from '../../../contract/sign-on.ts';
import { toIso, toMs } from '../../../domain/calendar/instant.ts';
import { parsePhone } from '../../../domain/identifiers/phone.ts';
import { Refusal, type RefusalCode, refuse } from '../../../domain/refusals.ts';
import { writeAudit } from '../../access/audit.ts';
import type { Vault } from '../../kit/crypto/vault.ts';
import { type Database, noRows, type WriteTx } from '../../kit/db/client.ts';
import { uuidv7 } from '../../kit/ids.ts';
import type { SignOnEnd, SignOnFault, SignOnFlow, SignOnPort, SignOnProof } from '../../outside/sign-on/port.ts';
import { SignOnFailure } from '../../outside/sign-on/port.ts';
import type { Auth, SignInRequest } from './auth.ts';

export interface SignOnParts {
  readonly database: Database;
  readonly vault: Vault;
  readonly auth: Auth;
  readonly now: () => string;
}

const random = (): string => randomBytes(32).toString('base64url');
export const flowLifeMs = 600_000;

/** What the browser keeps of its ways to portals; a flow is nobody else's. */
export const browserPattern = /^(desk|field|wall)\.([A-Za-z0-9_-]{43})$/;
export const newBrowser = random;

const target = z.object({ surface: signOnSurface, next: z.string() });
/** Where somebody goes on after a sign-on: a surface, and what its own page makes of the rest. */
export interface SignOnTarget {
  readonly surface: SignOnSurface;
  readonly next: string;
}

/** Under which name the link between a portal's person and an account is kept. */
export const linkOf = (providerId: string): string => `sign-on:${providerId}`;

/** Nonce and PKCE's secret follow from what the browser keeps, so that they are stored nowhere. */
function flowOf(state: string, browser: string, returnAddress: string): SignOnFlow {
  const derive = (purpose: string): string =>
    createHash('sha256').update(`linli sign-on ${purpose}\n${state}\n${browser}`).digest('base64url');
  return { returnAddress, state, nonce: derive('nonce'), verifier: derive('verifier') };
}

/** A flow's name in the table: found only by whoever has its state, the browser it began in and its own portal. */
function flowName(vault: Vault, providerId: string, state: string, browser: string): string {
  return vault.token('session', `sign-on\n${providerId}\n${state}\n${browser}`).toString('base64url');
}

/**
 * Begins a way to a portal and gives the address there.
 * @refuses sign-on.unavailable
 */
export async function beginSignOn(
  { database, vault, now }: SignOnParts,
  port: SignOnPort,
  { browser, returnAddress, target }: { browser: string; returnAddress: string; target: SignOnTarget },
): Promise<string> {
  const state = random();
  const address = await port.begin(flowOf(state, browser, returnAddress)).catch(refuseFailure);
  const at = now();
  const row = {
    id: uuidv7(),
    identifier: flowName(vault, port.id, state, browser),
    value: JSON.stringify(target),
    expiresAt: toIso(toMs(at) + flowLifeMs),
    createdAt: at,
    updatedAt: at,
  };
  await database.write(noRows, (db) => db.insertInto('verifications').values(row).execute());
  return address;
}

/** Takes a flow back: once, within ten minutes, in the browser it began in. */
export async function takeFlow(
  { database, vault, now }: SignOnParts,
  providerId: string,
  state: string,
  browser: string,
): Promise<SignOnTarget | undefined> {
  const row = await database.write(noRows, (db) =>
    db
      .deleteFrom('verifications')
      .where('identifier', '=', flowName(vault, providerId, state, browser))
      .returning(['value', 'expiresAt'])
      .executeTakeFirst(),
  );
  if (!row || toMs(row.expiresAt) <= toMs(now())) return undefined;
  return target.parse(JSON.parse(row.value));
}

interface Return {
  readonly request: SignInRequest;
  readonly browser: string;
  readonly returnAddress: string;
  /** What the portal sent the browser back with. */
  readonly answer: Readonly<Record<string, string>>;
}

/**
 * Redeems a portal's answer for a session of the account it finds; nothing but the link is ever made.
 * @refuses sign-on.unavailable, sign-on.untrusted, sign-on.cancelled, sign-on.unverified, sign-on.nobody, sign-on.unknown,
 *   sign-on.switched-off, sign-on.other-link
 */
export async function finishSignOn(parts: SignOnParts, port: SignOnPort, come: Return): Promise<string> {
  const { request, answer, browser, returnAddress } = come;
  const flow = flowOf(answer['state'] ?? '', browser, returnAddress);
  const proof = await port.finish(flow, answer).catch(refuseFailure);
  const userId = await parts.database.write(noRows, (db) => linkedUser(parts, db, port, proof, request.requestId));
  return parts.auth.signInUser(
    {
      ...request,
      signOn: {
        providerId: port.id,
        hasSecondFactor: proof.hasSecondFactor,
        key: proof.endsBy === undefined ? null : endKey(parts.vault, port.id, proof.endsBy),
      },
    },
    userId,
  );
}

/**
 * Ends what a portal says has ended there: the session begun by a ticket or under a session of the portal, or all that somebody began there.
 * @refuses sign-on.untrusted, sign-on.unavailable
 */
export async function endBySignOn(
  { database, vault, now }: SignOnParts,
  port: SignOnPort,
  requestId: string,
  body: string,
) {
  const ended = await port.endedBy?.(body).catch(refuseFailure);
  if (ended === undefined) return;
  const { endsBy, subject, once } = ended;
  await database.write(noRows, async (db) => {
    if (once && !(await isFirst(db, vault, port.id, once, now()))) throw refuse('sign-on.untrusted');
    let sessions = db.deleteFrom('sessions').where('signOnProvider', '=', port.id);
    if (endsBy !== undefined) sessions = sessions.where('signOnKey', '=', endKey(vault, port.id, endsBy));
    if (subject !== undefined) {
      const linked = db.selectFrom('accounts').select('userId').where('providerId', '=', linkOf(port.id));
      sessions = sessions.where('userId', 'in', linked.where('accountId', '=', subject));
    }
    const gone = await sessions.returning(['id']).execute();
    const notes = gone.map(({ id }) => ({
      action: 'identity.signed-out',
      noun: 'sessions',
      rowId: id,
      details: { by: port.id },
    }));
    if (notes.length > 0) await writeAudit(db, { actor: { kind: 'system', name: 'sign-on' }, requestId }, now(), notes);
  });
}

/** Whether a message that is good once comes for the first time; the row's own id keeps two at one moment apart. */
async function isFirst(
  db: WriteTx,
  vault: Vault,
  providerId: string,
  { name, until }: NonNullable<SignOnEnd['once']>,
  at: string,
): Promise<boolean> {
  const token = vault.token('session', `sign-on once\n${providerId}\n${name}`);
  const hex = token.toString('hex');
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  const row = {
    id,
    identifier: token.toString('base64url'),
    value: '',
    expiresAt: until,
    createdAt: at,
    updatedAt: at,
  };
  const made = await db
    .insertInto('verifications')
    .values(row)
    .onConflict((one) => one.doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

const endKey = (vault: Vault, providerId: string, ticket: string): Buffer =>
  vault.token('session', `sign-on end\n${providerId}\n${ticket}`);

const faults: Readonly<Record<SignOnFault, RefusalCode>> = {
  unavailable: 'sign-on.unavailable',
  untrusted: 'sign-on.untrusted',
  cancelled: 'sign-on.cancelled',
  nobody: 'sign-on.nobody',
  unverified: 'sign-on.unverified',
};

/** A portal's failure as a refusal; its reason goes with it for the log. */
function refuseFailure(error: unknown): never {
  if (!(error instanceof SignOnFailure)) throw error;
  const refusal = new Refusal(faults[error.fault]);
  refusal.cause = error;
  throw refusal;
}

/** The account that a proof stands for. The first time the link is kept; from then on number and link must agree, so that a number given to the next person opens nothing. */
async function linkedUser(
  { vault, now }: SignOnParts,
  db: WriteTx,
  port: SignOnPort,
  proof: SignOnProof,
  requestId: string,
): Promise<string> {
  const user = await findStaff(db, vault, port, proof.value);
  if (!user) throw refuse('sign-on.unknown');
  if (!user.isActive) throw refuse('sign-on.switched-off');
  const providerId = linkOf(port.id);
  const links = await db
    .selectFrom('accounts')
    .select(['userId', 'accountId'])
    .where('providerId', '=', providerId)
    .where((eb) => eb.or([eb('accountId', '=', proof.subject), eb('userId', '=', user.id)]))
    .execute();
  if (links.some((link) => link.userId !== user.id || link.accountId !== proof.subject))
    throw refuse('sign-on.other-link');
  if (links.length > 0) return user.id;
  const at = now();
  const link = { id: uuidv7(), providerId, accountId: proof.subject, userId: user.id, createdAt: at, updatedAt: at };
  const made = await db
    .insertInto('accounts')
    .values(link)
    .onConflict((one) => one.doNothing())
    .executeTakeFirst();
  // Two at one moment: the second one tries again and finds the link.
  if (made.numInsertedOrUpdatedRows !== 1n) throw refuse('sign-on.expired');
  const actor = { kind: 'staff', userId: user.id, name: user.name, holdings: [] } as const;
  const note = { action: 'identity.sign-on-linked', noun: 'users', rowId: user.id, details: { by: port.id } };
  await writeAudit(db, { actor, requestId }, at, [note]);
  return user.id;
}

/** The one account of staff behind an employee number or a phone; locked, so that nobody switches it off meanwhile. */
async function findStaff(db: WriteTx, vault: Vault, port: SignOnPort, value: string) {
  const staff = db.selectFrom('users').select(['id', 'name', 'isActive']).where('kind', '=', 'staff');
  if (port.matches === 'employee-number')
    return staff.where('employeeNumber', '=', value).forUpdate().executeTakeFirst();
  const phone = parsePhone(value);
  if (!phone.ok || phone.kind !== 'mobile') throw refuse('sign-on.nobody');
  return staff.where('phoneToken', '=', vault.token('phone', phone.normalized)).forUpdate().executeTakeFirst();
}
