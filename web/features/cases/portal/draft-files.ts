/** A photo, a recording or a document of a draft. */
export interface DraftFile {
  readonly id: string;
  readonly draft: 'report' | 'apply';
  /** The field of the process it belongs to. */
  readonly field: string;
  readonly name: string;
  readonly blob: Blob;
  /** Shrunk already, or never to be: from now on its bytes stay the same, so that sending it again is harmless. */
  readonly isReady: boolean;
  readonly seconds?: number | undefined;
  readonly addedAt: number;
}

/** As it lies in the database: bytes, since some phones keep no blobs there. */
type StoredFile = Omit<DraftFile, 'blob'> & { readonly bytes: ArrayBuffer; readonly mediaType: string };

function shown({ bytes, mediaType, ...file }: StoredFile): DraftFile {
  return { ...file, blob: new Blob([bytes], { type: mediaType }) };
}

const database = 'linli-portal';
const store = 'files';
/** Where the phone refuses a database, files last until the page is closed. */
const memory = new Map<string, DraftFile>();

function asked<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((settle, fail) => {
    request.onsuccess = () => settle(request.result);
    request.onerror = () => fail(request.error);
  });
}

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((settle, fail) => {
    const request = indexedDB.open(database, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: 'id' });
    request.onsuccess = () => settle(request.result);
    request.onerror = () => fail(request.error);
  });
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

async function run<T>(mode: IDBTransactionMode, deed: (files: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const { transaction } = await open().then((held) => ({ transaction: held.transaction(store, mode) }));
  return asked(deed(transaction.objectStore(store)));
}

/** Keeps a file of a draft on this phone, before anything else is done with it. */
export async function putDraftFile(file: DraftFile): Promise<void> {
  memory.set(file.id, file);
  const { blob, ...rest } = file;
  const stored: StoredFile = { ...rest, bytes: await blob.arrayBuffer(), mediaType: blob.type };
  await run('readwrite', (files) => files.put(stored)).then(
    () => memory.delete(file.id),
    () => undefined,
  );
}

/** The files of a draft in the order they were added. */
export async function listDraftFiles(draft: DraftFile['draft']): Promise<readonly DraftFile[]> {
  const kept = await run('readonly', (files) => files.getAll() as IDBRequest<StoredFile[]>).catch(() => []);
  return [...kept.filter(({ id }) => !memory.has(id)).map(shown), ...memory.values()]
    .filter((file) => file.draft === draft)
    .toSorted((a, b) => a.addedAt - b.addedAt);
}

/** Takes a file off this phone. */
export async function dropDraftFile(id: string): Promise<void> {
  memory.delete(id);
  await run('readwrite', (files) => files.delete(id)).catch(() => undefined);
}

/** Takes all files of a draft off this phone: it has been sent, or given up. */
export async function clearDraftFiles(draft: DraftFile['draft']): Promise<void> {
  for (const { id } of await listDraftFiles(draft)) await dropDraftFile(id);
}
