import { randomUUID } from 'node:crypto';
import { chmod, link, mkdir, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { aesSuite, type CryptoSuite } from './suite.ts';

const ringFile = 'key-ring.json';

const ringShape = z.object({
  suite: z.string(),
  /** Blind indexes and search pieces hang on it: it never changes. */
  indexKey: z.base64(),
  /** The last one seals; all of them open. */
  keys: z.array(z.object({ id: z.number().int().positive(), key: z.base64(), madeAt: z.string() })).min(1),
});
type RingFile = z.output<typeof ringShape>;

export interface KeyRing {
  readonly suite: CryptoSuite;
  readonly indexKey: Buffer;
  readonly keys: ReadonlyMap<number, Buffer>;
  readonly newestId: number;
}

const suites: ReadonlyMap<string, CryptoSuite> = new Map([[aesSuite.name, aesSuite]]);

/** Reads the key ring of a folder, making folder and ring where there are none. Readable by its owner alone. */
export async function readKeyRing(keysDir: string): Promise<KeyRing> {
  const file = join(keysDir, ringFile);
  const found = await readRingFile(file);
  return toRing(found ?? (await makeRingFile(keysDir, file)), file);
}

/** Adds a key that seals from now on; what older keys sealed still opens. Running processes take it up at their next start. */
export async function rotateKeyRing(keysDir: string): Promise<KeyRing> {
  const file = join(keysDir, ringFile);
  const ring = (await readRingFile(file)) ?? (await makeRingFile(keysDir, file));
  const suite = toRing(ring, file).suite;
  const id = Math.max(...ring.keys.map((key) => key.id)) + 1;
  const grown: RingFile = { ...ring, keys: [...ring.keys, newKey(suite, id)] };
  const draft = await writeDraft(keysDir, grown);
  await rename(draft, file);
  return toRing(grown, file);
}

/** A ring of fixed keys, for tests. */
export function fixedRing(): KeyRing {
  return {
    suite: aesSuite,
    indexKey: Buffer.alloc(32, 7),
    keys: new Map([[1, Buffer.alloc(32, 1)]]),
    newestId: 1,
  };
}

function newKey(suite: CryptoSuite, id: number): RingFile['keys'][number] {
  return { id, key: suite.newKey().toString('base64'), madeAt: new Date().toISOString() };
}

async function readRingFile(file: string): Promise<RingFile | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  if (process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0) await chmod(file, 0o600);
  const parsed = ringShape.safeParse(parseJson(text));
  if (!parsed.success) throw new Error(`The key ring ${file} is damaged. Put back its copy: without it nothing opens.`);
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function makeRingFile(keysDir: string, file: string): Promise<RingFile> {
  await mkdir(keysDir, { recursive: true, mode: 0o700 });
  const suite = aesSuite;
  const made: RingFile = {
    suite: suite.name,
    indexKey: suite.newKey().toString('base64'),
    keys: [newKey(suite, 1)],
  };
  const draft = await writeDraft(keysDir, made);
  try {
    // A link fails where the name is taken: of two processes that start at once, the second reads what the first made.
    await link(draft, file);
    return made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return (await readRingFile(file)) as RingFile;
  } finally {
    await unlink(draft);
  }
}

async function writeDraft(keysDir: string, ring: RingFile): Promise<string> {
  const draft = join(keysDir, `.${ringFile}.${randomUUID()}`);
  await writeFile(draft, `${JSON.stringify(ring, null, 2)}\n`, { mode: 0o600, flush: true });
  return draft;
}

function toRing(ring: RingFile, file: string): KeyRing {
  const suite = suites.get(ring.suite);
  if (!suite) throw new Error(`The key ring ${file} is of ${ring.suite}, which this version of Linli does not have.`);
  const keys = new Map(ring.keys.map((key) => [key.id, Buffer.from(key.key, 'base64')]));
  return {
    suite,
    indexKey: Buffer.from(ring.indexKey, 'base64'),
    keys,
    newestId: Math.max(...keys.keys()),
  };
}
