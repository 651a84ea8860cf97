import { parseRef } from '../../../contract/shapes.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { actionAt, type Decision } from '../../../domain/case/decide.ts';
import type { CaseType } from '../../../domain/case/define.ts';
import type { Field, NamedPerson } from '../../../domain/case/fields.ts';
import { communityOf } from '../../../domain/case/sealed.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import type { World } from '../../../domain/case/world.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import { type Text, text } from '../../../domain/text.ts';
import { widenTo } from '../../access/row-scope.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { sideBySide } from '../../kit/db/side-by-side.ts';
import { type Contact, checkPhone } from './cases.contact.ts';
import { intakeOf } from './cases.world.ts';

type Asks = Readonly<Record<string, Field>>;
type Input = Readonly<Record<string, unknown>>;

/** The blind indexes of the phones of everybody named while a case begins, as contact or in a field, by number or by record. */
async function tokensNamed(
  ctx: WriteCtx,
  asks: Asks,
  input: Input,
  contact: Contact | null,
): Promise<readonly Buffer[]> {
  const named = Object.entries(asks).flatMap(([key, { kind }]) =>
    kind === 'people' && Array.isArray(input[key]) ? (input[key] as readonly NamedPerson[]) : [],
  );
  const phones = [contact?.phone, ...named.map(({ phone }) => (phone ? checkPhone(phone) : undefined))];
  const records = named.flatMap(({ peopleRef }) => (peopleRef ? [parseRef(peopleRef)] : []));
  const known = await sideBySide(records.map(({ communityId, id }) => tokensOfRecords(ctx, communityId, [id])));
  return [...phones.flatMap((phone) => (phone ? [ctx.vault.token('phone', phone)] : [])), ...known.flat()];
}

async function tokensOfRecords(ctx: WriteCtx, communityId: number, ids: readonly string[]): Promise<readonly Buffer[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .selectFrom('peoplePhones')
    .select('token')
    .where('communityId', '=', communityId)
    .where('peopleId', 'in', ids)
    .execute();
  return rows.map(({ token }) => token);
}

/**
 * Of a sealed type: whoever holds its intake and is themselves one of the people it names is not on its list, and whoever is one of them
 * does not begin it as staff.
 * @throws case.listed-is-party
 */
export async function intakeApart(
  ctx: WriteCtx,
  type: CaseType,
  areaId: number,
  named: { readonly asks: Asks; readonly input: Input; readonly contact: Contact | null },
): Promise<Pick<World, 'intake'>> {
  const world = await intakeOf(ctx, type, areaId);
  if (!type.sealed) return world;
  const tokens = await tokensNamed(ctx, named.asks, named.input, named.contact);
  if (tokens.length === 0) return world;
  const users = await ctx.db
    .selectFrom('users')
    .select('id')
    .where('kind', '=', 'staff')
    .where('phoneToken', 'in', tokens)
    .execute();
  const parties = new Set(users.map(({ id }) => id));
  const isBeginner = ctx.actor.kind === 'staff' && !type.sealed.askerTo && parties.has(ctx.actor.userId);
  if (isBeginner) throw refuse('case.listed-is-party');
  return { intake: (world.intake ?? []).filter((id) => !parties.has(id)) };
}

interface PartyRow {
  readonly peopleId: string | null;
  readonly phoneSealed: Buffer | null;
}

async function partiesOf(ctx: WriteCtx, state: CaseState): Promise<readonly PartyRow[]> {
  return ctx.db
    .selectFrom('caseParties')
    .select(['peopleId', 'phoneSealed'])
    .where('communityId', '=', state.communityId)
    .where('caseId', '=', state.id)
    .execute();
}

/** By what a case's people are known: the blind indexes of their phones, those of their records among them. */
async function tokensOfParties(ctx: WriteCtx, state: CaseState, parties: readonly PartyRow[]): Promise<Buffer[]> {
  const own = parties.flatMap(({ phoneSealed }) =>
    phoneSealed ? [ctx.vault.token('phone', ctx.vault.open('phone', phoneSealed))] : [],
  );
  const records = parties.flatMap(({ peopleId }) => (peopleId ? [peopleId] : []));
  return [...own, ...(await tokensOfRecords(ctx, communityOf(state.communityId), records))];
}

