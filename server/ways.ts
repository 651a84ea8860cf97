import { isIP } from 'node:net';
import type { Config } from './config.ts';

/** Whether a host is this machine itself: nothing passes a wire to reach it. */
function isHere(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  return bare === '' || bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}

/** Whether the way to a database goes over a wire that nobody checks the other end of. */
function isUnchecked(address: string): boolean {
  const { hostname, searchParams } = new URL(address);
  // A folder of sockets stands in the host or in the query, where one more server may stand as well.
  const host = decodeURIComponent(searchParams.get('host') ?? hostname);
  return !host.startsWith('/') && !isHere(host) && searchParams.get('sslmode') !== 'verify-full';
}

/** Whether what is sent to an address can be read on the way. */
function isReadable(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return !['https:', 'mqtts:'].includes(protocol) && !isHere(hostname);
}

/** The variables that lead to another machine by a way that is not encrypted, or whose end nobody checks. */
export function openWays(config: Config): readonly string[] {
  const of = (name: string, address: string | undefined, isOpen: (address: string) => boolean): readonly string[] =>
    address !== undefined && isOpen(address) ? [name] : [];
  return [
    ...of('DATABASE_URL', config.databaseUrl, isUnchecked),
    ...of('DATABASE_APP_URL', config.databaseAppUrl, isUnchecked),
    ...of('PUBLIC_URL', config.publicUrl, isReadable),
    ...of('STAFF_URL', config.staffUrl, isReadable),
    ...of('SMS_URL', config.sms?.url, isReadable),
    ...of('HOTLINE_URL', config.hotline?.url, isReadable),
    ...of('MQTT_URL', config.broker?.url, isReadable),
  ];
}

/** Refuses to start where people come by a name of the net and a way is open that LINLI_OPEN_WAYS does not name. */
export function assertWaysClosed(config: Config): void {
  const { publicUrl, openWaysAllowed } = config;
  if (publicUrl === undefined || isHere(new URL(publicUrl).hostname)) return;
  const open = openWays(config).filter((name) => !openWaysAllowed.includes(name));
  if (open.length === 0) return;
  throw new Error(
    `${open.join(', ')}: what is sent there can be read or changed on the way. Use https (mqtts; for a database ` +
      '?sslmode=verify-full), or take it upon yourself: ' +
      `LINLI_OPEN_WAYS=${[...openWaysAllowed, ...open].join(',')}`,
  );
}
