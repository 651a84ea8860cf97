import { SignOnFailure } from './port.ts';

const timeoutMs = 8_000;
const mostBytes = 256 * 1024;

/** Asks a portal and gives its answer as text, whatever its status. No redirect is followed: a token goes where it is meant to. */
export async function askPortal(address: string, init: RequestInit = {}): Promise<{ ok: boolean; body: string }> {
  try {
    const answer = await fetch(address, { ...init, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    if (answer.status >= 500) {
      await answer.body?.cancel();
      throw new SignOnFailure('unavailable', `status ${answer.status}`);
    }
    return { ok: answer.ok, body: await bounded(answer) };
  } catch (error) {
    if (error instanceof SignOnFailure) throw error;
    // The cause may quote the request; only its name goes on.
    throw new SignOnFailure('unavailable', (error as Error).name);
  }
}

async function bounded(answer: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of answer.body ?? []) {
    bytes += part.byteLength;
    if (bytes > mostBytes) throw new SignOnFailure('untrusted', 'an answer is too long');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** As JSON. */
export function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new SignOnFailure('untrusted', 'an answer is no JSON');
  }
}
