import { statfs } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Text } from '../domain/text.ts';
import { openLog } from '../server/kit/log.ts';
import { type CliCommand, UsageError } from './command.ts';
import { examine } from './doctor/examine.ts';
import type { Finding } from './doctor/finding.ts';

function languageOf(args: readonly string[], usual: keyof Text): keyof Text {
  try {
    const { values } = parseArgs({ args: [...args], options: { language: { type: 'string', default: usual } } });
    if (values.language === 'zh' || values.language === 'en') return values.language;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  throw new UsageError('There are the languages zh and en.');
}

const mark: Readonly<Record<Finding['level'], string>> = { well: '✓', warning: '!', fault: '✗' };

/** The free bytes of the disk a folder lies on. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** A finding as lines: what is, and below it what to do. */
export function linesOf({ level, words, remedy }: Finding, language: keyof Text): readonly string[] {
  return [`${mark[level]} ${words[language]}`, ...(remedy ? [`  → ${remedy[language]}`] : [])];
}

export const doctorCommands: readonly CliCommand[] = [
  {
    name: 'doctor',
    usage: '[--language zh|en]',
    summary:
      'Says in words what is wrong with this installation and what to do. Changes nothing; 1 if something is wrong.',
    async run({ config, args, say }) {
      const language = languageOf(args, config.language);
      const log = openLog('silent');
      const findings = await examine({ config, now: () => new Date(), freeBytes }, log);
      for (const finding of findings) for (const line of linesOf(finding, language)) say(line);
      const faults = findings.filter(({ level }) => level === 'fault').length;
      if (faults === 0) say(language === 'zh' ? '一切正常。' : 'All is well.');
      else say(language === 'zh' ? `有 ${faults} 处要处理。` : `${faults} things need you.`);
      return faults === 0 ? 0 : 1;
    },
  },
];
