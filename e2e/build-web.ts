import { resolve } from 'node:path';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '..');

interface WebBuild {
  /** Where the files go; dist/web (or dist/gallery) unless told. */
  readonly outDir?: string;
  readonly isGallery?: boolean;
}

/** Builds the surfaces as they are shipped. A test runner names its own environment, under which React's slow build would be taken. */
export async function buildWeb({ outDir, isGallery = false }: WebBuild = {}): Promise<void> {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await build({
      configFile: resolve(root, 'vite.config.ts'),
      logLevel: 'warn',
      ...(isGallery ? { mode: 'gallery' } : {}),
      ...(outDir ? { build: { outDir } } : {}),
    });
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}
