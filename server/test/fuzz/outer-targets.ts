import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { authPaths, sendCodeBody, signInBody, verifyCodeBody } from '../../../contract/identity.ts';
import { intentionsBody } from '../../../contract/intentions.ts';
import { ticketInput, ticketPaths } from '../../../contract/tickets.ts';
import { shapeOf } from '../hostile.ts';
import { world } from '../world.ts';
import { type Attempt, ask, difference, kindArb, type Target, withoutAudit } from './asking.ts';
import type { Ground } from './ground.ts';
import { headersArb, inputArb, validArb } from './inputs.ts';
import { answerFaults, ownAnswerFaults } from './laws.ts';

const types = [
  'application/json',
  'application/json; charset=utf-16',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain',
  'application/octet-stream',
  'image/png',
  'text/html',
  'x',
];

interface BodyTry {
  readonly body: unknown;
  readonly type: string;
  readonly cut: number;
}

const typeArb = fc.oneof({ weight: 4, arbitrary: fc.constant('application/json') }, fc.constantFrom(...types));

/** A door that takes JSON: the laws of ours, and nothing written where it says no. */
function jsonDoor(
  name: string,
  url: (ground: Ground) => string,
  body: (ground: Ground) => fc.Arbitrary<unknown>,
): Target {
  return {
    name,
    tries: (ground) =>
      fc.record({
        kind: kindArb(ground),
        headers: headersArb,
        body: body(ground),
        type: typeArb,
        // Most arrive whole; some are cut off in the middle.
        cut: fc.oneof({ weight: 6, arbitrary: fc.constant(1) }, fc.double({ min: 0, max: 1, noNaN: true })),
      }),
    async run(ground, attempt) {
      const { kind, headers, body: sent, type, cut } = attempt as Attempt<BodyTry>;
      const whole = JSON.stringify(sent) ?? '';
      const payload = whole.slice(0, Math.ceil(whole.length * cut));
      const before = await ground.rows();
      const answer = await ask(ground, kind, {
        method: 'POST',
        url: url(ground),
        payload,
        headers: { ...headers, 'content-type': type },
      });
      const wrong = ownAnswerFaults(ground, answer, { label: name, sent: whole });
      const after = await ground.rows();
      // That somebody tried to sign in and could not is noted.
      if (answer.statusCode >= 400 && withoutAudit(after) !== withoutAudit(before))
        wrong.push(`a refused request wrote ${difference(before, after)}`);
      return wrong;
    },
  };
}

const bytesArb = fc.oneof(
  fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(
    Buffer.from('89504e470d0a1a0a0000000d49484452ffffffffffffffff0806000000', 'hex'),
    Buffer.from('ffd8ffe000104a46494600', 'hex'),
    Buffer.from('504b0304140000000800', 'hex'),
    Buffer.from('504b0506000000000000000000000000000000000000', 'hex'),
    Buffer.from('%PDF-1.7\n%%EOF'),
    Buffer.from('1a45dfa3ffffffff', 'hex'),
    Buffer.from('GIF89a\u0001\u0000\u0001\u0000'),
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    Buffer.from('<!doctype html><script>alert(1)</script>'),
    Buffer.from('RIFF\u00ff\u00ff\u00ff\u00ffWEBPVP8 '),
    Buffer.from('姓名,身份证号\n=1+1,"x\n'),
  ),
);

interface FileTry {
  readonly ref: string;
  readonly name: string;
  readonly bytes: Buffer;
  readonly type: string;
}

const fileDoor: Target = {
  name: 'PUT /files',
  tries: ({ known, kinds }) =>
    fc.record({
      kind: fc.constantFrom(...kinds),
      headers: headersArb,
      ref: fc.oneof(
        fc.constantFrom(...known.refs),
        fc.uuid().map((id) => `${world.community}-${id}`),
        fc.uuid().map((id) => `${world.farCommunity}-${id}`),
        fc.constantFrom('x', '..%2f..%2fx', '11-%00'),
      ),
      name: validArb({ type: 'string', maxLength: 300 }, known) as fc.Arbitrary<string>,
      bytes: bytesArb,
      type: fc.constantFrom(...types),
    }),
  async run(ground, attempt) {
    const { kind, headers, ref, name, bytes, type } = attempt as Attempt<FileTry>;
    const url = `/api/files/${ref}?name=${encodeURIComponent(name.toWellFormed())}`;
    const before = await ground.rows();
    const put = () =>
      ask(ground, kind, { method: 'PUT', url, payload: bytes, headers: { ...headers, 'content-type': type } });
    const answer = await put();
    const wrong = ownAnswerFaults(ground, answer, { label: url, sent: `${ref} ${name}` });
    const after = await ground.rows();
    if (answer.statusCode >= 400 && after !== before) wrong.push(`a refused file left ${difference(before, after)}`);
    if (answer.statusCode !== 200) return wrong;
    const again = await put();
    if (again.body !== answer.body) wrong.push(`the same file again: ${again.body.slice(0, 200)}`);
    const seen = await ask(ground, kind, { method: 'GET', url: `/api/files/${ref}` });
    return [...wrong, ...ownAnswerFaults(ground, seen, { label: url, sent: `${ref} ${name}` })];
  },
};

interface FormTry {
  readonly path: string;
  readonly fields: readonly (readonly [string, string])[];
  readonly isPost: boolean;
}

