import type { z } from 'zod';
import type { legalServiceCommands } from '../../../contract/legal-service.ts';
import { businessDay, toIso, toMs } from '../../../domain/calendar/instant.ts';
import { maskPhone } from '../../../domain/identifiers/masks.ts';
import { parsePhone } from '../../../domain/identifiers/phone.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import { type Text, text } from '../../../domain/text.ts';
import { holdsOver } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { staffAround, staffOf } from '../rotas/rotas-scope.queries.ts';
import { keptGuide, keptHearing } from './legal-service.queries.ts';

type Input<K extends keyof typeof legalServiceCommands> = z.output<(typeof legalServiceCommands)[K]['input']>;

function fault(path: string, words: Text): Refusal {
  return new Refusal('request.invalid', { fields: [{ path, text: words }] });
}

/** @throws request.invalid for a number that cannot be called */
function phoneOf(typed: string): string | null {
  if (typed.trim() === '') return null;
  const read = parsePhone(typed);
  if (read.ok) return read.normalized;
  throw fault('ownPhone', text('请填写能打通的手机号或座机号。', 'Please give a phone number that can be called.'));
}

/** The name on the register: a member of staff's own, or the resident's. @throws rotas.not-staff, request.invalid */
async function nameFor(ctx: WriteCtx, { areaId, userId, name }: Input<'legal-guides.add'>): Promise<string> {
  if (userId !== null) {
    const [one] = await staffAround(ctx, areaId, { ids: [userId] });
    if (!one) throw refuse('rotas.not-staff');
    return one.name;
  }
  if ([...name].length >= 2) return name;
  throw fault('name', text('请填写姓名，或者选一位工作人员。', 'Please give a name, or choose a member of staff.'));
}

interface Shown {
  readonly showsName: boolean;
  readonly showsPhone: boolean;
}

/** A number is published only with its name, and only where there is one. @throws legal-guides.phone-without-name, legal-guides.no-phone */
function assertShown({ showsName, showsPhone }: Shown, hasPhone: boolean): void {
  if (showsPhone && !showsName) throw refuse('legal-guides.phone-without-name');
  if (showsPhone && !hasPhone) throw refuse('legal-guides.no-phone');
}

/**
 * Puts somebody who agreed to it on the register.
 * @throws access.outside-scope, rotas.not-staff, request.invalid, legal-guides.phone-without-name, legal-guides.no-phone, legal-guides.twice
 */
export async function addGuide(ctx: WriteCtx, input: Input<'legal-guides.add'>): Promise<{ id: string }> {
  const { areaId, userId, place, topics, dutyPhone, trainedOn, certificate, showsName, showsPhone } = input;
  if (!holdsOver(await areaTree(ctx), ctx.actor, 'legal-guides.manage', areaId)) throw refuse('access.outside-scope');
  const name = await nameFor(ctx, input);
  const phone = phoneOf(input.ownPhone);
  assertShown(input, phone !== null);
  const same = await ctx.db
    .selectFrom('legalGuides')
    .select('id')
    .where('areaId', '=', areaId)
    .where('endedOn', 'is', null)
    .where((is) =>
      userId === null ? is.and([is('name', '=', name), is('userId', 'is', null)]) : is('userId', '=', userId),
    )
    .executeTakeFirst();
  if (same) throw refuse('legal-guides.twice');
  const today = businessDay(ctx.now);
  const id = ctx.intentionId;
  await ctx.db
    .insertInto('legalGuides')
    .values({
      ...{ id, areaId, userId, name, place, topics: [...new Set(topics)], dutyPhone, trainedOn, certificate },
      agreedOn: today,
      nameAgreedOn: showsName ? today : null,
      phoneAgreedOn: showsPhone ? today : null,
      ownPhoneSealed: phone === null ? null : ctx.vault.seal('phone', phone),
      ownPhoneMasked: phone === null ? null : maskPhone(phone),
      addedBy: staffOf(ctx),
      addedAt: ctx.now,
    })
    .execute();
  ctx.audit({
    action: 'legal-guides.added',
    noun: 'legal-guides',
    rowId: id,
    details: { areaId, showsName, showsPhone },
  });
  return { id };
}

