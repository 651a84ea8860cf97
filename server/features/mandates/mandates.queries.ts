import { sql } from 'kysely';
import { z } from 'zod';
import type { DeskMandate, OwnMandate } from '../../../contract/mandates.ts';
import { toRef } from '../../../contract/shapes.ts';
import { holdingsWith } from '../../../domain/access/actor.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { actionLabel } from '../../../domain/case/decide.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { parsePhone } from '../../../domain/identifiers/phone.ts';
import { refuse } from '../../../domain/refusals.ts';
import { text } from '../../../domain/text.ts';
import { areaTree } from '../../access/tree.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';

/** The blind index of the phone that a resident signed in with. @throws mandates.no-helper for whoever came by a link */
export function ownToken(ctx: Pick<ReadCtx | WriteCtx, 'actor'>): Buffer {
  if (ctx.actor.kind !== 'resident') throw refuse('mandates.no-helper');
  return Buffer.from(ctx.actor.phoneToken, 'base64url');
}

interface Standing {
  readonly endsOn: string;
  readonly endedAt: string | null;
}

const stateOf = ({ endsOn, endedAt }: Standing, today: string) =>
  endedAt !== null ? ('ended' as const) : endsOn <= today ? ('over' as const) : ('good' as const);

const columns = [
  'id',
  'relation',
  'covers',
  'given',
  'givenAt',
  'endsOn',
  'endedAt',
  'endedBy',
  'elderNameSealed',
  'elderPhoneMasked',
  'helperNameSealed',
  'helperPhoneMasked',
] as const;

/** How many of the last deeds are told, and how many mandates of a side. */
const shownDeeds = 10;
const shownMandates = 40;

/** What was done by some mandates, the newest first. */
async function deedsOf(types: CaseTypes, ctx: ReadCtx, ids: readonly string[]) {
  const byMandate = new Map<string, OwnMandate['deeds']>();
  if (ids.length === 0) return byMandate;
  const rows = await ctx.db
    .selectFrom('mandateActs')
    .select(['mandateId', 'at', 'number', 'communityId', 'caseId', 'caseType', 'action'])
    .select(sql<number>`row_number() over (partition by mandate_id order by at desc, id)`.as('nth'))
    .where('mandateId', 'in', [...ids])
    .orderBy('at', 'desc')
    .execute();
  for (const row of rows) {
    if (Number(row.nth) > shownDeeds) continue;
    const type = types[row.caseType];
    const label = type ? actionLabel(type, row.action) : text('办了一步', 'Did a step');
    const one = { at: row.at, number: row.number, ref: toRef(row.communityId, row.caseId), label };
    byMandate.set(row.mandateId, [...(byMandate.get(row.mandateId) ?? []), one]);
  }
  return byMandate;
}

/** A resident's helpers and those they help; of the latter only what holds. */
export async function listOwnMandates(types: CaseTypes, ctx: ReadCtx) {
  const token = ownToken(ctx);
  const today = businessDay(ctx.now);
  const of = (side: 'elderToken' | 'helperToken') =>
    ctx.db
      .selectFrom('mandates')
      .select(columns)
      .where(side, '=', token)
      .orderBy('givenAt', 'desc')
      .limit(shownMandates);
  const given = await of('elderToken').execute();
  const helping = await of('helperToken').where('endedAt', 'is', null).where('endsOn', '>', today).execute();
  const deeds = await deedsOf(
    types,
    ctx,
    [...given, ...helping].map(({ id }) => id),
  );
  const view = (row: (typeof given)[number], side: 'elder' | 'helper'): OwnMandate => ({
    id: row.id,
    relation: row.relation as OwnMandate['relation'],
    covers: row.covers as OwnMandate['covers'],
    given: row.given as OwnMandate['given'],
    givenAt: row.givenAt,
    endsOn: row.endsOn,
    state: stateOf(row, today),
    endedAt: row.endedAt,
    endedBy: row.endedBy as OwnMandate['endedBy'],
    name: ctx.vault.open('party-name', side === 'elder' ? row.elderNameSealed : row.helperNameSealed),
    phoneMasked: side === 'elder' ? row.elderPhoneMasked : row.helperPhoneMasked,
    deeds: deeds.get(row.id) ?? [],
  });
  return { given: given.map((row) => view(row, 'helper')), helping: helping.map((row) => view(row, 'elder')) };
}

