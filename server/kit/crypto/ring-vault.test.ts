import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rotateKeyRing } from './key-ring.ts';
import { openVault, testVault } from './ring-vault.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linli-keys-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the vault', () => {
  it('opens what it sealed, and seals the same value differently each time', () => {
    const vault = testVault();
    const one = vault.seal('phone', '19912345678');
    const two = vault.seal('phone', '19912345678');
    expect(vault.open('phone', one)).toBe('19912345678');
    expect(one.equals(two)).toBe(false);
    expect(one.includes('19912345678')).toBe(false);
  });

  it('refuses a seal of another kind, an altered one, a cut one and one of an unknown key', () => {
    const vault = testVault();
    const sealed = vault.seal('id-number', '11010519491231002X');
    expect(() => vault.open('phone', sealed)).toThrow();
    for (let at = 0; at < sealed.length; at += 1) {
      const altered = Buffer.from(sealed);
      altered[at] = (altered[at] as number) ^ 1;
      expect(() => vault.open('id-number', altered), `byte ${at}`).toThrow();
    }
    for (const length of [0, 4, 5, 20]) expect(() => vault.open('id-number', sealed.subarray(0, length))).toThrow();
  });

  it('makes tokens that are equal for equal values of one kind only', () => {
    const vault = testVault();
    expect(vault.token('phone', '1')).toHaveLength(16);
    expect(vault.token('phone', '1').equals(vault.token('phone', '1'))).toBe(true);
    expect(vault.token('phone', '1').equals(vault.token('link', '1'))).toBe(false);
    expect(vault.token('phone', '1').equals(vault.token('phone', '2'))).toBe(false);
  });

  it('finds part of a name by its pieces, whatever width or case it is typed in', () => {
    const vault = testVault();
    const whole = new Set(vault.pieces('欧阳𠮷 Ｍary'));
    for (const part of ['欧', '欧阳', '阳𠮷', 'mA', 'ＭＡＲＹ', '欧 阳']) {
      expect(
        vault.pieces(part).every((piece) => whole.has(piece)),
        part,
      ).toBe(true);
    }
    expect(vault.pieces('阳欧').every((piece) => whole.has(piece))).toBe(false);
    expect(vault.pieces('张张')).toHaveLength(2);
    const pieces = vault.pieces('上海市黄浦区');
    expect(pieces).toEqual([...new Set(pieces)].sort((a, b) => a - b));
    expect(pieces.every((piece) => Number.isInteger(piece) && Math.abs(piece) <= 2 ** 31)).toBe(true);
    expect(vault.pieces('  ')).toEqual([]);
  });
});

describe('the key ring', () => {
  it('is made once, for its owner alone, also when two processes start together', async () => {
    const keysDir = join(folder, 'deep', 'keys');
    const vaults = await Promise.all([openVault(keysDir), openVault(keysDir), openVault(keysDir)]);
    const file = join(keysDir, 'key-ring.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(keysDir)).mode & 0o777).toBe(0o700);
    const sealed = vaults[0].seal('phone', 'x');
    for (const vault of [...vaults, await openVault(keysDir)]) expect(vault.open('phone', sealed)).toBe('x');
  });

  it('rotates: the new key seals, old seals open, tokens and pieces stay', async () => {
    const before = await openVault(folder);
    const sealed = before.seal('phone', 'x');
    await rotateKeyRing(folder);
    const after = await openVault(folder);
    expect(after.open('phone', sealed)).toBe('x');
    expect(after.seal('phone', 'x').readUInt32BE(1)).toBe(2);
    expect(() => before.open('phone', after.seal('phone', 'x'))).toThrow(/not in the ring/);
    expect(after.token('phone', '1').equals(before.token('phone', '1'))).toBe(true);
    expect(after.pieces('张三')).toEqual(before.pieces('张三'));
  });

  it('closes a ring that others may read, and never replaces a damaged one', async () => {
    await openVault(folder);
    const file = join(folder, 'key-ring.json');
    const whole = await readFile(file, 'utf8');
    await writeFile(file, whole.slice(0, 40), { mode: 0o644 });
    await expect(openVault(folder)).rejects.toThrow(/damaged/);
    expect(await readFile(file, 'utf8')).toBe(whole.slice(0, 40));
    await writeFile(file, whole.replace('aes-256-gcm', 'sm4-gcm'));
    await expect(openVault(folder)).rejects.toThrow(/sm4-gcm/);
  });
});
