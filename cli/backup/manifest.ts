import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const manifestFile = 'linli-backup.json';

const tableEntry = z.object({
  /** `public.cases`; its rows lie in `tables/public.cases.copy.gz`. */
  name: z.string(),
  columns: z.array(z.string()),
  /** What the rows are ordered by, as SQL: with it the same rows give the same bytes on any server. */
  order: z.string(),
  rows: z.number().int(),
  /** Over the rows as COPY text, before they were packed. */
  sha256: z.string(),
});
export type TableEntry = z.output<typeof tableEntry>;

const baseEntry = z.object({
  /** The cluster's own number, under which its log is archived. */
  cluster: z.string(),
  major: z.string(),
  startedAt: z.iso.datetime(),
  /** From this moment on any point in time can be reached. */
  reachableFrom: z.iso.datetime(),
  files: z.number().int(),
  sha256: z.string(),
});

const manifest = z.object({
  format: z.literal('linli-backup-1'),
  program: z.string(),
  takenAt: z.iso.datetime(),
  server: z.string(),
  migrations: z.array(z.string()),
  tables: z.array(tableEntry),
  sequences: z.array(z.object({ name: z.string(), value: z.string(), isCalled: z.boolean() })),
  files: z.object({
    count: z.number().int(),
    bytes: z.number().int(),
    sha256: z.string(),
    /** Named by a row, but not there when the copy was made. */
    missing: z.array(z.string()),
  }),
  keys: z.enum(['sealed', 'apart']),
  base: baseEntry.optional(),
});
export type Manifest = z.output<typeof manifest>;

/** Writes the manifest as the last of all: a folder without it is no backup. */
export async function writeManifest(folder: string, value: Manifest): Promise<void> {
  const partial = join(folder, `.${manifestFile}`);
  await writeFile(partial, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(partial, join(folder, manifestFile));
}

/** Reads a backup's manifest; throws in words where the folder holds no whole backup. */
export async function readManifest(folder: string): Promise<Manifest> {
  const written = await readFile(join(folder, manifestFile), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
    throw new Error(`${folder} holds no whole backup: ${manifestFile} is missing. It is written last of all.`);
  });
  try {
    return manifest.parse(JSON.parse(written));
  } catch (error) {
    throw new Error(`${join(folder, manifestFile)} is damaged. Take another copy of this backup.`, { cause: error });
  }
}
