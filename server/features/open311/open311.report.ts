import type { z } from 'zod';
import type { caseCommands } from '../../../contract/cases.ts';
import { holdingsWith } from '../../../domain/access/actor.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { Open311Error } from './open311.error.ts';
import { type Fields, one, point } from './open311.fields.ts';
import { answersOf, reportedType, type Service } from './open311.services.queries.ts';

type Raise = z.input<(typeof caseCommands)['cases.raise']['input']>;

const longestDescription = 4000;

/** A link to a picture somewhere else: kept as words, never fetched and never drawn. @throws 400 */
function mediaLink(fields: Fields): string | undefined {
  const link = one(fields, 'media_url', 500);
  if (link === undefined) return undefined;
  const isWeb = URL.canParse(link) && ['http:', 'https:'].includes(new URL(link).protocol);
  if (!isWeb) throw new Open311Error(400, 'media_url must be an http or https address');
  return link;
}

/** What a person is called: Chinese names begin with the family. */
function nameOf(fields: Fields): string {
  const [first, last] = [one(fields, 'first_name', 40) ?? '', one(fields, 'last_name', 40) ?? ''];
  const isChinese = /\p{Script=Han}/u.test(first + last);
  return (isChinese ? `${last}${first}` : [first, last].filter((part) => part !== '').join(' ')).slice(0, 40);
}

/** The words of a report, with what has no field of its own in lines below. */
function wordsOf(fields: Fields, name: string, hasPhone: boolean): string {
  const description = one(fields, 'description', longestDescription);
  const [email, link] = [one(fields, 'email', 200), mediaLink(fields)];
  const lines = [
    ...(description ? [description] : []),
    // Whoever gave a phone is reached there, under seal; the rest stands with the words, for the desk alone.
    ...(name !== '' && !hasPhone ? [`联系人：${name}`] : []),
    ...(email && !hasPhone ? [`邮箱：${email}`] : []),
    ...(link ? [`图片链接：${link}`] : []),
  ];
  if (description === undefined && link === undefined) throw new Open311Error(400, 'description was not provided');
  return lines.join('\n');
}

/** Where it is: a point, an area of ours, or words alone, which the desk of the jurisdiction finds. @throws 400 */
function placeOf(ctx: ReadCtx, fields: Fields, jurisdiction: number | undefined): Raise['place'] {
  const at = point(fields);
  const words = one(fields, 'address_string', 200) ?? '';
  if (at) return { point: at, words };
  const addressId = one(fields, 'address_id');
  if (addressId !== undefined) {
    if (!/^\d{1,15}$/.test(addressId)) throw new Open311Error(400, 'address_id was not found');
    return { areaId: Number(addressId), words };
  }
  if (words === '') throw new Open311Error(400, 'lat and long, address_string or address_id must be provided');
  const own = holdingsWith(ctx.actor, 'cases.raise').find(({ areaId }) => areaId !== undefined)?.areaId;
  const areaId = jurisdiction ?? own;
  if (areaId === undefined) throw new Open311Error(400, 'jurisdiction_id was not provided');
  return { areaId, words };
}

/** `attribute[code]` and `attribute[code][]`, by code. */
function attributesOf(fields: Fields): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...fields].flatMap(([name, values]) => {
      const code = /^attribute\[([^\]]{1,40})\](?:\[\])?$/.exec(name)?.[1];
      return code === undefined ? [] : [[code, values] as const];
    }),
  );
}

/** The answers to the questions of a service; the required ones must be there, as its definition says. @throws 400 */
function answers(service: Service, fields: Fields): Record<string, unknown> {
  const given = answersOf(service, attributesOf(fields));
  const missing = service.rule.questions.find(({ key, isRequired }) => isRequired && (given[key] ?? '') === '');
  if (missing)
    throw new Open311Error(400, `attribute[${missing.key}] was not provided: ${missing.label.zh} ${missing.label.en}`);
  return given;
}

/** A report in the standard's fields as the command that raises a matter; what is wrong with it is told as the standard tells it. */
export function raiseInput(ctx: ReadCtx, fields: Fields, service: Service, jurisdiction: number | undefined): Raise {
  const phone = one(fields, 'phone', 30);
  const name = nameOf(fields);
  return {
    type: reportedType,
    begin: 'report',
    source: 'resident',
    categoryId: service.categoryId,
    place: placeOf(ctx, fields, jurisdiction),
    contact: phone === undefined ? null : { name, phone },
    fields: {
      words: wordsOf(fields, name, phone !== undefined),
      ...(service.rule.questions.length > 0 ? { answers: answers(service, fields) } : {}),
    },
  };
}
