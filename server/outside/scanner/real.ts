import { connect } from 'node:net';
import { ScannerFailure, type ScannerPort } from './port.ts';

const timeoutMs = 30_000;
const pieceBytes = 64 * 1024;
const mostAnswerBytes = 1_024;

/** The bytes as clamd wants them: pieces with their length in front, and an empty one at the end. */
function* framed(bytes: Buffer): Generator<Buffer> {
  yield Buffer.from('zINSTREAM\0');
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    const piece = bytes.subarray(at, at + pieceBytes);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.length);
    yield length;
    yield piece;
  }
  yield Buffer.alloc(4);
}

/** Sends the bytes and gives the line that clamd answers with. */
function ask(host: string, port: number, bytes: Buffer): Promise<string> {
  return new Promise((fulfil, reject) => {
    const socket = connect({ host, port });
    let answer = '';
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error('timeout')));
    socket.on('connect', () => {
      for (const part of framed(bytes)) socket.write(part);
    });
    socket.on('data', (part: Buffer) => {
      answer += part.toString('latin1');
      if (answer.length > mostAnswerBytes) socket.destroy(new Error('too long an answer'));
    });
    socket.on('error', (error: NodeJS.ErrnoException) =>
      reject(new ScannerFailure(error.code ?? error.message, { cause: error })),
    );
    socket.on('close', () => fulfil(answer.replace(/\0.*$/s, '').trim()));
  });
}

/** ClamAV by TCP (clamd's INSTREAM): nothing but the bytes is sent, no name and no place. */
export function scannerClamav({ host, port }: { readonly host: string; readonly port: number }): ScannerPort {
  return {
    async scan(bytes) {
      const line = await ask(host, port, bytes);
      if (line === 'stream: OK') return undefined;
      const found = /^stream: (.+) FOUND$/.exec(line)?.[1];
      if (found !== undefined) return found;
      throw new ScannerFailure(line === '' ? 'no answer' : 'not understood');
    },
  };
}
