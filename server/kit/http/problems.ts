import type { z } from 'zod';
import type { Problem } from '../../../contract/intentions.ts';
import { type FieldProblem, Refusal, type RefusalCode, type RefusalKind, refuse } from '../../../domain/refusals.ts';
import { text } from '../../../domain/text.ts';

const statusOf: Readonly<Record<RefusalKind, number>> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-many': 429,
  unavailable: 503,
};

/** A refusal as RFC 9457 problem details; the only place where a kind becomes a status. */
export function problemOf(refusal: Refusal, requestId?: string): Problem {
  return {
    type: `urn:linli:refusal:${refusal.code}`,
    title: refusal.text.en,
    status: statusOf[refusal.kind],
    code: refusal.code,
    text: refusal.text,
    ...(refusal.details.fields
      ? { fields: refusal.details.fields.map((field) => ({ path: field.path, text: field.text })) }
      : {}),
    ...(refusal.details.current === undefined ? {} : { current: refusal.details.current }),
    ...(requestId ? { requestId } : {}),
  };
}

const issueWords: Readonly<Record<string, FieldProblem['text']>> = {
  invalid_type: text('请填写这一项，或检查格式。', 'Please fill this in, or check its form.'),
  too_big: text('太长或太大了。', 'Too long or too large.'),
  too_small: text('太短、太小或没有填写。', 'Too short, too small or missing.'),
  invalid_format: text('格式不对。', 'The form is not right.'),
  invalid_value: text('请从给出的选项里选。', 'Please choose one of the options.'),
  invalid_union: text('格式不对。', 'The form is not right.'),
  unrecognized_keys: text('多了不认识的内容。', 'There is something unknown here.'),
};
const otherIssue = text('这一项不对，请检查。', 'This is not right; please check it.');

/** Zod's findings as one refusal that names each field. Custom issues may carry `params.text`. */
export function refusalOfIssues(issues: readonly z.core.$ZodIssue[], prefix = ''): Refusal {
  const fields = issues.slice(0, 20).map((issue) => ({
    path: [prefix, ...issue.path.map(String)].filter((part) => part !== '').join('.'),
    text: wordsOf(issue),
  }));
  return new Refusal('request.invalid', { fields });
}

function wordsOf(issue: z.core.$ZodIssue): FieldProblem['text'] {
  const own = issue.code === 'custom' ? (issue.params?.['text'] as FieldProblem['text'] | undefined) : undefined;
  return own ?? issueWords[issue.code] ?? otherIssue;
}

/** Constraints whose violation the user can act on: name → refusal. Everything else of the database is a bug. */
const constraintRefusals: Readonly<Record<string, RefusalCode>> = {
  api_keys_hash_unique: 'api-keys.taken',
  sensors_device_unique: 'sensors.taken',
  rota_shifts_one_place: 'rotas.busy',
  rota_feeds_key_unique: 'rotas.feed-taken',
  people_person_once: 'people.just-registered',
  houses_door_unique: 'houses.exists',
  categories_code_unique: 'catalogue.code-taken',
  duties_unique: 'catalogue.changed-meanwhile',
  area_versions_no_overlap: 'dated.overlapping',
  organisation_versions_no_overlap: 'dated.overlapping',
  responsibilities_no_overlap: 'dated.overlapping',
  organisations_name_unique: 'organisations.name-taken',
  users_user_name_unique: 'identity.user-name-taken',
  users_phone_unique: 'identity.phone-taken',
  users_employee_number_unique: 'identity.employee-number-taken',
  holdings_administrators_apart: 'identity.administrators-apart',
};

interface DatabaseError {
  readonly code?: string;
  readonly constraint?: string;
  readonly syscall?: string;
}

const outages = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08006',
  '08001',
  '08003',
]);

/** A server's socket is not there while it starts anew, and takes nobody more when very many come at once: of files the same codes are a fault. */
const atSocket = new Set(['ENOENT', 'EAGAIN']);

/** The disk of the files or of the database is full. */
const noSpace = new Set(['ENOSPC', 'EDQUOT', '53100']);

/** The refusal an error stands for, or undefined if it is a bug: then the answer is 500 with the request id. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  const { code, constraint, syscall } = (error ?? {}) as DatabaseError;
  if (code === '23505')
    return refuse(constraintRefusals[constraint ?? ''] ?? 'request.conflict', { what: constraint ?? '' });
  if (code === '23503')
    return refuse(constraintRefusals[constraint ?? ''] ?? 'request.still-referenced', { what: constraint ?? '' });
  if (code === '23P01')
    return refuse(constraintRefusals[constraint ?? ''] ?? 'request.conflict', { what: constraint ?? '' });
  if (code === '42501') return refuse('access.outside-scope');
  if (code === '22021' || code === '22P05') return refuse('request.invalid');
  if (code && noSpace.has(code)) return refuse('request.no-space');
  if (code && (outages.has(code) || (syscall === 'connect' && atSocket.has(code))))
    return refuse('request.unavailable');
  const message = error instanceof Error ? error.message : '';
  if (/Connection terminated|is not queryable|timeout exceeded when trying to connect/.test(message))
    return refuse('request.unavailable');
  return undefined;
}
