import { lookup } from 'node:dns/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { insideOf, isPublicAddress } from '../../kit/net/public-address.ts';
import { type Message, ReceiverFailure, type ReceiverPort } from './port.ts';

const timeoutMs = 10_000;
const mostAnswerBytes = 64 * 1024;

interface Address {
  readonly address: string;
  readonly family: number;
}

/**
 * Posts over HTTP to addresses that somebody typed in. The name is resolved once, every address it stands for must be allowed, and the
 * connection goes to the very address that was checked; redirects are not followed. So nobody reaches our own network through us.
 * @param allows the open Internet alone, unless a test has its receiver beside it
 */
export function receiverHttp({
  allows = isPublicAddress,
}: {
  readonly allows?: (address: string) => boolean;
} = {}): ReceiverPort {
  return {
    async post(message) {
      const url = parse(message.url);
      const isInside = insideOf(message.networks ?? []);
      const isAllowed = (address: string) => allows(address) || isInside(address);
      const checked = await resolve(url.hostname.replace(/^\[|\]$/g, ''), isAllowed);
      // Over the open Internet a message goes encrypted; into a private network that was named it may go as it is.
      if (url.protocol === 'http:' && isPublicAddress(checked.address)) throw new ReceiverFailure('not-encrypted');
      return { status: await send(url, checked, message) };
    },
  };
}

function parse(written: string): URL {
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username !== '') throw new ReceiverFailure('address');
  return url;
}

async function resolve(host: string, allows: (address: string) => boolean): Promise<Address> {
  const family = isIP(host);
  const found = family > 0 ? [{ address: host, family }] : await lookup(host, { all: true }).catch(() => []);
  const [first] = found;
  if (!first) throw new ReceiverFailure('unknown-host');
  // A name that also stands for an address of ours is refused whole: which one is used must not be chance.
  if (!found.every(({ address }) => allows(address))) throw new ReceiverFailure('not-allowed');
  return first;
}

/** Sends to the checked address whatever the name may mean by now; the name itself still stands in Host and in the certificate. */
function send(url: URL, { address, family }: Address, { headers, body }: Message): Promise<number> {
  const pinned: LookupFunction = (_host, options, done) =>
    options.all ? done(null, [{ address, family }]) : done(null, address, family);
  const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((fulfil, reject) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const length = String(Buffer.byteLength(body));
    const asked = open(
      url,
      { method: 'POST', agent: false, lookup: pinned, signal, headers: { ...headers, 'content-length': length } },
      (answer) => {
        let bytes = 0;
        answer.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > mostAnswerBytes) answer.destroy();
        });
        answer.on('error', () => undefined);
        answer.on('close', () => fulfil(answer.statusCode ?? 0));
      },
    );
    asked.on('error', (error) =>
      reject(new ReceiverFailure(signal.aborted ? 'timeout' : 'unreachable', { cause: error })),
    );
    asked.end(body);
  });
}
