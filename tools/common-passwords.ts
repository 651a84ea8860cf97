import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { passwordCore } from '../domain/access/password.ts';

/** The cores of a list of passwords (a JSON array), each once, in order, one a line: what is kept in data/passwords/common.txt. */
export function coresOf(list: readonly string[]): string {
  const cores = new Set(list.map(passwordCore).filter((core) => core !== ''));
  return `${[...cores].sort().join('\n')}\n`;
}

if (import.meta.main) {
  const [file] = process.argv.slice(2);
  if (file === undefined || file === '--help') {
    console.log(
      'node tools/common-passwords.ts <passwords.json>\n' +
        'Makes data/passwords/common.txt from the list of breached passwords in src/ of the package @zxcvbn-ts/language-common.',
    );
  } else {
    const list = JSON.parse(readFileSync(file, 'utf8')) as readonly string[];
    writeFileSync(resolve(import.meta.dirname, '../data/passwords/common.txt'), coresOf(list));
  }
}
