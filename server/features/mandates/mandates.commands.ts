import type { z } from 'zod';
import type { mandateCommands } from '../../../contract/mandates.ts';
import { longestMandateDays, mostHelped, mostHelpers } from '../../../domain/access/mandates.ts';
import { businessDay, dayMs, toMs } from '../../../domain/calendar/instant.ts';
import { parsePhone } from '../../../domain/identifiers/phone.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import { text } from '../../../domain/text.ts';
import { tellOfMandate } from '../../access/mandates.ts';
import { holdsOver } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { ownAreas, ownToken } from './mandates.queries.ts';

type Input<K extends keyof typeof mandateCommands> = z.output<(typeof mandateCommands)[K]['input']>;

interface Person {
  readonly name: string;
  readonly phone: string;
}

/** A phone as it is kept; one that takes no messages names nobody. @throws request.invalid naming the field */
function phoneOf(typed: string, path: string): string {
  const phone = parsePhone(typed);
  if (phone.ok) return phone.normalized;
  const fault = text('请填写能打通的手机号。', 'Please give a phone number that can be called.');
  throw new Refusal('request.invalid', { fields: [{ path, text: fault }] });
}

const maskPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`;
const maskName = (name: string): string => `${[...name][0]}${'*'.repeat(Math.max(1, [...name].length - 1))}`;

function sealed(ctx: WriteCtx, { name, phone }: Person) {
  return {
    token: ctx.vault.token('phone', phone),
    phone: ctx.vault.seal('phone', phone),
    phoneMasked: maskPhone(phone),
    name: ctx.vault.seal('party-name', name),
    nameMasked: maskName(name),
  };
}

type Terms = Pick<Input<'mandates.give'>, 'relation' | 'covers' | 'endsOn'>;
type How =
  | { readonly given: 'own'; readonly areaId: null; readonly witnessedBy: null }
  | { readonly given: 'counter'; readonly areaId: number; readonly witnessedBy: string };

/** @throws mandates.too-long, mandates.too-many, mandates.same */
async function assertRoom(ctx: WriteCtx, elder: Buffer, helper: Buffer, endsOn: string): Promise<void> {
  const today = businessDay(ctx.now);
  if (endsOn <= today || endsOn > businessDay(toMs(ctx.now) + longestMandateDays * dayMs))
    throw refuse('mandates.too-long');
  const rows = await ctx.db
    .selectFrom('mandates')
    .select(['elderToken', 'helperToken'])
    .where('endedAt', 'is', null)
    .where('endsOn', '>', today)
    .where((eb) => eb.or([eb('elderToken', '=', elder), eb('helperToken', '=', helper)]))
    .execute();
  const of = rows.filter(({ elderToken }) => elderToken.equals(elder));
  if (of.some(({ helperToken }) => helperToken.equals(helper))) throw refuse('mandates.same');
  if (of.length >= mostHelpers || rows.length - of.length >= mostHelped)
    throw refuse('mandates.too-many', { helpers: mostHelpers, helped: mostHelped });
}

async function keep(
  ctx: WriteCtx,
  people: { readonly elder: Person; readonly helper: Person },
  terms: Terms,
  how: How,
) {
  if (people.elder.phone === people.helper.phone) throw refuse('mandates.to-oneself');
  const [elder, helper] = [sealed(ctx, people.elder), sealed(ctx, people.helper)];
  await assertRoom(ctx, elder.token, helper.token, terms.endsOn);
  const id = ctx.intentionId;
  await ctx.db
    .insertInto('mandates')
    .values({
      id,
      elderToken: elder.token,
      elderPhoneSealed: elder.phone,
      elderPhoneMasked: elder.phoneMasked,
      elderNameSealed: elder.name,
      elderNameMasked: elder.nameMasked,
      helperToken: helper.token,
      helperPhoneSealed: helper.phone,
      helperPhoneMasked: helper.phoneMasked,
      helperNameSealed: helper.name,
      helperNameMasked: helper.nameMasked,
      relation: terms.relation,
      covers: [...new Set(terms.covers)],
      endsOn: terms.endsOn,
      givenAt: ctx.now,
      ...how,
    })
    .execute();
  ctx.audit({
    action: 'mandates.given',
    noun: 'mandates',
    rowId: id,
    details: { given: how.given, covers: terms.covers },
  });
  await tellBoth(ctx, id, 'given');
  return { id };
}

async function tellBoth(ctx: WriteCtx, mandateId: string, what: 'given' | 'ended'): Promise<void> {
  for (const to of ['elder', 'helper'] as const) await tellOfMandate(ctx, { mandateId, what, to });
}

/** How often somebody gives mandates in a day: each sends messages to a phone that may not have asked for them. */
const mostADay = 5;

/**
 * Gives a mandate by one's own sign-in.
 * @throws mandates.no-helper, mandates.to-oneself, mandates.too-long, mandates.too-many, mandates.same, request.too-many
 */
export async function giveMandate(ctx: WriteCtx, input: Input<'mandates.give'>): Promise<{ id: string }> {
  const token = ownToken(ctx);
  const own = await ctx.db
    .selectFrom('users')
    .select('phoneSealed')
    .where('kind', '=', 'resident')
    .where('phoneToken', '=', token)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const { n } = await ctx.db
    .selectFrom('mandates')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('elderToken', '=', token)
    .where('givenAt', '>', new Date(toMs(ctx.now) - dayMs).toISOString())
    .executeTakeFirstOrThrow();
  if (n >= mostADay) throw refuse('request.too-many', { seconds: 86_400 });
  const elder = { name: input.name, phone: ctx.vault.open('phone', own.phoneSealed as Buffer) };
  const helper = { name: input.helper.name, phone: phoneOf(input.helper.phone, 'helper.phone') };
  return keep(ctx, { elder, helper }, input, { given: 'own', areaId: null, witnessedBy: null });
}

/**
 * Registers a mandate that somebody gave in person. Whoever registers it is not the helper.
 * @throws access.outside-scope, mandates.witness-helps, and as giveMandate
 */
export async function registerMandate(ctx: WriteCtx, input: Input<'mandates.register'>): Promise<{ id: string }> {
  if (ctx.actor.kind !== 'staff') throw refuse('access.forbidden');
  const tree = await areaTree(ctx);
  if (!tree.byId.has(input.areaId) || !holdsOver(tree, ctx.actor, 'people.write', input.areaId))
    throw refuse('access.outside-scope');
  const elder = { name: input.elder.name, phone: phoneOf(input.elder.phone, 'elder.phone') };
  const helper = { name: input.helper.name, phone: phoneOf(input.helper.phone, 'helper.phone') };
  const witness = await ctx.db
    .selectFrom('users')
    .select('phoneSealed')
    .where('id', '=', ctx.actor.userId)
    .executeTakeFirstOrThrow();
  if (witness.phoneSealed && ctx.vault.open('phone', witness.phoneSealed) === helper.phone)
    throw refuse('mandates.witness-helps');
  const how = { given: 'counter', areaId: input.areaId, witnessedBy: ctx.actor.userId } as const;
  return keep(ctx, { elder, helper }, input, how);
}

/** Writes the end of a mandate that still holds; ended again it stays as it was. */
async function end(ctx: WriteCtx, id: string, by: 'elder' | 'helper' | 'desk'): Promise<{ id: string }> {
  const done = await ctx.db
    .updateTable('mandates')
    .set({ endedAt: ctx.now, endedBy: by })
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) return { id };
  ctx.audit({ action: 'mandates.ended', noun: 'mandates', rowId: id, details: { by } });
  await tellBoth(ctx, id, 'ended');
  return { id };
}

/** Ends one's own mandate at once, as the one who gave it or as the helper. @throws request.not-found */
export async function endMandate(ctx: WriteCtx, id: string): Promise<{ id: string }> {
  const token = ownToken(ctx);
  const row = await ctx.db
    .selectFrom('mandates')
    .select(['elderToken', 'helperToken'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row?.elderToken.equals(token)) return end(ctx, id, 'elder');
  if (row?.helperToken.equals(token)) return end(ctx, id, 'helper');
  throw refuse('request.not-found');
}

/**
 * Ends a mandate as its giver asks who stands at the counter: one registered in the asker's areas, or one that people gave by themselves.
 * @throws request.not-found
 */
export async function endMandateFor(ctx: WriteCtx, id: string): Promise<{ id: string }> {
  const row = await ctx.db.selectFrom('mandates').select(['areaId']).where('id', '=', id).executeTakeFirst();
  if (!row) throw refuse('request.not-found');
  if (row.areaId !== null && !(await ownAreas(ctx)).includes(row.areaId)) throw refuse('request.not-found');
  return end(ctx, id, 'desk');
}
