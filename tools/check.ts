import { gates, run } from './run.ts';

if (process.argv.includes('--help')) {
  console.log(
    'npm run check\n  The gates that look at the code without running it, dead code included. npm test runs the tests as well.',
  );
  process.exit(0);
}

let failed = 0;
for (const [name, script, ...args] of [...gates, ['dead code', 'node_modules/knip/bin/knip.js'] as const]) {
  const code = await run(script, args);
  if (code !== 0) failed += 1;
  console.log(`${code === 0 ? '✓' : '✗'} ${name}`);
}
process.exit(failed === 0 ? 0 : 1);
