import { SmsFailure, type SmsPort } from './port.ts';

const timeoutMs = 8_000;

/**
 * A gateway spoken to by HTTP: one POST of JSON a message, the key as a bearer token. Suppliers differ in little more than this shape;
 * another one is another file beside this.
 */
export function smsGateway({ url, key }: { readonly url: string; readonly key: string }): SmsPort {
  return {
    async send({ id, phone, template, text, parameters }) {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify({ ...(id ? { id } : {}), to: phone, template, text, parameters }),
        signal: AbortSignal.timeout(timeoutMs),
        redirect: 'error',
      }).catch((error: Error) => {
        // The cause may quote the request; only its name goes on.
        throw new SmsFailure(error.name);
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new SmsFailure(`status ${answer.status}`);
    },
  };
}
