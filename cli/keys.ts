import { rotateKeyRing } from '../server/kit/crypto/key-ring.ts';
import type { CliCommand } from './command.ts';

export const keyCommands: readonly CliCommand[] = [
  {
    name: 'keys rotate',
    summary:
      'Adds a key to the ring. New values are sealed under it once the processes have been started anew; old ones still open.',
    async run({ config, say }) {
      const ring = await rotateKeyRing(config.keysDir);
      say(
        `Key ${ring.newestId} of ${ring.keys.size} seals from the next start on. Keep a copy of ${config.keysDir} apart from the data.`,
      );
      return 0;
    },
  },
];
