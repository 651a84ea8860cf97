import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sensorCommands, sensorRoutes } from '../../../contract/sensors.ts';
import type { AppParts } from '../../app.ts';
import { bindCommands, bindReads, type DoorTools, type Slice } from '../../kit/http/slice.ts';
import { type AlarmDeeds, takeAlarm } from './sensors.alarms.ts';
import { listenToBroker } from './sensors.broker.ts';
import { changeSensor, registerSensor, retireSensor, rotateSensor } from './sensors.commands.ts';
import { takeSigned } from './sensors.intake.ts';
import { clearOldMessages, messageMeter } from './sensors.jobs.ts';
import { getLine, getSensor, listSensors } from './sensors.queries.ts';

const largestBody = 8 * 1024;
/** How far a device's clock may be from ours. */
const windowMs = 5 * 60_000;
const perMinute = 600;

const header = (request: FastifyRequest, name: string): string => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
};

/** Devices that raise alarms, over signed HTTP (POST /sensors/v1/<device>/alarms) or a broker of messages. */
export function makeSensorsSlice(
  parts: Pick<AppParts, 'vault' | 'database' | 'broker' | 'config' | 'log'>,
  deeds: AlarmDeeds,
  now: () => string,
): Slice {
  const { broker } = parts;
  return {
    reads: bindReads(sensorRoutes, {
      'POST /sensors': (ctx, { query }) => listSensors(ctx, query),
      'GET /sensors/line': (ctx) => getLine(ctx),
      'GET /sensors/:id': (ctx, { params }) => getSensor(ctx, params.id),
    }),
    commands: bindCommands(sensorCommands, {
      'sensors.register': registerSensor,
      'sensors.change': changeSensor,
      'sensors.rotate': rotateSensor,
      'sensors.retire': retireSensor,
      'sensors.alarm': (ctx, input) => takeAlarm(ctx, deeds, input),
    }),
    jobs: [clearOldMessages],
    meters: [messageMeter],
    ...(broker ? { listen: (tools: DoorTools) => listenToBroker({ ...parts, broker, tools, now }) } : {}),
    outer: { prefix: '/sensors/v1', plugin: async (app, tools) => bindAlarms(app, { tools, vault: parts.vault, now }) },
  };
}

function bindAlarms(
  app: FastifyInstance,
  intake: { readonly tools: DoorTools; readonly vault: AppParts['vault']; readonly now: () => string },
): void {
  app.removeAllContentTypeParsers();
  // The very bytes are signed, so nothing reads them before the signature was checked.
  app.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: largestBody }, (_request, body, done) =>
    done(null, body),
  );
  const limited = { bodyLimit: largestBody, config: { rateLimit: { max: perMinute, timeWindow: 60_000 } } };
  app.post('/:device/alarms', limited, async (request, reply) => {
    const message = {
      deviceId: (request.params as { device: string }).device,
      id: header(request, 'webhook-id'),
      timestamp: header(request, 'webhook-timestamp'),
      signature: header(request, 'webhook-signature'),
      body: typeof request.body === 'string' ? request.body : '',
    };
    const result = await takeSigned(intake, message, request.id, windowMs);
    if (!('code' in result)) return reply.type('application/json').send(JSON.stringify(result));
    return reply.code(result.status).type('application/problem+json').send(JSON.stringify(result));
  });
}
