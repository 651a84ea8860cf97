import type { Sound } from './sound.ts';

/** kbit/s of layer 3 by index, of MPEG 1 and of 2 and 2.5. */
const rates1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const rates2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const samplesPerSecond = [44_100, 48_000, 32_000];
/** Anything but a frame is stepped over for this long at the most. */
const mostStray = 4096;

interface Frame {
  readonly size: number;
  readonly seconds: number;
}

/** An MP3: its length from its frames. The words before and after them (ID3) are cut off. */
export function readMp3(sent: Buffer): Sound | undefined {
  const from = afterTag(sent);
  let [at, end, seconds, stray, frames] = [from, from, 0, 0, 0];
  while (at + 4 <= sent.length) {
    const frame = frameAt(sent, at);
    if (!frame) {
      if (sent.toString('latin1', at, at + 3) === 'TAG' || stray >= mostStray) break;
      stray += 1;
      at += 1;
      continue;
    }
    seconds += frame.seconds;
    frames += 1;
    at += frame.size;
    end = Math.min(at, sent.length);
  }
  return frames >= 2
    ? { mediaType: 'audio/mpeg', seconds, hasPictures: false, bytes: sent.subarray(from, end) }
    : undefined;
}

/** ID3v2 says its own length in four bytes of seven bits. */
function afterTag(bytes: Buffer): number {
  if (bytes.toString('latin1', 0, 3) !== 'ID3' || bytes.length < 10) return 0;
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(6, 10);
  return 10 + (((a & 0x7f) << 21) | ((b & 0x7f) << 14) | ((c & 0x7f) << 7) | (d & 0x7f));
}

function frameAt(bytes: Buffer, at: number): Frame | undefined {
  const head = bytes.readUInt32BE(at);
  if (head >>> 21 !== 0x7ff || ((head >>> 17) & 3) !== 1) return undefined;
  const version = (head >>> 19) & 3;
  if (version === 1) return undefined;
  const isFirst = version === 3;
  const rate = (isFirst ? rates1 : rates2)[(head >>> 12) & 15];
  const base = samplesPerSecond[(head >>> 10) & 3];
  if (!rate || !base) return undefined;
  const hertz = base >> (isFirst ? 0 : version === 2 ? 1 : 2);
  const samples = isFirst ? 1152 : 576;
  return { size: Math.floor(((samples / 8) * rate * 1000) / hertz) + ((head >>> 9) & 1), seconds: samples / hertz };
}
