/** Where tabs of one browser tell each other what one of them was told. */
const channelName = 'linli.live';
const lockName = 'linli.live';
const address = '/api/live';
/** The first page comes first. */
const startAfterMs = 4_000;

/**
 * Calls back whenever something changed in what the person may see; gives the way to stop. One tab of a browser holds the stream for all of them, since a
 * browser keeps few connections to one server. Where there is no stream, screens renew themselves by the clock as before.
 */
export function followLive(onChange: () => void): () => void {
  if (typeof EventSource === 'undefined' || typeof BroadcastChannel === 'undefined' || !navigator.locks)
    return () => undefined;
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = onChange;
  const stop = new AbortController();
  const tellAll = () => {
    onChange();
    channel.postMessage('changed');
  };
  const hold = () =>
    new Promise<void>((done) => {
      const stream = new EventSource(address);
      stream.addEventListener('changed', tellAll);
      // Opened again, it may have missed something.
      stream.addEventListener('open', tellAll);
      stop.signal.addEventListener('abort', () => {
        stream.close();
        done();
      });
    });
  const timer = setTimeout(() => {
    navigator.locks.request(lockName, { signal: stop.signal }, hold).catch(() => undefined);
  }, startAfterMs);
  return () => {
    clearTimeout(timer);
    stop.abort();
    channel.close();
  };
}
