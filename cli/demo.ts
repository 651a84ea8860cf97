import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fillDemoIfEmpty } from '../server/features/demo/fill.ts';
import { demoPassword } from '../server/features/demo/sign-ins.ts';
import { type DemoSizeName, sizes } from '../server/features/demo/sizes.ts';
import { storeDisk } from '../server/outside/store/disk.ts';
import { type CliCommand, UsageError } from './command.ts';

function readSize(args: readonly string[]): { readonly size: DemoSizeName; readonly seed: string | undefined } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { size: { type: 'string', default: 'demo' }, seed: { type: 'string' } },
    });
    if (Object.hasOwn(sizes, values.size)) return { size: values.size as DemoSizeName, seed: values.seed };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  throw new UsageError(`There are the sizes ${Object.keys(sizes).join(' and ')}.`);
}

export const demoCommands: readonly CliCommand[] = [
  {
    name: 'demo',
    usage: '[--size demo|full] [--seed <words>]',
    summary: 'Fills an empty database with a made-up district: one street, or a whole district to measure with.',
    async run({ config, args, say, open }) {
      const { size, seed } = readSize(args);
      const { ownerUrl, vault, log, now } = await open();
      const store = storeDisk(join(config.dataDir, 'files'));
      const filled = await fillDemoIfEmpty({
        ownerUrl,
        vault,
        store,
        size,
        now: now(),
        log,
        ...(seed ? { seed } : {}),
      });
      if (!filled) {
        say('There are areas in this database already. The demo district goes into an empty one only.');
        return 1;
      }
      const { people = 0, houses = 0, cases = 0 } = filled.rows;
      say(`${people} people, ${houses} homes and shops, ${cases} matters in ${Math.round(filled.tookMs / 1000)} s.`);
      for (const { label, name, signInAs } of filled.signIns) say(`  ${label.en} ${label.zh}  ${signInAs}  ${name}`);
      say(`Everybody but the resident signs in with ${demoPassword}.`);
      return 0;
    },
  },
];
