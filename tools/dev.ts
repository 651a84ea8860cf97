import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createServer } from 'vite';

if (process.argv.includes('--help')) {
  console.log(
    'npm run dev\n  The server, started anew when its code changes, and the web with hot reload on port 5173.',
  );
  process.exit(0);
}

const root = resolve(import.meta.dirname, '..');
const port = process.env['PORT'] ?? '8080';
process.env['LINLI_API'] ??= `http://127.0.0.1:${port}`;

const server = spawn(process.execPath, ['--watch', '--watch-preserve-output', 'server/main.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PORT: port },
});
const web = await createServer({ configFile: resolve(root, 'vite.config.ts') });
await web.listen();
web.printUrls();

const stop = async (): Promise<void> => {
  server.kill('SIGTERM');
  await web.close();
  await new Promise<void>((done) => (server.exitCode === null ? server.once('exit', () => done()) : done()));
  process.exit(0);
};
process.on('SIGINT', () => void stop());
process.on('SIGTERM', () => void stop());
