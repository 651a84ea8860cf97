import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const words = /\.(?:m?js|css|html|svg|json|webmanifest)$/;
/** Below a packet nothing is saved. */
const fromBytes = 1024;
/** One below the best: a sixtieth larger, in less than half the time. */
const brotliQuality = 10;

const asBrotli = promisify(brotliCompress);
const asGzip = promisify(gzip);

async function packFile(path: string): Promise<void> {
  const bytes = await readFile(path);
  if (bytes.length < fromBytes) return;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  const [br, gz] = await Promise.all([asBrotli(bytes, { params }), asGzip(bytes, { level: 9 })]);
  await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)]);
}

/** Lays a file packed by Brotli and one by gzip beside each text of a built web: the server sends them as they are instead of packing at each request. */
export async function packWeb(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && words.test(entry.name));
  await Promise.all(files.map((entry) => packFile(join(entry.parentPath, entry.name))));
}
