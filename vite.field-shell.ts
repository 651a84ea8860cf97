import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import sharp from 'sharp';
import type { Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const blue = '#143c6b';
const paper = '#f4f1ea';

/** One installable application in two languages: the page names the manifest of the language it is in. */
const manifests = {
  'field/app.webmanifest': { lang: 'zh-CN', name: '邻里 · 网格', short_name: '邻里网格' },
  'field/app.en.webmanifest': { lang: 'en', name: 'Linli Grid', short_name: 'Linli Grid' },
} as const;

const icons = [
  { src: '/field/icon-192.png', size: 192, margin: 0, purpose: 'any' },
  { src: '/field/icon-512.png', size: 512, margin: 0, purpose: 'any' },
  // A launcher may cut a maskable icon down to a circle of four fifths of its width.
  { src: '/field/icon-maskable.png', size: 512, margin: 0.12, purpose: 'maskable' },
] as const;

/** The seal on its own red, so that a launcher may cut its edges in whatever shape. */
async function drawIcon(seal: Buffer, { size, margin, purpose }: (typeof icons)[number]): Promise<Buffer> {
  const inner = Math.round(size * (1 - 2 * margin));
  const drawn = await sharp(seal, { density: 600 }).resize(inner, inner).png().toBuffer();
  const background = purpose === 'maskable' ? '#c8321f' : '#00000000';
  return sharp({ create: { width: size, height: size, channels: 4, background } })
    .composite([{ input: drawn, gravity: 'centre' }])
    .png()
    .toBuffer();
}

/** What makes the phone's surface an application: its manifests and its icons, drawn from the seal. */
function installable(root: string): Plugin {
  return {
    name: 'linli-installable',
    apply: 'build',
    async generateBundle() {
      const seal = await readFile(resolve(root, 'public/seal.svg'));
      for (const icon of icons)
        this.emitFile({ type: 'asset', fileName: icon.src.slice(1), source: await drawIcon(seal, icon) });
      for (const [fileName, words] of Object.entries(manifests)) {
        const manifest = {
          id: '/field/',
          start_url: '/field/',
          scope: '/field',
          display: 'standalone',
          orientation: 'portrait',
          theme_color: blue,
          background_color: paper,
          ...words,
          icons: icons.map(({ src, size, purpose }) => ({ src, sizes: `${size}x${size}`, type: 'image/png', purpose })),
        };
        this.emitFile({ type: 'asset', fileName, source: JSON.stringify(manifest) });
      }
    },
  };
}

interface BuiltChunk {
  readonly type: 'chunk' | 'asset';
  readonly code?: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly viteMetadata?: { readonly importedCss: ReadonlySet<string>; readonly importedAssets: ReadonlySet<string> };
}

/** The files a page can ever ask for: its own chunks, those it loads later, their styles, fonts and workers. */
function filesOf(entry: string, bundle: Readonly<Record<string, BuiltChunk>>): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [entry];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    const chunk = bundle[name];
    if (chunk?.type !== 'chunk') continue;
    const named = [...(chunk.code ?? '').matchAll(/["'`]\/?(assets\/[\w.-]+)["'`]/g)].flatMap(([, path]) => path ?? []);
    open.push(
      ...(chunk.imports ?? []),
      ...(chunk.dynamicImports ?? []),
      ...(chunk.viteMetadata?.importedCss ?? []),
      ...(chunk.viteMetadata?.importedAssets ?? []),
      // Workers are named by their address alone; styles and chunks named so belong to what is loaded later, which is known already.
      ...named.filter((path) => /worker/.test(path)),
    );
  }
  return found;
}

/**
 * The service worker of the phone's surface and its list of files: what the field's own page can load and nothing else's. It is served
 * from the root and registered for /field alone.
 */
export function fieldShell(root: string): Plugin[] {
  let own: ReadonlySet<string> = new Set();
  const note: Plugin = {
    name: 'linli-field-files',
    apply: 'build',
    generateBundle(_, bundle) {
      const chunks = bundle as unknown as Readonly<Record<string, BuiltChunk & { readonly facadeModuleId?: string }>>;
      const entry = Object.entries(chunks).find(([, { facadeModuleId }]) =>
        facadeModuleId?.endsWith('surfaces/field/index.html'),
      )?.[0];
      if (entry === undefined) throw new Error('the field has no entry');
      own = filesOf(entry, chunks);
    },
  };
  const extra = new Set(['field/index.html', 'seal.svg']);
  const worker = VitePWA({
    strategies: 'injectManifest',
    srcDir: 'offline/worker',
    filename: 'field-worker.ts',
    injectRegister: null,
    manifest: false,
    includeManifestIcons: false,
    injectManifest: {
      globPatterns: ['assets/**', 'field/*', 'seal.svg'],
      maximumFileSizeToCacheInBytes: 4_000_000,
      // Files with a hash in their name are what they are for ever.
      dontCacheBustURLsMatching: /^assets\//,
      manifestTransforms: [
        async (entries) => ({
          // An address begins at the root, wherever the worker lies.
          manifest: entries
            // Whatever runs a worker reads the newer kind of font.
            .filter(({ url }) => (own.has(url) && !url.endsWith('.woff')) || extra.has(url))
            .map((entry) => ({ ...entry, url: `/${entry.url}` })),
          warnings: [],
        }),
      ],
    },
  });
  return [note, installable(root), ...worker];
}
