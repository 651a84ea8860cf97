import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import type { Connect, Plugin } from 'vite';
import { defineConfig } from 'vite';
import { fieldShell } from './vite.field-shell.ts';
import { firstScreenChunks } from './vite.first-screen.ts';

const root = resolve(import.meta.dirname, 'web');

/** Where each surface lives; its page is built to the same path, so a server needs only this table. */
export const surfacePaths = {
  portal: '/',
  workbench: '/desk/',
  field: '/field/',
  command: '/wall/',
} as const;

type Surface = keyof typeof surfacePaths;

const surfaceNames = Object.keys(surfacePaths) as Surface[];
const sourceOf = (surface: Surface): string => `surfaces/${surface}/index.html`;

/** The surface an address belongs to: the longest path that it begins with. */
function surfaceOf(path: string): Surface {
  return surfaceNames.find((name) => name !== 'portal' && `${path}/`.startsWith(surfacePaths[name])) ?? 'portal';
}

/** Puts each surface's page where people open it: dist/web/desk/index.html for /desk/ and so on. */
function placePages(): Plugin {
  return {
    name: 'linli-place-pages',
    enforce: 'post',
    generateBundle(_, bundle) {
      for (const surface of surfaceNames) {
        const page = bundle[sourceOf(surface)];
        if (page) page.fileName = `${surfacePaths[surface].slice(1)}index.html`;
      }
    },
  };
}

/** In development every address that is no file and no API is a page of its surface. */
function servePages(): Plugin {
  const rewrite: Connect.NextHandleFunction = (request, _, next) => {
    const path = request.url?.split('?')[0] ?? '/';
    const isPage = request.headers.accept?.includes('text/html') && !path.startsWith('/api') && !path.includes('.');
    if (isPage && !path.startsWith('/ui/gallery')) request.url = `/${sourceOf(surfaceOf(path))}`;
    next();
  };
  return {
    name: 'linli-serve-pages',
    configureServer: (server) => {
      server.middlewares.use(rewrite);
    },
  };
}

/** Icons come in six weights each, of which two are drawn nowhere: they are a third of every icon's bytes. */
function dropUnusedWeights(): Plugin {
  const unused = /\n {2}\[\n {4}"(?:light|thin)",[\s\S]*?\n {2}\],?(?=\n(?: {2}\[|\]))/g;
  return {
    name: 'linli-drop-unused-weights',
    apply: 'build',
    transform: (code, id) =>
      /@phosphor-icons\/react\/dist\/defs\//.test(id) ? { code: code.replace(unused, ''), map: null } : undefined,
  };
}

/** Zod tries whether it may make functions of text, which the content policy forbids and browsers report: it is told that it may not. */
function withoutFunctionsOfText(): Plugin {
  return {
    name: 'linli-without-functions-of-text',
    apply: 'build',
    transform(code, id) {
      if (!/zod\/v4\/core\/util\.js$/.test(id)) return undefined;
      if (!code.includes('globalConfig.jitless')) throw new Error('Zod asks in another way than it did');
      return { code: code.replace('globalConfig.jitless', 'true'), map: null };
    },
  };
}

/** One project, four entries, so that a phone never loads what a desk needs. `--mode gallery` builds the gallery of components alone. */
export default defineConfig(({ mode, command }) => {
  // A build started by a test runner inherits its environment, under which React's slow development build would be shipped.
  if (command === 'build') process.env['NODE_ENV'] = 'production';
  const isGallery = mode === 'gallery';
  const input = isGallery
    ? { gallery: resolve(root, 'ui/gallery/index.html') }
    : Object.fromEntries(surfaceNames.map((name) => [name, resolve(root, sourceOf(name))]));
  return {
    root,
    base: '/',
    appType: 'mpa' as const,
    plugins: [
      react(),
      dropUnusedWeights(),
      withoutFunctionsOfText(),
      servePages(),
      placePages(),
      ...(isGallery ? [] : fieldShell(root)),
    ],
    worker: { format: 'es' as const },
    build: {
      outDir: resolve(import.meta.dirname, isGallery ? 'dist/gallery' : 'dist/web'),
      emptyOutDir: true,
      // Phones keep their browser for years: nothing newer than 2020 is asked of them.
      target: ['es2020', 'chrome87', 'safari14'],
      sourcemap: false,
      chunkSizeWarningLimit: 1200,
      rolldownOptions: {
        input,
        ...(isGallery
          ? {}
          : { output: { codeSplitting: { includeDependenciesRecursively: false, groups: firstScreenChunks(root) } } }),
      },
    },
    server: { proxy: { '/api': { target: process.env['LINLI_API'] ?? 'http://127.0.0.1:8080' } } },
  };
});
