/** Names and values of PostgreSQL settings. */
export type Settings = Readonly<Record<string, string | number>>;

/** The one superuser of an embedded database. */
export const ownerRole = 'linli';
/** The database Linli lives in. */
export const databaseName = 'linli';

/** How an embedded server runs on a machine of two cores and 4 GB or more. */
const production: Settings = {
  // Reachable from this machine alone; besides, by a socket in its own folder (socket.ts).
  listen_addresses: '127.0.0.1',
  password_encryption: 'scram-sha-256',
  max_connections: 100,
  // Memory: the cache is fixed, the rest is asked for as it is needed.
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  // Disk: a backup copies wal while the server runs, so some of it stays.
  wal_keep_size: '128MB',
  max_wal_size: '1GB',
  random_page_cost: 1.1,
  // Our queries are short: compiling them, or more than one helper for each, costs more than it gives.
  jit: 'off',
  max_parallel_workers: 2,
  max_parallel_workers_per_gather: 1,
  // A process that was killed leaves neither a running query nor locks behind. Limits of single statements are the
  // client's matter: an import may take minutes.
  client_connection_check_interval: '5s',
  idle_in_transaction_session_timeout: '5min',
  tcp_keepalives_idle: 60,
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Only what the server says of itself: messages and details of failed statements can hold personal values.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

/** For tests alone: nothing survives a loss of power, everything else behaves as in production. */
export const testSettings: Settings = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  shared_buffers: '128MB',
  max_wal_size: '4GB',
  wal_keep_size: 0,
};

/** The settings as arguments of `postgres`; those given win over ours, the port is not theirs to choose. */
export function settingArguments(port: number, given: Settings): readonly string[] {
  return Object.entries({ ...production, ...given, port }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
