import { readConfig } from '../server/config.ts';
import { type Running, start } from '../server/main.ts';
import { answerParent } from './child.ts';
import { quiet } from './quiet.ts';
import { recorder } from './recorder.ts';

/** The platform as it is run, in a process of its own; what it sends the database can be recorded. */
let running: Running | undefined;
const statements = recorder();

answerParent({
  start: async (given) => {
    running = await start(readConfig(given as NodeJS.ProcessEnv), { log: quiet, webDir: '/nowhere' });
    return running.address;
  },
  record: async () => statements.begin(),
  recorded: async () => statements.end(),
  /** The most this process has held so far, and what it holds now; in MB. */
  memory: async () => ({
    peak: Math.round(process.resourceUsage().maxRSS / 1024),
    now: Math.round(process.memoryUsage().rss / 1024 / 1024),
  }),
  stop: async () => running?.stop(),
});
