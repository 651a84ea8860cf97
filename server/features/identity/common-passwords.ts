import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { passwordCores } from '../../../domain/access/password.ts';

const file = resolve(import.meta.dirname, '../../../data/passwords/common.txt');
let list: string | undefined;

/** Whether a password comes down to one known from breaches: the list is read at the first question and asked as text, since a set of it would cost ten times the memory. */
export function isCommonPassword(password: string): boolean {
  list ??= `\n${readFileSync(file, 'utf8')}`;
  return passwordCores(password).some((core) => !core.includes('\n') && list?.includes(`\n${core}\n`));
}
