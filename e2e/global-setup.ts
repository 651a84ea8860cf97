import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildWeb } from './build-web.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of the built surfaces, the same for every test file of the run. */
    webDir: string;
  }
}

/** Builds the surfaces once for each run; LINLI_WEB_DIR names a folder built already. */
export async function setup(project: TestProject): Promise<(() => void) | undefined> {
  const given = process.env['LINLI_WEB_DIR'];
  if (given) {
    project.provide('webDir', given);
    return undefined;
  }
  const webDir = mkdtempSync(join(tmpdir(), 'linli-web-'));
  try {
    await buildWeb({ outDir: webDir });
  } catch (error) {
    rmSync(webDir, { recursive: true, force: true });
    throw error;
  }
  project.provide('webDir', webDir);
  return () => rmSync(webDir, { recursive: true, force: true });
}
