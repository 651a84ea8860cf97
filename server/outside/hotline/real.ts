import { HotlineFailure, type HotlinePort } from './port.ts';

const timeoutMs = 10_000;

/**
 * A hotline spoken to by HTTP: one POST of JSON a step, the key as a bearer token, the step's id in `Idempotency-Key`. Cities differ in
 * little more than this shape; another one is another file beside this.
 */
export function hotlineHttp({ url, key }: { readonly url: string; readonly key: string }): HotlinePort {
  return {
    async report(id, state) {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, 'idempotency-key': id },
        body: JSON.stringify(state),
        signal: AbortSignal.timeout(timeoutMs),
        redirect: 'error',
      }).catch((error: Error) => {
        // The cause may quote the request; only its name goes on.
        throw new HotlineFailure(error.name);
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new HotlineFailure(`status ${answer.status}`);
    },
  };
}
