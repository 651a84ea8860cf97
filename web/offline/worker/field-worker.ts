import { PrecacheController, type PrecacheEntry, PrecacheRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheOnly } from 'workbox-strategies';
import { namesToDrop, shellName } from './shell-caches.ts';

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

/** What of a service worker's scope is used here; the page's own types are loaded beside it. */
interface WorkerScope {
  readonly __WB_MANIFEST: readonly (PrecacheEntry | string)[];
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', run: (event: Lasting) => void): void;
  addEventListener(type: 'message', run: (event: { readonly data?: { readonly type?: string } }) => void): void;
}

declare const self: WorkerScope;

/** The files of the grid worker's phone, put in here by the build. Nothing of the API is ever kept here: it lies in the phone's own database, under its owner. */
const files = [...self.__WB_MANIFEST];
const name = shellName(files.map((file) => (typeof file === 'string' ? file : `${file.url} ${file.revision ?? ''}`)));
const shell = new PrecacheController({ cacheName: name });
shell.addToCacheList(files);

/** What the build before holds already is not fetched again: a name with a hash is the same file for ever. */
async function takeOver(): Promise<void> {
  const cache = await caches.open(name);
  const hashed = files.flatMap((file) => (typeof file !== 'string' && file.revision === null ? [file.url] : []));
  const copy = async (url: string): Promise<void> => {
    const found = await caches.match(url);
    if (found) await cache.put(url, found);
  };
  await Promise.all(hashed.map(copy));
}

self.addEventListener('install', (event) => event.waitUntil(takeOver().then(() => shell.install(event as never))));

// The build before this one stays: a page of it may still be open somewhere and open a part it has not opened yet.
self.addEventListener('activate', (event) =>
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(namesToDrop(names, name).map((old) => caches.delete(old))))
      // A phone that is opened for the first time has its shell from the next tap on, not from the next start.
      .then(() => self.clients.claim()),
  ),
);

// A new worker waits until the page, or the next cold start, takes it.
self.addEventListener('message', ({ data }) => {
  if (data?.type === 'SKIP_WAITING') void self.skipWaiting();
});

// Every page of the field is the same one, which finds its own way.
registerRoute(
  new NavigationRoute(shell.createHandlerBoundToURL('/field/index.html'), { allowlist: [/^\/field(\/|$)/] }),
);
registerRoute(new PrecacheRoute(shell));
/** Parts of the build before, from its own cache; what neither has is the network's. */
const before = new CacheOnly();
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
  async (options) => before.handle(options).catch(() => fetch(options.request)),
);
