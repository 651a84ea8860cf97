import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const sealedFile = 'keys.sealed.json';
const ringFile = 'key-ring.json';
const shortest = 12;

const sealed = z.object({
  kdf: z.literal('scrypt'),
  cost: z.number().int(),
  cipher: z.literal('aes-256-gcm'),
  salt: z.base64(),
  iv: z.base64(),
  tag: z.base64(),
  ring: z.base64(),
});

const keyOf = (passphrase: string, salt: Buffer, cost: number): Buffer =>
  scryptSync(passphrase.normalize('NFKC'), salt, 32, { N: cost, r: 8, p: 1, maxmem: 256 * 1024 * 1024 });

/** The passphrase in a file, without the line's end. Throws if it is too short to guard a ring. */
export async function readPassphrase(file: string): Promise<string> {
  const passphrase = (await readFile(file, 'utf8')).replace(/\r?\n$/, '');
  if (passphrase.length < shortest) throw new Error(`The passphrase in ${file} has fewer than ${shortest} characters.`);
  return passphrase;
}

/** Puts the key ring into a backup, closed by a passphrase. */
export async function sealKeys(keysDir: string, folder: string, passphrase: string): Promise<void> {
  const ring = await readFile(join(keysDir, ringFile));
  const [salt, iv, cost] = [randomBytes(16), randomBytes(12), 2 ** 16];
  const cipher = createCipheriv('aes-256-gcm', keyOf(passphrase, salt, cost), iv);
  const closed = Buffer.concat([cipher.update(ring), cipher.final()]);
  const value: z.input<typeof sealed> = {
    kdf: 'scrypt',
    cost,
    cipher: 'aes-256-gcm',
    salt: salt.toString('base64'),
    iv: iv.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    ring: closed.toString('base64'),
  };
  await writeFile(join(folder, sealedFile), `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flush: true });
}

/**
 * Opens the ring of a backup into the folder of the keys. Never overwrites: a ring that is there already stays.
 * @returns whether it was put there
 */
export async function unsealKeys(folder: string, keysDir: string, passphrase: string): Promise<boolean> {
  const file = join(keysDir, ringFile);
  const { cost, salt, iv, tag, ring } = sealed.parse(JSON.parse(await readFile(join(folder, sealedFile), 'utf8')));
  const key = keyOf(passphrase, Buffer.from(salt, 'base64'), cost);
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64'));
  decipher.setAuthTag(Buffer.from(tag, 'base64'));
  let opened: Buffer;
  try {
    opened = Buffer.concat([decipher.update(Buffer.from(ring, 'base64')), decipher.final()]);
  } catch {
    throw new Error('The passphrase does not open the keys of this backup.');
  }
  if (existsSync(file)) return false;
  await mkdir(keysDir, { recursive: true, mode: 0o700 });
  await writeFile(file, opened, { mode: 0o600, flag: 'wx', flush: true });
  return true;
}
