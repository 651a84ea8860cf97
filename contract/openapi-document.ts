import { z } from 'zod';
import { commands, routes } from './api.ts';
import { intention, intentionsAnswer, problem } from './intentions.ts';
import { type Access, type Command, placeOf, type Route } from './route.ts';

type Json = Readonly<Record<string, unknown>>;

/** A schema as JSON Schema 2020-12, which is OpenAPI 3.1's own; what arrives for input, what is sent for output. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...made } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' });
  return made;
}

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const inJson = (schema: Json): Json => ({ 'application/json': { schema } });

/** Who may ask, as the security of OpenAPI and in words of our own. */
function accessOf(access: Access): Json {
  if ('open' in access) return { security: [{}], 'x-linli-access': { open: access.open } };
  const security = [{ session: [] }, { key: [] }];
  return { security, 'x-linli-access': access };
}

const problems: Json = {
  '4XX': {
    description: 'A refusal in both languages (RFC 9457); `code` is stable, `fields` name what to change.',
    content: { 'application/problem+json': { schema: ref('Problem') } },
  },
};

/** The parts of a path or query as parameters, one each. */
function parametersOf(schema: z.ZodObject | undefined, place: 'path' | 'query'): readonly Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, one]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: one,
  }));
}

/** `GET /cases/:ref` as an address of OpenAPI, its method, and the name of its operation: a read gets, however it is sent. */
function operationOf(key: string): { readonly path: string; readonly method: string; readonly operationId: string } {
  const { method, path: named } = placeOf(key);
  const path = named.replace(/:(\w+)/g, '{$1}');
  return {
    path,
    method: method.toLowerCase(),
    operationId: `get${path.replace(/[{}]/g, '').replace(/[^a-zA-Z0-9]+(\w?)/g, (_, next: string) => next.toUpperCase())}`,
  };
}

function readOf(key: string, route: Route): readonly [path: string, item: Json] {
  const { path, method, operationId } = operationOf(key);
  const content = route.media ? { [route.media]: {} } : inJson(schemaOf(route.output, 'output'));
  const operation = {
    operationId,
    tags: [path.split('/')[1]],
    summary: route.summary.en,
    description: route.summary.zh,
    ...accessOf(route.access),
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')],
    ...(route.asks ? { requestBody: { required: true, content: inJson(schemaOf(route.asks, 'input')) } } : {}),
    responses: { '200': { description: route.summary.en, content }, ...problems },
  };
  return [path, { [method]: operation }];
}

/** The one door of writes: each command is one form of an intention, told apart by its name. */
function doorOf(list: readonly (readonly [name: string, command: Command])[]): Json {
  const post = {
    operationId: 'performIntentions',
    tags: ['intentions'],
    summary: 'Do up to 50 things, each exactly once: sending the same id again gives the first answer.',
    description: '写操作的唯一入口：每个意图凭编号只执行一次，重复发送得到第一次的结果。',
    security: [{ session: [] }, { key: [] }, {}],
    requestBody: {
      required: true,
      content: inJson({
        type: 'object',
        required: ['intentions'],
        properties: {
          intentions: {
            type: 'array',
            minItems: 1,
            maxItems: 50,
            items: {
              oneOf: list.map(([name]) => ref(name)),
              discriminator: {
                propertyName: 'command',
                mapping: Object.fromEntries(list.map(([name]) => [name, `#/components/schemas/${name}`])),
              },
            },
          },
        },
      }),
    },
    responses: {
      '200': { description: 'One result for each intention', content: inJson(schemaOf(intentionsAnswer, 'output')) },
      ...problems,
    },
  };
  return { post };
}

function commandSchema(name: string, command: Command): Json {
  const { properties, required } = schemaOf(intention, 'input') as { properties: Json; required: readonly string[] };
  return {
    type: 'object',
    title: command.summary.en,
    description: command.summary.zh,
    required,
    properties: { ...properties, command: { const: name }, input: schemaOf(command.input, 'input') },
    'x-linli-access': command.access,
    'x-linli-output': schemaOf(command.output, 'output'),
  };
}

let made: Json | undefined;

/** The whole contract as an OpenAPI 3.1 document; made once, since a program's contract does not change. */
export function openApiDocument(): Json {
  const writes = Object.entries<Command>(commands);
  made ??= {
    openapi: '3.1.0',
    info: { title: '邻里 Linli', version: '0.1.0', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/api' }],
    paths: {
      ...Object.fromEntries(Object.entries<Route>(routes).map(([key, route]) => readOf(key, route))),
      '/intentions': doorOf(writes),
    },
    components: {
      schemas: {
        Problem: schemaOf(problem, 'output'),
        ...Object.fromEntries(writes.map(([name, command]) => [name, commandSchema(name, command)])),
      },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'linli' },
        key: { type: 'http', scheme: 'bearer', description: '接口密钥 An API key' },
      },
    },
  };
  return made;
}
