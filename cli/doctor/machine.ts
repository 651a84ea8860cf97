import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { text } from '../../domain/text.ts';
import { readKeyRing } from '../../server/kit/crypto/key-ring.ts';
import { type Finding, fault, type Patient, warning, well } from './finding.ts';

const gb = 1024 ** 3;
const littleBytes = 2 * gb;
const noneBytes = gb / 4;

function existing(folder: string): string {
  return existsSync(folder) ? folder : existing(dirname(folder));
}

/** Whether there is room to write: below 256 MB the database may stop, below 2 GB it is time to act. */
export async function examineDisk({ config, freeBytes }: Patient): Promise<readonly Finding[]> {
  const free = await freeBytes(existing(config.dataDir));
  const mb = Math.floor(free / 1024 ** 2);
  const remedy = text(
    `清理 ${config.dataDir} 所在的磁盘或换大磁盘。磁盘写满时平台拒绝写入，读取照常。`,
    `Make room on the disk of ${config.dataDir}, or give it a larger one. When it is full, writes are refused and reads go on.`,
  );
  if (free < noneBytes) return [fault(text(`磁盘只剩 ${mb} MB`, `The disk has ${mb} MB left`), remedy)];
  if (free < littleBytes) return [warning(text(`磁盘只剩 ${mb} MB`, `The disk has ${mb} MB left`), remedy)];
  return [well(`磁盘剩余 ${mb} MB`, `The disk has ${mb} MB left`)];
}

/** Whether the ring is there, whole, and readable by its owner alone. */
export async function examineKeys({ config }: Patient): Promise<readonly Finding[]> {
  const file = join(config.keysDir, 'key-ring.json');
  const found = await stat(file).catch(() => undefined);
  if (!found) {
    const words = text(`没有密钥：${file}`, `There are no keys: ${file}`);
    return [
      fault(
        words,
        text(
          '把保管的 key-ring.json 副本放回该文件夹；全新安装则先启动一次平台。',
          'Put the kept copy of key-ring.json into that folder; a new installation makes it at its first start.',
        ),
      ),
    ];
  }
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) {
    const mode = (found.mode & 0o777).toString(8);
    return [
      fault(
        text(`密钥文件权限过宽（${mode}）：${file}`, `Others may read the keys (mode ${mode}): ${file}`),
        text(`执行 chmod 600 ${file}`, `Run: chmod 600 ${file}`),
      ),
    ];
  }
  try {
    const ring = await readKeyRing(config.keysDir);
    return [well(`密钥完好，共 ${ring.keys.size} 把`, `The keys are there, ${ring.keys.size} of them`)];
  } catch (error) {
    return [
      fault(
        text(`密钥读不出：${(error as Error).message}`, `The keys cannot be read: ${(error as Error).message}`),
        text(
          '放回保管的副本，并确认由运行平台的用户读取。',
          'Put back the kept copy, readable by the user that runs the platform.',
        ),
      ),
    ];
  }
}
