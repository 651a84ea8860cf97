import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** Somebody whom the provider of OpenID Connect knows. */
export interface OidcPerson {
  readonly sub?: string;
  readonly claims: Readonly<Record<string, unknown>>;
  /** How the provider says that they signed in there. */
  readonly amr?: readonly string[];
}

export interface PortalProcess {
  readonly address: string;
  stop(): Promise<void>;
}

/** Starts a portal as a process of its own and waits until it listens. */
async function startPortal(file: string, asked: object, program = process.execPath): Promise<PortalProcess> {
  const child = spawn(program, [resolve(import.meta.dirname, file), JSON.stringify(asked)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (part: string) => said.push(part));
  const ended = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('{')) continue;
    child.stdout.resume();
    const { address } = JSON.parse(line) as { address: string };
    return {
      address,
      async stop() {
        child.stdin.end();
        await ended;
      },
    };
  }
  throw new Error(`The portal did not start: ${said.join('')}`);
}

export const client = { clientId: 'linli', clientSecret: 'a-secret-of-a-test-alone' } as const;

/** Starts a real provider of OpenID Connect. `port` puts it where one stood before. */
export function startOidc(asked: {
  readonly people: Readonly<Record<string, OidcPerson>>;
  readonly returns: readonly string[];
  readonly leaves?: readonly string[];
  readonly port?: number;
  /** Where it says that somebody has signed out, and whether of one session or of all. */
  readonly backChannel?: { readonly address: string; readonly bySession: boolean };
}): Promise<PortalProcess> {
  return startPortal('oidc-process.ts', { leaves: [], port: 0, ...client, ...asked });
}

/** Starts the server of CAS 3.0 that stands beside the adapter. */
export function startCas(people: object): Promise<PortalProcess> {
  return startPortal('../../outside/sign-on/fake.ts', { people });
}

/** Debian's Python, whatever other one the path names first. */
const python = '/usr/bin/python3';

/** Whether this machine has the real server of CAS 3.0 (Debian's python3-django-cas-server). */
export const hasRealCas = (): boolean => spawnSync(python, ['-c', 'import cas_server']).status === 0;

/** Starts the real server of CAS 3.0, with one person and for services whose address fits a pattern. */
export function startRealCas(asked: {
  readonly person: {
    readonly name: string;
    readonly password: string;
    readonly attributes: Readonly<Record<string, string>>;
  };
  readonly services: string;
}): Promise<PortalProcess> {
  return startPortal('cas-django.py', asked, python);
}
