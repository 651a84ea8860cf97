import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { takenAtOf } from './exif.ts';
import { makeGate } from './gate.ts';
import { kindOf } from './media-kind.ts';
import { readMp3 } from './sound-mp3.ts';
import { readMp4 } from './sound-mp4.ts';
import { readOgg } from './sound-ogg.ts';
import { readWebm } from './sound-webm.ts';

// Recorded by a browser's MediaRecorder: 1.5 seconds of a tone, and a picture with it.
const sample = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'samples', name));

/** Opus pages whose last one says how far it reaches, in samples of 1/48000 s. */
function oggOf(seconds: number, head = 'OpusHead'): Buffer {
  const page = (reached: number, body: Buffer): Buffer => {
    const head = Buffer.alloc(27 + 1);
    head.write('OggS', 0, 'latin1');
    head.writeBigInt64LE(BigInt(reached), 6);
    head[26] = 1;
    head[27] = body.length;
    return Buffer.concat([head, body]);
  };
  const first = Buffer.alloc(19);
  first.write(head, 0, 'latin1');
  first.writeUInt16LE(312, 10);
  return Buffer.concat([page(0, first), page(seconds * 48_000 + 312, Buffer.alloc(40))]);
}

/** Silent frames of 128 kbit/s at 44.1 kHz, after a tag of words. */
function mp3Of(frames: number, tag = ''): Buffer {
  const frame = Buffer.alloc(417);
  frame.writeUInt32BE(0xfffb9000, 0);
  const id3 = Buffer.concat([Buffer.from('ID3\x03\0\0\0\0\0'), Buffer.from([tag.length]), Buffer.from(tag, 'latin1')]);
  return Buffer.concat([tag ? id3 : Buffer.alloc(0), ...Array.from({ length: frames }, () => frame)]);
}

describe('what a file is', () => {
  test('is told by its content', () => {
    const box = (brand: string) => Buffer.from(`\0\0\0\x18ftyp${brand}\0\0\0\0`, 'latin1');
    const kinds: ReadonlyArray<readonly [Buffer | string, string | undefined]> = [
      [Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'jpeg'],
      [Buffer.from('RIFF\0\0\0\0WEBPVP8 ', 'latin1'), 'webp'],
      [Buffer.from('RIFF\0\0\0\0WAVEfmt ', 'latin1'), undefined],
      [box('heic'), 'heif'],
      [box('isom'), 'mp4'],
      [mp3Of(2), 'mp3'],
      [mp3Of(2, 'words'), 'mp3'],
      [Buffer.from([0xff, 0xf1, 0x50, 0x80]), undefined],
      ['%PDF-1.7', 'pdf'],
      ['PK\x03\x04', 'zip'],
      ['MZ\x90\0', undefined],
      ['\x7fELF\x02\0', undefined],
      ['GIF89a\x01\0', undefined],
      ['<svg xmlns="http://www.w3.org/2000/svg">', undefined],
      ['\xef\xbb\xbf  <!doctype html>', undefined],
      ['姓名,电话\n张三,199', 'text'],
      ['', undefined],
    ];
    for (const [bytes, kind] of kinds)
      expect(
        kindOf(Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes, bytes.startsWith('姓') ? 'utf8' : 'latin1')),
      ).toBe(kind);
  });
});

describe('the time in a photo', () => {
  const now = Date.UTC(2026, 2, 4);
  const exifOf = async (tags: Record<string, string>): Promise<Buffer | undefined> => {
    const photo = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
      .withExif({ IFD0: { Make: 'Camera', DateTime: '2020:01:01 00:00:00' }, IFD2: tags })
      .jpeg()
      .toBuffer();
    return (await sharp(photo).metadata()).exif;
  };

  test('is read with its zone, or as of Shanghai', async () => {
    const at = { DateTimeOriginal: '2026:03:01 18:30:05' };
    expect(takenAtOf(await exifOf(at), now)).toBe('2026-03-01T10:30:05.000Z');
    expect(takenAtOf(await exifOf({ ...at, OffsetTimeOriginal: '+09:00' }), now)).toBe('2026-03-01T09:30:05.000Z');
    expect(takenAtOf(await exifOf({}), now)).toBe('2019-12-31T16:00:00.000Z');
  });

  test('of a clock that was never set is none', async () => {
    for (const words of [
      '1970:01:01 00:00:00',
      '2031:01:01 00:00:00',
      '0000:00:00 00:00:00',
      'yesterday',
      '2026:13:45 99:99:99',
    ])
      expect(takenAtOf(await exifOf({ DateTimeOriginal: words }), now)).toBeUndefined();
    expect(takenAtOf(undefined, now)).toBeUndefined();
  });

  test('is looked for in anything without harm', async () => {
    const real = (await exifOf({ DateTimeOriginal: '2026:03:01 18:30:05' })) as Buffer;
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(real.length - 1), fc.nat(255)), { maxLength: 12 }), (changes) => {
        const broken = Buffer.from(real);
        for (const [at, byte] of changes) broken[at] = byte;
        takenAtOf(broken, now);
        takenAtOf(broken.subarray(0, changes[0]?.[0] ?? 0), now);
      }),
    );
  });
});

