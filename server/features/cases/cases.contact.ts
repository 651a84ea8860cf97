import type { z } from 'zod';
import type { caseCommands } from '../../../contract/cases.ts';
import { throughOf } from '../../../domain/access/mandates.ts';
import type { CaseType } from '../../../domain/case/define.ts';
import type { Entry } from '../../../domain/case/facts.ts';
import { namesPerson } from '../../../domain/case/reply-names.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { parsePhone } from '../../../domain/identifiers/phone.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import { text } from '../../../domain/text.ts';
import { helpedContact } from '../../access/mandates.ts';
import type { WriteCtx } from '../../kit/ctx.ts';

type RaiseInput = z.output<(typeof caseCommands)['cases.raise']['input']>;

export interface Contact {
  readonly name: string;
  readonly phone: string;
}

/** The phone a resident signed in with. @throws access.sign-in for everybody else */
export async function ownPhone(ctx: WriteCtx): Promise<string> {
  if (ctx.actor.kind !== 'resident') throw refuse('access.sign-in');
  const { phoneSealed } = await ctx.db
    .selectFrom('users')
    .select('phoneSealed')
    .where('id', '=', ctx.actor.userId)
    .executeTakeFirstOrThrow();
  return ctx.vault.open('phone', phoneSealed as Buffer);
}

/** A phone as it is stored. @throws request.invalid for one that cannot be called, naming the field */
export function checkPhone(typed: string): string {
  const phone = parsePhone(typed);
  if (phone.ok) return phone.normalized;
  const fault = text('请填写能打通的手机号或座机号。', 'Please give a phone number that can be called.');
  throw new Refusal('request.invalid', { fields: [{ path: 'contact.phone', text: fault }] });
}

/** The person's contact, checked; null where none is given. What a helper raises is answered to the one they help. */
export async function checkContact(ctx: WriteCtx, input: RaiseInput): Promise<Contact | null> {
  const through = throughOf(ctx.actor);
  if (through) return helpedContact(ctx, through);
  if (!input.contact) return null;
  const { name, isMine, phone } = input.contact;
  return { name, phone: isMine ? await ownPhone(ctx) : checkPhone(phone) };
}

/** One phone raises and follows at most ten matters an hour without anybody having signed in. @throws request.too-many */
export async function assertNotFlooding(ctx: WriteCtx, phone: string): Promise<void> {
  const since = new Date(Date.parse(ctx.now) - 3_600_000).toISOString();
  const row = await ctx.db
    .selectFrom('caseLinks')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('kind', 'in', ['phone', 'follow-phone'])
    .where('keyHash', '=', ctx.vault.token('phone', phone))
    .where('createdAt', '>', since)
    .executeTakeFirstOrThrow();
  if (row.n >= 10) throw refuse('request.too-many', { seconds: 3600 });
}

export const maskPhone = (phone: string): string =>
  phone.length >= 7 ? `${phone.slice(0, 3)}${'*'.repeat(phone.length - 7)}${phone.slice(-4)}` : '***';
export const maskName = (name: string): string =>
  name === '' ? '' : `${[...name][0]}${'*'.repeat(Math.max(1, [...name].length - 1))}`;

/** What of an entry others may read: replies meant for all, and words cleared for everybody. */
function saidToAll({ fields }: CaseType, entry: Entry): readonly string[] {
  return entry.facts.flatMap((fact) => {
    if (fact.kind === 'replied' && fact.toAll) return fact.personal?.words ?? [];
    return fact.kind === 'set' && fields[fact.field]?.isPublic ? String(fact.personal?.value ?? fact.value ?? '') : [];
  });
}

/** Words that others may read name nobody who asked. @throws case.reply-names */
export async function assertNobodyNamed(ctx: WriteCtx, type: CaseType, state: CaseState, entry: Entry): Promise<void> {
  const said = saidToAll(type, entry);
  if (said.length === 0) return;
  const people = await ctx.db
    .selectFrom('caseParties')
    .select(['nameSealed', 'phoneSealed'])
    .where('communityId', '=', state.communityId)
    .where('caseId', '=', state.id)
    .execute();
  for (const { nameSealed, phoneSealed } of people) {
    const person = {
      name: nameSealed ? ctx.vault.open('party-name', nameSealed) : '',
      phone: phoneSealed ? ctx.vault.open('phone', phoneSealed) : '',
    };
    if (said.some((words) => namesPerson(words, person))) throw refuse('case.reply-names');
  }
}