/** Changes what is said of a guide, or takes back what they agreed to have published. @throws request.not-found, legal-guides.ended */
export async function changeGuide(ctx: WriteCtx, input: Input<'legal-guides.change'>): Promise<{ id: string }> {
  const row = await keptGuide(ctx, input.id);
  if (row.endedOn !== null) throw refuse('legal-guides.ended');
  assertShown(input, row.ownPhoneSealed !== null);
  const { place, topics, dutyPhone, trainedOn, certificate, showsName, showsPhone } = input;
  const today = businessDay(ctx.now);
  await ctx.db
    .updateTable('legalGuides')
    .set({
      ...{ place, topics: [...new Set(topics)], dutyPhone, trainedOn, certificate },
      nameAgreedOn: showsName ? (row.nameAgreedOn ?? today) : null,
      phoneAgreedOn: showsPhone ? (row.phoneAgreedOn ?? today) : null,
    })
    .where('id', '=', row.id)
    .execute();
  ctx.audit({
    action: 'legal-guides.changed',
    noun: 'legal-guides',
    rowId: row.id,
    details: { showsName, showsPhone },
  });
  return { id: row.id };
}

/** Takes somebody off: nothing of them is published any more, and their number is forgotten. Ended again it stays. @throws request.not-found */
export async function endGuide(ctx: WriteCtx, { id }: Input<'legal-guides.end'>): Promise<{ id: string }> {
  const row = await keptGuide(ctx, id);
  if (row.endedOn !== null) return { id };
  await ctx.db
    .updateTable('legalGuides')
    .set({
      endedOn: businessDay(ctx.now),
      endedBy: staffOf(ctx),
      nameAgreedOn: null,
      phoneAgreedOn: null,
      ownPhoneSealed: null,
      ownPhoneMasked: null,
    })
    .where('id', '=', id)
    .execute();
  ctx.audit({ action: 'legal-guides.ended', noun: 'legal-guides', rowId: id });
  return { id };
}

/** Announces that a judge comes to a place. @throws access.outside-scope, hearings.times, hearings.past */
export async function announceHearing(ctx: WriteCtx, input: Input<'hearings.announce'>): Promise<{ id: string }> {
  if (!holdsOver(await areaTree(ctx), ctx.actor, 'hearings.announce', input.areaId))
    throw refuse('access.outside-scope');
  const [startsAt, endsAt] = [toIso(toMs(input.startsAt)), toIso(toMs(input.endsAt))];
  if (endsAt <= startsAt || toMs(endsAt) - toMs(startsAt) > 12 * 3_600_000) throw refuse('hearings.times');
  if (startsAt <= ctx.now) throw refuse('hearings.past');
  const { areaId, kind, title, court, judge, place, phone, isOpen } = input;
  const id = ctx.intentionId;
  await ctx.db
    .insertInto('hearings')
    .values({
      ...{ id, areaId, kind, title, court, judge, place, phone, isOpen, startsAt, endsAt },
      announcedBy: staffOf(ctx),
      announcedAt: ctx.now,
    })
    .execute();
  ctx.audit({ action: 'hearings.announced', noun: 'hearings', rowId: id, details: { areaId, kind, startsAt } });
  return { id };
}

/** Says that it does not take place, before it would have begun; it stays to be read until then. @throws request.not-found, hearings.begun */
export async function withdrawHearing(ctx: WriteCtx, input: Input<'hearings.withdraw'>): Promise<{ id: string }> {
  const row = await keptHearing(ctx, input.id);
  if (row.withdrawnAt !== null) return { id: row.id };
  if (row.startsAt <= ctx.now) throw refuse('hearings.begun');
  await ctx.db
    .updateTable('hearings')
    .set({ withdrawnAt: ctx.now, withdrawnWords: input.words })
    .where('id', '=', row.id)
    .execute();
  ctx.audit({ action: 'hearings.withdrawn', noun: 'hearings', rowId: row.id });
  return { id: row.id };
}

/** Writes down how many came and what follows, once it has begun. @throws request.not-found, hearings.not-begun, hearings.withdrawn */
export async function recordHearing(ctx: WriteCtx, input: Input<'hearings.record'>): Promise<{ id: string }> {
  const row = await keptHearing(ctx, input.id);
  if (row.withdrawnAt !== null) throw refuse('hearings.withdrawn');
  if (row.startsAt > ctx.now) throw refuse('hearings.not-begun');
  await ctx.db
    .updateTable('hearings')
    .set({ attended: input.attended, afterWords: input.words })
    .where('id', '=', row.id)
    .execute();
  ctx.audit({ action: 'hearings.recorded', noun: 'hearings', rowId: row.id, details: { attended: input.attended } });
  return { id: row.id };
}
