// One process of the platform, for tests that kill it: node process.ts. Its environment says which part it plays; it prints one JSON line when
// it is ready and stops in good order when its input ends.
import { readConfig } from '../../config.ts';
import { openLog } from '../../kit/log.ts';
import { start } from '../../main.ts';

const log = openLog('warn', { write: (line) => void process.stderr.write(line) });
const running = await start(readConfig(), { log, webDir: '/nonexistent' });
console.log(JSON.stringify({ address: running.address ?? null }));
process.stdin.resume().once('end', async () => {
  await running.stop();
  process.exit(0);
});
