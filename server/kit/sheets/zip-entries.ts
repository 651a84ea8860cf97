import { Readable } from 'node:stream';
import yauzl from 'yauzl';
import { Refusal, refuse } from '../../../domain/refusals.ts';

export interface SheetLimits {
  /** Entries of the archive. */
  readonly entries: number;
  /** Bytes after unzipping, over all the parts that are read. */
  readonly unzippedBytes: number;
  /** Unzipped to zipped, once a part is larger than `ratioFromBytes`. */
  readonly ratio: number;
  readonly ratioFromBytes: number;
  /** Cells that hold something. */
  readonly cells: number;
}

export const sheetLimits: SheetLimits = {
  entries: 2000,
  unzippedBytes: 256 * 1024 * 1024,
  ratio: 300,
  ratioFromBytes: 4 * 1024 * 1024,
  cells: 3_000_000,
};

/** An opened archive: parts by name, inflated under the limits. */
export interface ZipParts {
  has(name: string): boolean;
  /** Gives the part as decoded text chunks; an absent part gives none. Throws `import.too-large`, `import.damaged`. */
  read(name: string): AsyncIterable<string>;
  close(): void;
}

const damaged = (): Refusal => refuse('import.damaged');

async function openArchive(bytes: Buffer): Promise<yauzl.ZipFile> {
  return await new Promise((resolve, reject) => {
    const options = { lazyEntries: true, autoClose: false, strictFileNames: false };
    yauzl.fromBuffer(bytes, options, (error, zip) => (error || !zip ? reject(damaged()) : resolve(zip)));
  });
}

async function listEntries(zip: yauzl.ZipFile, limits: SheetLimits): Promise<Map<string, yauzl.Entry>> {
  if (zip.entryCount > limits.entries) throw refuse('import.too-large', { limit: `${limits.entries}` });
  const entries = new Map<string, yauzl.Entry>();
  await new Promise<void>((resolve, reject) => {
    zip.on('error', () => reject(damaged()));
    zip.on('end', () => resolve());
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.set(entry.fileName.replace(/^\/+/, ''), entry);
      if (entries.size > limits.entries) reject(refuse('import.too-large', { limit: `${limits.entries}` }));
      else zip.readEntry();
    });
    zip.readEntry();
  });
  return entries;
}

function checkDeclared(entry: yauzl.Entry, limits: SheetLimits): void {
  if (entry.isEncrypted()) throw refuse('import.encrypted');
  const tooDense =
    entry.uncompressedSize > limits.ratioFromBytes && entry.uncompressedSize > entry.compressedSize * limits.ratio;
  if (tooDense) throw refuse('import.too-large', { limit: `1:${limits.ratio}` });
}

async function openEntry(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Readable> {
  return await new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error || !stream ? reject(damaged()) : resolve(stream)));
  });
}

/** Opens a zip archive held in memory; sizes are checked before and while inflating, so that a bomb stops early. */
export async function openZip(bytes: Buffer, limits: SheetLimits = sheetLimits): Promise<ZipParts> {
  const zip = await openArchive(bytes);
  const entries = await listEntries(zip, limits);
  let inflated = 0;
  async function* read(name: string): AsyncGenerator<string> {
    const entry = entries.get(name);
    if (!entry) return;
    checkDeclared(entry, limits);
    const stream = await openEntry(zip, entry);
    const decoder = new TextDecoder('utf-8');
    try {
      for await (const chunk of Readable.from(stream) as AsyncIterable<Buffer>) {
        inflated += chunk.length;
        if (inflated > limits.unzippedBytes) {
          throw refuse('import.too-large', { limit: `${Math.round(limits.unzippedBytes / 1048576)} MB` });
        }
        yield decoder.decode(chunk, { stream: true });
      }
      yield decoder.decode();
    } catch (error) {
      throw error instanceof Refusal ? error : damaged();
    } finally {
      stream.destroy();
    }
  }
  return { has: (name) => entries.has(name), read, close: () => zip.close() };
}