describe('recordings', () => {
  test('of a browser have their length, and pictures are seen', () => {
    expect(readWebm(sample('tone.webm'))?.seconds).toBeCloseTo(1.44, 1);
    expect(readWebm(sample('tone.webm'))?.hasPictures).toBe(false);
    expect(readMp4(sample('tone.m4a'))?.seconds).toBeCloseTo(1.34, 1);
    expect(readMp4(sample('tone.m4a'))?.hasPictures).toBe(false);
    expect(readWebm(sample('movie.webm'))?.hasPictures).toBe(true);
    expect(readOgg(oggOf(90))?.seconds).toBe(90);
    expect(readOgg(oggOf(90, '\x80theora'))).toBeUndefined();
    expect(readMp3(mp3Of(100))?.seconds).toBeCloseTo(2.61, 2);
  });

  test('lose what was written beside the sound', () => {
    const place = Buffer.from('©xyz+31.2300+121.4800/', 'latin1');
    const box = Buffer.alloc(8);
    box.writeUInt32BE(8 + place.length, 0);
    box.write('udta', 4, 'latin1');
    const kept = readMp4(Buffer.concat([sample('tone.m4a'), box, place]));
    expect(kept?.seconds).toBeCloseTo(1.34, 1);
    expect(kept?.bytes.includes('+31.23')).toBe(false);
    const song = readMp3(mp3Of(10, 'TIT2 my flat, 12 Elm Street'));
    expect(song?.bytes.includes('Elm Street')).toBe(false);
    expect(song?.bytes.length).toBe(4170);
    const trailing = readMp3(Buffer.concat([mp3Of(10), Buffer.from('TAGmy flat'.padEnd(128, '\0'))]));
    expect(trailing?.bytes.length).toBe(4170);
    const head = sample('tone.webm');
    const tags = Buffer.from([0x12, 0x54, 0xc3, 0x67, 0x88, ...Buffer.from('ELM 1234')]);
    const clean = readWebm(Buffer.concat([head, tags]));
    expect(clean?.seconds).toBeCloseTo(1.44, 1);
    expect(clean?.bytes.includes('ELM')).toBe(false);
  });

  test.each([
    ['webm', sample('tone.webm'), readWebm],
    ['mp4', sample('tone.m4a'), readMp4],
    ['ogg', oggOf(3), readOgg],
    ['mp3', mp3Of(20, 'tag'), readMp3],
  ] as const)('of broken %s end, and break nothing', (_name, real, read) => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(real.length - 1), fc.nat(255)), { maxLength: 20 }),
        fc.nat(real.length),
        (changes, cut) => {
          const broken = Buffer.from(real.subarray(0, cut));
          for (const [at, byte] of changes) if (at < cut) broken[at] = byte;
          const sound = read(broken);
          if (sound) expect(sound.seconds).toBeGreaterThan(0);
        },
      ),
      { numRuns: 300 },
    );
    expect(read(real.subarray(0, 3))).toBeUndefined();
  });
});

test('a gate lets so many through at once, and the next one after a failure too', async () => {
  const gate = makeGate(2);
  let [inside, most] = [0, 0];
  const work = async (fails: boolean) => {
    inside += 1;
    most = Math.max(most, inside);
    await Promise.resolve();
    inside -= 1;
    if (fails) throw new Error('failed');
  };
  const results = await Promise.allSettled(Array.from({ length: 9 }, (_, i) => gate(() => work(i % 3 === 0))));
  expect(most).toBe(2);
  expect(results.filter((one) => one.status === 'rejected')).toHaveLength(3);
});
