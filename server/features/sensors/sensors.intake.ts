import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Problem } from '../../../contract/intentions.ts';
import { type AlarmResult, alarmBody } from '../../../contract/sensors.ts';
import type { Actor } from '../../../domain/access/actor.ts';
import { deriveId } from '../../../domain/case/ids.ts';
import { refuse } from '../../../domain/refusals.ts';
import type { Vault } from '../../kit/crypto/vault.ts';
import { noRows } from '../../kit/db/client.ts';
import { refusalOfIssues } from '../../kit/http/problems.ts';
import type { DoorTools } from '../../kit/http/slice.ts';

/** A message of a device as it came, by whichever way. */
export interface SignedMessage {
  readonly deviceId: string;
  readonly id: string;
  /** Seconds since 1970, as text: it is part of what is signed. */
  readonly timestamp: string;
  readonly signature: string;
  readonly body: string;
}

const idPattern = /^[A-Za-z0-9._:-]{1,64}$/;
const timestampPattern = /^\d{9,11}$/;

function isSigned({ id, timestamp, signature, body }: SignedMessage, secret: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const due = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  return signature
    .slice(0, 500)
    .split(' ')
    .some((one) => {
      const given = Buffer.from(one.replace(/^v1,/, ''), 'base64');
      return one.startsWith('v1,') && given.length === due.length && timingSafeEqual(given, due);
    });
}

function readBody(body: string) {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw refuse('sensors.not-json');
  }
  const parsed = alarmBody.safeParse(value);
  if (!parsed.success) throw refusalOfIssues(parsed.error.issues);
  return parsed.data;
}

interface IntakeParts {
  readonly tools: DoorTools;
  readonly vault: Vault;
  readonly now: () => string;
}

interface KnownSensor {
  readonly id: string;
  readonly name: string;
  readonly communityId: number;
}

const nobody = (requestId: string) => ({ actor: { kind: 'anonymous' } as const, rows: noRows, requestId });

/** The device that signed a message. @throws sensors.unknown, sensors.stale, sensors.bad-signature */
async function deviceOf(
  { tools, vault, now }: IntakeParts,
  message: SignedMessage,
  requestId: string,
  windowMs: number,
) {
  const found = await tools.read(nobody(requestId), (ctx) =>
    ctx.db
      .selectFrom('sensors')
      .select(['id', 'name', 'communityId', 'secretSealed', 'previousSealed', 'previousUntil'])
      .where('deviceId', '=', message.deviceId.slice(0, 64))
      .where('retiredAt', 'is', null)
      .executeTakeFirst(),
  );
  if (!found) throw refuse('sensors.unknown');
  const at = Date.parse(now());
  const isTimely =
    timestampPattern.test(message.timestamp) && Math.abs(at - Number(message.timestamp) * 1000) <= windowMs;
  if (!isTimely) throw refuse('sensors.stale');
  const isGrace = found.previousSealed !== null && Date.parse(found.previousUntil ?? '') > at;
  const secrets = [found.secretSealed, ...(isGrace ? [found.previousSealed as Buffer] : [])];
  if (!idPattern.test(message.id) || !secrets.some((one) => isSigned(message, vault.open('sensor-secret', one))))
    throw refuse('sensors.bad-signature');
  return found;
}

/** A device as an actor: it raises and notes matters of its own community, and nothing else. */
function actorOf({ id, name, communityId }: KnownSensor): Actor {
  return {
    kind: 'integration',
    key: id,
    name,
    holdings: [
      { role: 'street-desk', areaId: communityId, only: ['cases.raise', 'cases.read'] },
      { role: 'system-admin', areaId: communityId, only: ['sensors.alarm'] },
    ],
  };
}

/**
 * Takes a signed message: signature and time first, then the one door under the message's own id, so that a repeat gets the first answer.
 * @param windowMs how far its time may lie from ours
 * @returns what became of it, or why the door refused it (intention.reused: the id with other words)
 * @throws sensors.unknown, sensors.stale, sensors.bad-signature, sensors.not-json, request.invalid
 */
export async function takeSigned(
  parts: IntakeParts,
  message: SignedMessage,
  requestId: string,
  windowMs: number,
): Promise<AlarmResult | Problem> {
  const sensor = await deviceOf(parts, message, requestId, windowMs);
  const said = readBody(message.body);
  const caller = {
    actor: actorOf(sensor),
    rows: { communities: [sensor.communityId], organisations: [] },
    requestId,
  };
  const result = await parts.tools.perform(caller, {
    id: deriveId(sensor.id, `alarm:${message.id}`),
    command: 'sensors.alarm',
    input: { sensorId: sensor.id, said },
  });
  if (result.state === 'done') return result.output as AlarmResult;
  if (result.state === 'refused') return result.problem;
  throw new Error('An alarm waits for nothing');
}