/** Those of some users who are themselves people of a case, known by their phone. */
export async function partiesAmong(
  ctx: WriteCtx,
  state: CaseState,
  userIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (userIds.length === 0) return new Set();
  const tokens = await tokensOfParties(ctx, state, await partiesOf(ctx, state));
  if (tokens.length === 0) return new Set();
  const found = await ctx.db
    .selectFrom('users')
    .select('id')
    .where('id', 'in', userIds)
    .where('phoneToken', 'in', tokens)
    .execute();
  return new Set(found.map(({ id }) => id));
}

/** The homes on record in which those of some phones live now. */
async function homesOf(ctx: WriteCtx, communityId: number, tokens: readonly Buffer[], records: readonly string[]) {
  const known = tokens.length
    ? await ctx.db
        .selectFrom('peoplePhones')
        .select('peopleId')
        .where('communityId', '=', communityId)
        .where('token', 'in', tokens)
        .execute()
    : [];
  const people = [...known.map(({ peopleId }) => peopleId), ...records];
  if (people.length === 0) return new Set<string>();
  const rows = await ctx.db
    .selectFrom('residences')
    .select('houseId')
    .where('communityId', '=', communityId)
    .where('peopleId', 'in', people)
    .where('toOn', 'is', null)
    .execute();
  return new Set(rows.map(({ houseId }) => houseId));
}

/** Whether somebody holds a role today in one of the units that a case names as a party. */
async function isOfUnit(ctx: WriteCtx, userId: string, units: readonly string[]): Promise<boolean> {
  if (units.length === 0) return false;
  const today = businessDay(ctx.now);
  const found = await ctx.db
    .selectFrom('holdings')
    .select('id')
    .where('userId', '=', userId)
    .where('organisationId', 'in', units)
    .where('validFrom', '<=', today)
    .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', today)]))
    .executeTakeFirst();
  return found !== undefined;
}

const nearness = {
  party: (name: string): Text =>
    text(`${name}就是本事项的当事人，请换一位。`, `${name} is a party to it. Please name another.`),
  home: (name: string): Text =>
    text(
      `${name}与一位当事人登记在同一户，请换一位。`,
      `${name} is on record in the same home as a party. Please name another.`,
    ),
  unit: (name: string): Text =>
    text(`${name}是对方单位的人员，请换一位。`, `${name} belongs to the unit that is a party. Please name another.`),
};

/**
 * Whoever gets a role that its declaration wants apart stands near none of the case's people: is none of them, lives in no home of theirs, and
 * belongs to no unit that is a party. Known by phone and record; what the records do not show is still to be answered by whoever names them.
 * @throws request.invalid, naming the field and why
 */
export async function assertApart(ctx: WriteCtx, type: CaseType, before: CaseState, decision: Decision): Promise<void> {
  const { entry, state } = decision;
  const named = entry.facts.flatMap((fact) =>
    fact.kind === 'listed' && type.apart?.includes(fact.member.role) ? [fact.member.userId] : [],
  );
  if (named.length === 0) return;
  const communityId = communityOf(state.communityId);
  if (!ctx.rows.communities.includes(communityId))
    await widenTo(ctx, communityId, 'whether somebody stands near a party is looked up');
  const parties = await partiesOf(ctx, state);
  const tokens = await tokensOfParties(ctx, state, parties);
  const records = parties.flatMap(({ peopleId }) => (peopleId ? [peopleId] : []));
  const homes = await homesOf(ctx, communityId, tokens, records);
  const units = Object.entries(type.fields).flatMap(([key, { kind }]) =>
    kind === 'organisation' && typeof state.fields[key] === 'string' ? [state.fields[key] as string] : [],
  );
  const users = await ctx.db
    .selectFrom('users')
    .select(['id', 'name', 'phoneToken'])
    .where('id', 'in', named)
    .execute();
  const asks = actionAt(type, before.stage, entry.action)?.asks ?? {};
  const path = Object.keys(asks).find((key) => asks[key]?.kind === 'staff-list' || asks[key]?.kind === 'staff') ?? '';
  for (const { id, name, phoneToken } of users) {
    const own = phoneToken ? [phoneToken] : [];
    const isParty = own.some((one) => tokens.some((token) => token.equals(one)));
    const isAtHome = !isParty && [...(await homesOf(ctx, communityId, own, []))].some((home) => homes.has(home));
    const why = isParty ? 'party' : isAtHome ? 'home' : (await isOfUnit(ctx, id, units)) ? 'unit' : null;
    if (why) throw new Refusal('request.invalid', { fields: [{ path, text: nearness[why](name) }] });
  }
}