const open311Paths = [
  '/services.json',
  '/services.xml',
  '/services/road-lamp.json',
  '/services/x.xml',
  '/requests.json',
  '/requests.xml',
  '/requests/x.json',
  '/tokens/x.json',
  '/discovery.xml',
];
const open311Fields = [
  ...['jurisdiction_id', 'service_code', 'lat', 'long', 'address_string', 'address_id', 'description', 'media_url'],
  ...[
    'email',
    'device_id',
    'account_id',
    'first_name',
    'last_name',
    'phone',
    'api_key',
    'attribute[x]',
    'attribute[x][]',
  ],
  ...['service_request_id', 'start_date', 'end_date', 'status', 'page', 'page_size', 'extensions', '__proto__'],
];

/** The standard's own addresses answer in its own form, so that only the laws of every answer hold there. */
const open311Door: Target = {
  name: 'open311',
  tries: ({ known, kinds }) =>
    fc.record({
      kind: fc.constantFrom(...kinds),
      headers: headersArb,
      path: fc.constantFrom(...open311Paths),
      fields: fc.array(
        fc.tuple(fc.constantFrom(...open311Fields), validArb({ type: 'string' }, known) as fc.Arbitrary<string>),
        { maxLength: 6 },
      ),
      isPost: fc.boolean(),
    }),
  async run(ground, attempt) {
    const { kind, headers, path, fields, isPost } = attempt as Attempt<FormTry>;
    const form = new URLSearchParams(
      fields.map(([name, value]): [string, string] => [name, value.toWellFormed()]),
    ).toString();
    const before = await ground.rows();
    const answer = await ask(ground, kind, {
      method: isPost ? 'POST' : 'GET',
      url: `/open311/v2${path}${isPost ? '' : `?${form}`}`,
      ...(isPost ? { payload: form } : {}),
      headers: { ...headers, ...(isPost ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) },
    });
    const wrong = answerFaults(ground, answer, { label: path, sent: form + JSON.stringify(fields) });
    const after = await ground.rows();
    if (answer.statusCode >= 400 && after !== before) wrong.push(`a refused report wrote ${difference(before, after)}`);
    if (answer.statusCode >= 400 && !/json|xml/.test(String(answer.headers['content-type'])))
      wrong.push(`${answer.statusCode} as ${answer.headers['content-type']}`);
    return wrong;
  },
};

interface PlainTry {
  readonly bytes: Buffer;
  readonly name: string;
}

const previewDoor: Target = {
  name: 'POST /tickets/preview',
  tries: (ground) =>
    fc.record({
      kind: kindArb(ground),
      headers: headersArb,
      bytes: bytesArb,
      name: validArb({ type: 'string' }, ground.known) as fc.Arbitrary<string>,
    }),
  async run(ground, attempt) {
    const { kind, headers, bytes, name } = attempt as Attempt<PlainTry>;
    const answer = await ask(ground, kind, {
      method: 'POST',
      url: `/api${ticketPaths.preview}?name=${encodeURIComponent(name.toWellFormed())}`,
      payload: bytes,
      headers: { ...headers, 'content-type': 'application/octet-stream' },
    });
    return ownAnswerFaults(ground, answer, { label: 'preview', sent: `${name} ${bytes}` });
  },
};

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'] as const;

/** Any method on any address: what is not there says so, and nothing is changed by it. */
const strayDoor: Target = {
  name: 'any address',
  tries: ({ known, kinds }) =>
    fc.record({
      kind: fc.constantFrom(...kinds),
      headers: headersArb,
      method: fc.constantFrom(...methods),
      path: fc.oneof(
        fc.constantFrom(
          '/api/cases',
          '/api/intentions',
          '/api/people/x',
          '/api/../api/users',
          '/api//users',
          '/api/%2e%2e/',
          '/metrics',
          '/api/metrics',
          '/.env',
          '/api/health',
          '/api/ready',
          '/open311/v2',
        ),
        (validArb({ type: 'string' }, known) as fc.Arbitrary<string>).map(
          (word) => `/api/${encodeURIComponent(word.toWellFormed())}`,
        ),
      ),
    }),
  async run(ground, attempt) {
    const { kind, headers, method, path } = attempt as Attempt<{ method: (typeof methods)[number]; path: string }>;
    const before = await ground.rows();
    const answer = await ask(ground, kind, { method, url: path.slice(0, 4_000), headers });
    const after = await ground.rows();
    const wrong = answerFaults(ground, answer, { label: path, sent: decodeURIComponent(path) });
    if (after !== before) wrong.push(`${method} ${path} wrote ${difference(before, after)}`);
    return wrong;
  },
};

/** Doors beside the contract's reads and commands. */
export const outerTargets: readonly Target[] = [
  jsonDoor(
    'POST /intentions',
    () => '/api/intentions',
    ({ known }) => inputArb(shapeOf(intentionsBody), known),
  ),
  jsonDoor(
    `POST ${authPaths.signIn}`,
    () => `/api${authPaths.signIn}`,
    ({ known }) => inputArb(shapeOf(signInBody), known),
  ),
  jsonDoor(
    `POST ${authPaths.sendCode}`,
    () => `/api${authPaths.sendCode}`,
    ({ known }) => inputArb(shapeOf(sendCodeBody), known),
  ),
  jsonDoor(
    `POST ${authPaths.verifyCode}`,
    () => `/api${authPaths.verifyCode}`,
    ({ known }) => inputArb(shapeOf(verifyCodeBody), known),
  ),
  jsonDoor(
    `POST ${ticketPaths.take}`,
    () => `/api${ticketPaths.take}`,
    ({ known }) => inputArb(shapeOf(ticketInput), known),
  ),
  jsonDoor(
    `POST ${ticketPaths.callBack}`,
    () => `/api/tickets/${encodeURIComponent(randomUUID())}/call-back`,
    ({ known }) => inputArb({ type: 'object', properties: { outcome: { type: 'string' } } }, known),
  ),
  previewDoor,
  fileDoor,
  open311Door,
  strayDoor,
];
