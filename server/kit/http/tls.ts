import { readFileSync } from 'node:fs';
import type { Server as HttpsServer, ServerOptions } from 'node:https';
import type { Log } from '../ctx.ts';

/** Where certificate (with its chain) and private key lie, as PEM. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

/** Forward secrecy and authenticated encryption alone, the strongest first (RFC 9325). */
const ciphers = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
].join(':');

/** What a server of ours speaks: TLS 1.3 and 1.2. Throws in words where a file cannot be read. */
export function tlsOptions({ cert, key }: TlsFiles) {
  const read = (name: string, path: string): Buffer => {
    try {
      return readFileSync(path);
    } catch (error) {
      throw new Error(`The file of ${name} (${path}) cannot be read: ${(error as NodeJS.ErrnoException).code}`);
    }
  };
  return {
    cert: read('TLS_CERT', cert),
    key: read('TLS_KEY', key),
    ciphers,
    honorCipherOrder: true,
    minVersion: 'TLSv1.2',
  } as const satisfies ServerOptions;
}

/**
 * Takes a renewed certificate within a minute, without ending a connection. Files that do not fit each other are told of, and the old ones serve on.
 * @returns the way out
 */
export function watchCertificate(
  server: Pick<HttpsServer, 'setSecureContext'>,
  files: TlsFiles,
  log: Log,
  everyMs = 60_000,
): () => Promise<void> {
  const peek = (): string => {
    try {
      const { cert, key } = tlsOptions(files);
      return Buffer.concat([cert, key]).toString('base64');
    } catch {
      return '';
    }
  };
  let seen = peek();
  const look = (): void => {
    const now = peek();
    if (now === seen) return;
    seen = now;
    try {
      server.setSecureContext(tlsOptions(files));
      log.info({}, 'tls.renewed');
    } catch (error) {
      log.error({ code: (error as NodeJS.ErrnoException).code ?? 'unreadable' }, 'tls.not-renewed');
    }
  };
  const timer = setInterval(look, everyMs).unref();
  return async () => clearInterval(timer);
}
