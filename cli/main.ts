#!/usr/bin/env node
import { Refusal } from '../domain/refusals.ts';
import { readConfig } from '../server/config.ts';
import { apiKeyCommands } from './api-keys.ts';
import { auditCommands } from './audit.ts';
import { backupCommands } from './backup.ts';
import { type CliCommand, opener, UsageError } from './command.ts';
import { demoCommands } from './demo.ts';
import { divisionCommands } from './divisions.ts';
import { doctorCommands } from './doctor.ts';
import { importCliCommands } from './import.ts';
import { keyCommands } from './keys.ts';
import { unitCommands } from './units.ts';
import { userCommands } from './users.ts';

/** Every command of `linli`, in the order of the help. */
export const cliCommands: readonly CliCommand[] = [
  ...divisionCommands,
  ...unitCommands,
  ...userCommands,
  ...importCliCommands,
  ...auditCommands,
  ...keyCommands,
  ...apiKeyCommands,
  ...backupCommands,
  ...doctorCommands,
  ...demoCommands,
];

function help(): string {
  const width = Math.max(...cliCommands.map(({ name, usage = '' }) => name.length + usage.length + 1));
  const lines = cliCommands.map(({ name, usage = '', summary }) => `  ${`${name} ${usage}`.padEnd(width)}  ${summary}`);
  return `linli <noun> <verb> [words]\n\n${lines.join('\n')}\n\nDATABASE_URL, LINLI_DATA and LINLI_KEYS say what it works on, as for the server.`;
}

/** Runs one command line. @returns the exit code: 2 where it is not understood, 1 where it failed */
export async function runCli(
  words: readonly string[],
  say: (line: string) => void,
  env = process.env,
): Promise<number> {
  const command = cliCommands.find(({ name }) => name.split(' ').every((word, at) => words[at] === word));
  if (!command) {
    say(help());
    return words.length === 0 || words.includes('--help') ? 0 : 2;
  }
  const args = words.slice(command.name.split(' ').length);
  if (args.includes('--help')) {
    say(`linli ${command.name} ${command.usage ?? ''}\n  ${command.summary}`);
    return 0;
  }
  const config = readConfig(env);
  const { open, close } = opener(config);
  try {
    return await command.run({ config, args, say, open });
  } catch (error) {
    if (error instanceof UsageError) {
      say(`${error.message}\n  linli ${command.name} ${command.usage ?? ''}`);
      return 2;
    }
    if (!(error instanceof Refusal)) throw error;
    const fields = (error.details.fields ?? []).map((field) => `\n  ${field.path}: ${field.text.en} ${field.text.zh}`);
    say(`${error.text.en} ${error.text.zh}${fields.join('')}`);
    return 1;
  } finally {
    await close();
  }
}

if (import.meta.main) {
  process.exitCode = await runCli(process.argv.slice(2), (line) => console.log(line)).catch((error: Error) => {
    console.error(error.message);
    return 1;
  });
}
