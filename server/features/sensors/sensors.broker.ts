import { sql } from 'kysely';
import { brokerEnvelope } from '../../../contract/sensors.ts';
import { refuse } from '../../../domain/refusals.ts';
import type { AppParts } from '../../app.ts';
import { noRows } from '../../kit/db/client.ts';
import { holdAlone, type SoleWork } from '../../kit/db/sole-holder.ts';
import { refusalOf, refusalOfIssues } from '../../kit/http/problems.ts';
import type { DoorTools } from '../../kit/http/slice.ts';
import { uuidv7 } from '../../kit/ids.ts';
import type { BrokerMessage, BrokerPort, LineState } from '../../outside/broker/port.ts';
import { type SignedMessage, takeSigned } from './sensors.intake.ts';

/** A broker keeps messages while nobody listens: so long after it was signed one is still taken. Each is taken once whenever it comes. */
const windowMs = 3 * 86_400_000;
/** The body of signed HTTP, escaped once more, with its envelope. */
const largestBytes = 20 * 1024;
/** A message at which we fail ourselves is put aside after so many times, so that the rest is heard. */
const ownFailures = 3;
/** Kinds of refused messages that are kept; the oldest give way. */
const refusalsKept = 500;
const longestTopic = 200;

interface BrokerParts extends Pick<AppParts, 'vault' | 'database' | 'config' | 'log'> {
  readonly broker: BrokerPort;
  readonly tools: DoorTools;
  readonly now: () => string;
}

/** What stands in the way for a while: the message stays with the broker. */
class NotNow extends Error {}

interface Named {
  deviceId?: string;
  messageId?: string;
}

/** A broker's message as a signed one. @throws request.too-large, sensors.not-json, request.invalid */
function readMessage({ bytes }: BrokerMessage, deviceId: string, named: Named): SignedMessage {
  if (bytes.length > largestBytes) throw refuse('request.too-large', { limit: '8 kB' });
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw refuse('sensors.not-json');
  }
  const parsed = brokerEnvelope.safeParse(value);
  if (!parsed.success) throw refusalOfIssues(parsed.error.issues);
  named.messageId = parsed.data.id;
  return { deviceId, ...parsed.data };
}

/** Takes one message through the same door as signed HTTP. @returns why it was not taken; undefined once it is stored @throws NotNow */
async function takeOne(parts: BrokerParts, message: BrokerMessage, named: Named): Promise<string | undefined> {
  const rest = message.topic.slice(parts.config.brokerTopic.length + 1);
  const deviceId = /^([^/]+)\/alarms$/.exec(rest)?.[1] ?? '';
  named.deviceId = deviceId.slice(0, 64);
  try {
    const result = await takeSigned(parts, readMessage(message, deviceId, named), uuidv7(), windowMs);
    if (!('code' in result)) return undefined;
    if (result.status === 503) throw new NotNow(result.code);
    return result.code;
  } catch (error) {
    if (error instanceof NotNow) throw error;
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    if (refusal.kind === 'unavailable') throw new NotNow(refusal.code);
    return refusal.code;
  }
}

/** Puts down that a message was not taken: what it was about, nothing of what it said. */
async function noteRefused(parts: BrokerParts, { topic, bytes }: BrokerMessage, code: string, named: Named) {
  const at = parts.now();
  const latest = { messageId: named.messageId ?? null, bytes: bytes.length, lastAt: at };
  await parts.database.write(noRows, async (db) => {
    await db
      .insertInto('sensorRefusals')
      .values({ topic: topic.slice(0, longestTopic), code, deviceId: named.deviceId ?? null, firstAt: at, ...latest })
      .onConflict((conflict) =>
        conflict.columns(['topic', 'code']).doUpdateSet({ ...latest, times: sql<number>`sensor_refusals.times + 1` }),
      )
      .execute();
    await sql`delete from sensor_refusals where (topic, code) in
      (select topic, code from sensor_refusals order by last_at desc, topic, code offset ${refusalsKept})`.execute(db);
  });
  parts.log.warn({ code, device: named.deviceId ?? '', bytes: bytes.length }, 'sensors.not-taken');
}

/** How the line is and what came of its messages, kept where every process and the doctor can read it. */
function openTally({ database, now }: BrokerParts) {
  const counted = { taken: 0, refused: 0 };
  let line: LineState | { readonly state: 'off' } = { state: 'waiting', fault: '' };
  let changed = Promise.resolve();
  const store = async (): Promise<void> => {
    const { taken, refused } = counted;
    counted.taken = 0;
    counted.refused = 0;
    const fault = 'fault' in line && line.fault !== '' ? line.fault.slice(0, 300) : null;
    const at = now();
    try {
      await database.write(noRows, (db) =>
        sql`insert into sensor_line (state, since, seen_at, fault, taken, refused)
          values (${line.state}, ${at}, ${at}, ${fault}, ${taken}, ${refused})
          on conflict (only_row) do update set state = excluded.state, seen_at = excluded.seen_at, fault = excluded.fault,
            since = case when sensor_line.state = excluded.state then sensor_line.since else excluded.since end,
            taken = sensor_line.taken + excluded.taken, refused = sensor_line.refused + excluded.refused`.execute(db),
      );
    } catch (error) {
      counted.taken += taken;
      counted.refused += refused;
      throw error;
    }
  };
  return {
    count: (what: keyof typeof counted) => {
      counted[what] += 1;
    },
    store,
    /** One after the other, so that the last word stands. */
    tell(next: typeof line): Promise<void> {
      line = next;
      changed = changed.then(store).catch(() => undefined);
      return changed;
    },
  };
}

/** Holds the line: the work of one process at a time. */
function holdLine(parts: BrokerParts): SoleWork {
  const tally = openTally(parts);
  let failing: { readonly message: string; times: number } | undefined;
  /** Whether we failed at this very message too often. */
  const isHopeless = ({ topic, bytes }: BrokerMessage): boolean => {
    const message = `${topic} ${bytes.toString('base64')}`;
    if (failing?.message !== message) failing = { message, times: 0 };
    failing.times += 1;
    return failing.times >= ownFailures;
  };
  const line = parts.broker.listen({
    topic: `${parts.config.brokerTopic}/+/alarms`,
    async take(message) {
      const named: Named = {};
      const code = await takeOne(parts, message, named).catch((error: Error) => {
        if (error instanceof NotNow || !isHopeless(message)) throw error;
        parts.log.error({ error: error.name, stack: error.stack }, 'sensors.failed');
        return 'failure';
      });
      if (code !== undefined) await noteRefused(parts, message, code, named);
      tally.count(code === undefined ? 'taken' : 'refused');
    },
    tell(state) {
      if (state.state === 'waiting') parts.log.warn({ reason: state.fault }, 'broker.lost');
      else parts.log.info({}, 'broker.connected');
      void tally.tell(state);
    },
  });
  return {
    beat: tally.store,
    async stop() {
      await line.close();
      await tally.tell({ state: 'off' });
    },
  };
}

/** Takes the alarms that devices put on the broker, in one process of all that share the database; gives the way out. */
export function listenToBroker(parts: BrokerParts): () => Promise<void> {
  return holdAlone(parts.database, 'sensors.broker', () => holdLine(parts), parts.log);
}