/** The areas over which somebody may register mandates, with all under them. */
export async function ownAreas(ctx: ReadCtx | WriteCtx): Promise<readonly number[]> {
  const tree = await areaTree(ctx);
  const held = holdingsWith(ctx.actor, 'people.write').flatMap(({ areaId }) => (areaId === undefined ? [] : [areaId]));
  return [...new Set(held.flatMap((id) => tree.subtreeOf(id).map((node) => node.id)))];
}

const place = z.tuple([z.iso.datetime(), z.uuid()]);

interface DeskQuery {
  readonly state: 'good' | 'past';
  readonly phone?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

function deskRows(ctx: ReadCtx, query: DeskQuery) {
  const today = businessDay(ctx.now);
  return ctx.db
    .selectFrom('mandates as m')
    .leftJoin('users', 'users.id', 'm.witnessedBy')
    .select([
      'm.id',
      'm.relation',
      'm.covers',
      'm.given',
      'm.givenAt',
      'm.endsOn',
      'm.endedAt',
      'm.endedBy',
      'm.areaId',
    ])
    .select(['m.elderNameMasked', 'm.elderPhoneMasked', 'm.helperNameMasked', 'm.helperPhoneMasked'])
    .select('users.name as witness')
    .select(sql<number>`(select count(*)::int from mandate_acts a where a.mandate_id = m.id)`.as('deeds'))
    .where((eb) =>
      query.state === 'good'
        ? eb.and([eb('m.endedAt', 'is', null), eb('m.endsOn', '>', today)])
        : eb.or([eb('m.endedAt', 'is not', null), eb('m.endsOn', '<=', today)]),
    );
}

/**
 * Mandates registered in the asker's areas; by a whole phone also those that people gave by themselves, which is written down. Names and
 * phones masked.
 */
export async function listMandates(ctx: ReadCtx, query: DeskQuery): Promise<{ items: DeskMandate[]; next?: string }> {
  const tree = await areaTree(ctx);
  const after = fromCursor(query.cursor, place);
  let found = deskRows(ctx, query);
  if (query.phone === undefined)
    found = found.where(sql<boolean>`m.area_id = any (${`{${(await ownAreas(ctx)).join(',')}}`}::bigint[])`);
  else {
    const phone = parsePhone(query.phone);
    if (!phone.ok) return { items: [] };
    const token = ctx.vault.token('phone', phone.normalized);
    found = found.where((eb) => eb.or([eb('m.elderToken', '=', token), eb('m.helperToken', '=', token)]));
    ctx.audit({ action: 'mandates.looked-up', noun: 'mandates' });
  }
  if (after) found = found.where(sql<boolean>`(m.given_at, m.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  const rows = await found
    .orderBy('m.givenAt', 'desc')
    .orderBy('m.id', 'desc')
    .limit(query.limit + 1)
    .execute();
  const items = rows.map(
    (row): DeskMandate => ({
      id: row.id,
      relation: row.relation as DeskMandate['relation'],
      covers: row.covers as DeskMandate['covers'],
      given: row.given as DeskMandate['given'],
      givenAt: row.givenAt,
      endsOn: row.endsOn,
      state: stateOf(row, businessDay(ctx.now)),
      endedAt: row.endedAt,
      endedBy: row.endedBy as DeskMandate['endedBy'],
      elder: { name: row.elderNameMasked, phone: row.elderPhoneMasked },
      helper: { name: row.helperNameMasked, phone: row.helperPhoneMasked },
      area: row.areaId === null ? null : { id: row.areaId, name: tree.byId.get(row.areaId)?.name ?? '' },
      witness: row.witness,
      deeds: row.deeds,
    }),
  );
  return pageUp(items, query.limit, (row) => [row.givenAt, row.id]);
}
