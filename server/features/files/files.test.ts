import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FileAnswer, fileAddress, fileLimits } from '../../../contract/files.ts';
import type { Problem } from '../../../contract/intentions.ts';
import { parseRef, toRef } from '../../../contract/shapes.ts';
import type { Actor } from '../../../domain/access/actor.ts';
import { dayMs } from '../../../domain/calendar/instant.ts';
import { bindFiles, type FileNoun } from '../../access/bind-files.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { scannerFake } from '../../outside/scanner/fake.ts';
import { type Asker, type TestApp, testApp } from '../../test/app.ts';
import { runSql } from '../../test/database.ts';
import { world } from '../../test/world.ts';
import { fileBytes } from './files.queries.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const sample = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'samples', name));
const ownRef = (communityId: number = world.community): string => toRef(communityId, randomUUID());

/** A camera's photo: lying on its side, with time, place and maker. */
async function photo(seed = 0): Promise<Buffer> {
  return sharp({
    create: { width: 640, height: 400, channels: 3, background: { r: (seed * 37) % 256, g: 80, b: 160 } },
  })
    .withExif({
      IFD0: { Make: 'Elm Cameras', Model: 'Secret 9' },
      IFD2: { DateTimeOriginal: '2026:03:01 18:30:05' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '31/1 13/1 4800/100',
        GPSLongitudeRef: 'E',
        GPSLongitude: '121/1 28/1 0/1',
      },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}

interface Put {
  readonly status: number;
  readonly answer: FileAnswer;
  readonly code: string | undefined;
}

async function put(
  ref: string,
  bytes: Buffer,
  as?: Asker,
  headers: Record<string, string> = {},
  name = '',
): Promise<Put> {
  const reply = await app.inject(
    {
      method: 'PUT',
      url: fileAddress(ref, name),
      payload: bytes,
      headers: { 'content-type': 'application/octet-stream', ...headers },
    },
    as,
  );
  const body = reply.json<FileAnswer & Problem>();
  return { status: reply.statusCode, answer: body, code: reply.statusCode >= 400 ? body.code : undefined };
}

const look = (ref: string, as?: Asker, size?: 'thumb') =>
  app.inject({ method: 'GET', url: `/api/files/${ref}${size ? `?size=${size}` : ''}` }, as);

/** As a command of another slice would bind. */
async function bind(
  actor: Actor,
  noun: FileNoun,
  rowId: string,
  refs: readonly string[],
  communityId: number = world.community,
) {
  const orgs =
    actor.kind === 'staff' ? actor.holdings.flatMap((one) => (one.organisationId ? [one.organisationId] : [])) : [];
  await app.database.write({ communities: orgs.length > 0 ? [] : [communityId], organisations: orgs }, (db) =>
    bindFiles(
      { db, actor } as WriteCtx,
      communityId,
      noun,
      rowId,
      refs.map((ref) => parseRef(ref).id),
    ),
  );
}

const staff = (who: Asker, organisationId?: string): Actor => ({
  kind: 'staff',
  userId: who.userId,
  name: '',
  holdings: organisationId ? [{ role: 'handler', organisationId }] : [{ role: 'grid-worker', areaId: world.grid }],
});

/** A case as its columns say, for the rule of who sees it. */
async function makeCase(communityId: number, gridId: number, organisationId?: string): Promise<string> {
  const id = randomUUID();
  await runSql(
    app.ownerUrl,
    `insert into cases (community_id, id, number, type, type_version, stage, phase, source, title, area_id, grid_id, business_on, raised_at, has_demand, seq, updated_at)
     values (${communityId}, '${id}', '${id}', 'event', 1, 'handling', 'handling', 'resident', 't', ${gridId}, ${gridId}, '2026-03-04', now(), false, 1, now())`,
    ...(organisationId
      ? [
          `insert into case_assignments (community_id, id, case_id, kind, organisation_id, state, sent_at)
           values (${communityId}, '${randomUUID()}', '${id}', 'lead', '${organisationId}', 'signed', now())`,
        ]
      : []),
  );
  return id;
}

describe('a photo', () => {
  test('is kept upright, without place, camera or anything else that was written into it', async () => {
    const worker = await app.signIn('grid-worker');
    const ref = ownRef();
    const { status, answer } = await put(ref, await photo(), worker, {}, '../../C:\\photos\\楼道"照片".jpg');
    expect(status).toBe(200);
    expect(answer).toEqual({
      ref,
      mediaType: 'image/jpeg',
      sizeBytes: expect.any(Number),
      name: '楼道照片.jpg',
      takenAt: '2026-03-01T10:30:05.000Z',
      hasThumb: true,
    });
    for (const size of ['thumb', undefined] as const) {
      const seen = await look(ref, worker, size);
      expect(seen.statusCode).toBe(200);
      const kept = await sharp(seen.rawPayload).metadata();
      expect(kept).toMatchObject({
        format: 'jpeg',
        ...(size ? { width: 300, height: 480 } : { width: 400, height: 640 }),
      });
      expect([kept.exif, kept.xmp, kept.iptc, kept.icc, kept.orientation]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
      for (const secret of ['GPS', 'Elm Cameras', 'Secret 9', '2026:03:01'])
        expect(seen.rawPayload.includes(secret)).toBe(false);
    }
    const stored = await app.database.pool.query('select * from files');
    expect(JSON.stringify(stored.rows)).not.toMatch(/GPS|121\.|31\.2/);
  });

  test('is answered as what it is, to be looked at and not run', async () => {
    const worker = await app.signIn('grid-worker');
    const ref = ownRef();
    await put(ref, await photo(1), worker, { 'content-type': 'text/html' }, '楼道.jpg');
    const { headers } = await look(ref, worker);
    expect(headers).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=3600',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent('楼道.jpg')}`,
    });
  });

  test('larger than a screen is made smaller; PNG and WebP stay what they are', async () => {
    const worker = await app.signIn('grid-worker');
    const wide = sharp({
      create: { width: 6000, height: 3000, channels: 4, background: { r: 1, g: 2, b: 3, alpha: 0.5 } },
    });
    for (const format of ['png', 'webp'] as const) {
      const ref = ownRef();
      const { answer } = await put(ref, await wide.clone().toFormat(format).toBuffer(), worker);
      expect(answer.mediaType).toBe(`image/${format}`);
      expect(await sharp((await look(ref, worker)).rawPayload).metadata()).toMatchObject({
        format,
        width: 2560,
        height: 1280,
      });
    }
  });

  test('that is a bomb, cut short or no photo at all is refused', async () => {
    const worker = await app.signIn('grid-worker');
    const bomb = await sharp({
      create: { width: 16_000, height: 16_000, channels: 3, background: 'black' },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(fileLimits.visitor.imageBytes);
    expect(await put(ownRef(), bomb, worker)).toMatchObject({ status: 422, code: 'files.too-many-pixels' });
    const whole = await photo(2);
    expect(await put(ownRef(), whole.subarray(0, whole.length / 2), worker)).toMatchObject({
      status: 422,
      code: 'files.damaged',
    });
    expect(await put(ownRef(), Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), worker)).toMatchObject({
      code: 'files.damaged',
    });
    const heic = Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(100)]);
    expect(await put(ownRef(), heic, worker)).toMatchObject({ status: 422, code: 'files.heic-unreadable' });
    expect(await put(ownRef(), Buffer.alloc(0), worker)).toMatchObject({ status: 422, code: 'files.damaged' });
    for (const no of ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'GIF89a\x01\0\x01\0', 'MZ\x90\0\x03'])
      expect(await put(ownRef(), Buffer.from(no, 'latin1'), worker)).toMatchObject({
        status: 422,
        code: 'files.unknown-kind',
      });
    expect((await app.database.pool.query('select 1 from files where size_bytes = 0')).rowCount).toBe(0);
  });
});

describe('other files', () => {
  test('sounds are taken up to their length, videos are not', async () => {
    const worker = await app.signIn('grid-worker');
    const ref = ownRef();
    expect(await put(ref, sample('tone.webm'), worker)).toMatchObject({
      status: 200,
      answer: { mediaType: 'audio/webm', hasThumb: false },
    });
    expect((await look(ref, worker)).rawPayload.equals(sample('tone.webm'))).toBe(true);
    expect((await look(ref, worker, 'thumb')).statusCode).toBe(404);
    expect(await put(ownRef(), sample('tone.m4a'))).toMatchObject({ status: 200, answer: { mediaType: 'audio/mp4' } });
    expect(await put(ownRef(), sample('movie.webm'), worker)).toMatchObject({ status: 422, code: 'files.video' });
    const frame = Buffer.alloc(417);
    frame.writeUInt32BE(0xfffb9000, 0);
    const minutes = (n: number) => Buffer.concat(Array.from({ length: Math.ceil((n * 60) / 0.02612) }, () => frame));
    expect(await put(ownRef(), minutes(2))).toMatchObject({ status: 200, answer: { mediaType: 'audio/mpeg' } });
    expect(await put(ownRef(), minutes(2.5))).toMatchObject({ status: 422, code: 'files.too-long' });
    expect(await put(ownRef(), minutes(9), worker)).toMatchObject({ status: 200 });
  });

  test('documents come from everybody, tables from staff alone', async () => {
    const worker = await app.signIn('community-secretary');
    const pdf = Buffer.from('%PDF-1.7\n%%EOF');
    const table = readFileSync(join(import.meta.dirname, '../../../data/ledgers/人房信息汇总.xlsx'));
    const csv = Buffer.from('姓名,楼栋\n张三,1幢\n');
    const ref = ownRef();
    expect(await put(ref, pdf)).toMatchObject({ status: 200, answer: { mediaType: 'application/pdf' } });
    expect(await put(ownRef(), table, worker)).toMatchObject({
      status: 200,
      answer: { mediaType: expect.stringContaining('spreadsheetml') },
    });
    expect(await put(ownRef(), csv, worker)).toMatchObject({ status: 200, answer: { mediaType: 'text/csv' } });
    expect(await put(ownRef(), table)).toMatchObject({ status: 422, code: 'files.unknown-kind' });
    expect(await put(ownRef(), csv)).toMatchObject({ status: 422, code: 'files.unknown-kind' });
    expect(await put(ownRef(), Buffer.from('PK\x03\x04 nothing', 'latin1'), worker)).toMatchObject({
      status: 422,
      code: 'import.damaged',
    });
    const ole = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]);
    expect(await put(ownRef(), ole, worker)).toMatchObject({ status: 422, code: 'import.old-format' });
  });

  test('are given out as downloads, and whole to other slices', async () => {
    const secretary = await app.signIn('community-secretary');
    const ref = ownRef();
    const csv = Buffer.from('姓名,楼栋\n张三,1幢\n');
    await put(ref, csv, secretary, {}, '台账.csv');
    const { headers } = await look(ref, secretary);
    expect(headers['content-type']).toContain('text/csv');
    expect(headers['content-disposition']).toMatch(/^attachment; /);
    const actor: Actor = { kind: 'staff', userId: secretary.userId, name: '', holdings: [] };
    const { communityId, id } = parseRef(ref);
    const read = (who: Actor) =>
      app.database.write({ communities: [communityId], organisations: [] }, (db) =>
        fileBytes({ db, actor: who } as WriteCtx, app.store, communityId, id),
      );
    expect(await read(actor)).toMatchObject({ name: '台账.csv', bytes: csv });
    await expect(read({ ...actor, userId: randomUUID() })).rejects.toMatchObject({ code: 'request.not-found' });
  });

  test('that are too large are refused before they are read to the end', async () => {
    const large = Buffer.alloc(fileLimits.visitor.imageBytes + 1, 0xff);
    large.set([0xff, 0xd8, 0xff, 0xe0]);
    expect(await put(ownRef(), large)).toMatchObject({ status: 422, code: 'files.too-large' });
    const worker = await app.signIn('grid-worker');
    expect(await put(ownRef(), Buffer.alloc(fileLimits.staff.documentBytes + 1), worker)).toMatchObject({
      status: 422,
      code: 'files.too-large',
    });
    const long = Buffer.alloc(fileLimits.visitor.audioBytes + 1, 0);
    long.write('OggS');
    expect(await put(ownRef(), long)).toMatchObject({ status: 422, code: 'files.too-large' });
  });
});

describe('over a real connection', () => {
  test('a file arrives in pieces, and one that is too large is told so while it is still being sent', async () => {
    const address = await app.http.listen({ host: '127.0.0.1', port: 0 });
    const send = (bytes: Buffer, isStream: boolean) =>
      fetch(`${address}${fileAddress(ownRef())}`, {
        method: 'PUT',
        headers: { 'content-type': 'image/jpeg' },
        body: isStream ? new Blob([bytes]).stream() : bytes,
        ...(isStream ? { duplex: 'half' } : {}),
      } as RequestInit);
    const good = await send(await photo(60), true);
    expect([good.status, (await good.json()) as FileAnswer]).toMatchObject([200, { mediaType: 'image/jpeg' }]);
    const large = Buffer.alloc(fileLimits.visitor.imageBytes + 4_000_000, 1);
    for (const isStream of [true, false]) {
      const refused = await send(large, isStream);
      expect([refused.status, ((await refused.json()) as Problem).code]).toEqual([422, 'files.too-large']);
    }
  });
});

describe('the same id', () => {
  test('with the same bytes gets the same answer, with others a conflict', async () => {
    const worker = await app.signIn('grid-worker');
    const other = await app.signIn('grid-worker');
    const ref = ownRef();
    const bytes = await photo(3);
    const first = await put(ref, bytes, worker, {}, 'one.jpg');
    expect(await put(ref, bytes, worker, {}, 'two.jpg')).toEqual(first);
    expect(await put(ref, await photo(4), worker)).toMatchObject({ status: 409, code: 'files.other-bytes' });
    expect(await put(ref, bytes, other)).toMatchObject({ status: 409, code: 'files.other-bytes' });
    expect(await put(ref, bytes)).toMatchObject({ status: 409, code: 'files.other-bytes' });
    await bind(staff(worker), 'cases', await makeCase(world.community, world.grid), [ref]);
    expect(await put(ref, bytes, worker)).toEqual(first);
  });

  test('sent many times at once is one file', async () => {
    const worker = await app.signIn('grid-worker');
    const ref = ownRef();
    const [bytes, others] = [await photo(5), await photo(6)];
    const answers = await Promise.all([bytes, bytes, others, bytes].map((one) => put(ref, one, worker)));
    const done = answers.filter((one) => one.status === 200);
    expect(new Set(done.map((one) => JSON.stringify(one.answer))).size).toBe(1);
    expect(answers.filter((one) => one.status === 409).length).toBe(answers.length - done.length);
    expect([1, 3]).toContain(done.length);
  });
});

describe('who may send', () => {
  test('staff to the communities of their posts, units where they work, links to their own', async () => {
    const bytes = Buffer.from('%PDF-1.7 who');
    const worker = await app.signIn('grid-worker');
    expect((await put(ownRef(world.community), bytes, worker)).status).toBe(200);
    expect(await put(ownRef(world.otherCommunity), bytes, worker)).toMatchObject({
      status: 403,
      code: 'access.outside-scope',
    });
    const desk = await app.signIn('street-desk');
    expect((await put(ownRef(world.street), bytes, desk)).status).toBe(200);
    expect((await put(ownRef(world.farCommunity), bytes, desk)).status).toBe(403);
    expect(await put(ownRef(), bytes, await app.signIn('system-admin'))).toMatchObject({
      status: 403,
      code: 'access.forbidden',
    });
    expect(await put(ownRef(world.grid), bytes, worker)).toMatchObject({ status: 404 });
    expect(await put(ownRef(999), bytes)).toMatchObject({ status: 404 });
    expect(await put('11-not-a-uuid', bytes, worker)).toMatchObject({ status: 422, code: 'request.invalid' });
    const handler = await app.signIn('handler', { organisationId: world.otherProperty });
    expect(await put(ownRef(world.farCommunity), bytes, handler)).toMatchObject({
      status: 403,
      code: 'access.outside-scope',
    });
    await makeCase(world.farCommunity, world.farGrid, world.otherProperty);
    expect((await put(ownRef(world.farCommunity), bytes, handler)).status).toBe(200);
  });

  test('visitors so often from one address, counted over any number of reports', async () => {
    const one = async (address: string) => {
      const reply = await app.http.inject({
        method: 'PUT',
        url: fileAddress(ownRef()),
        payload: Buffer.from('%PDF-1.7 often'),
        headers: { 'content-type': 'application/pdf' },
        remoteAddress: address,
      });
      return reply.statusCode;
    };
    const answers = [];
    for (let i = 0; i < 61; i += 1) answers.push(await one('203.0.113.9'));
    expect(answers.slice(0, 60).every((status) => status === 200)).toBe(true);
    expect(answers[60]).toBe(429);
    expect(await one('203.0.113.10')).toBe(200);
    const worker = await app.signIn('grid-worker');
    expect((await put(ownRef(), Buffer.from('%PDF-1.7 staff'), worker)).status).toBe(200);
    app.clock.advance(3_600_001);
    expect(await one('203.0.113.9')).toBe(200);
  });

  test('nobody from a page of another site', async () => {
    const worker = await app.signIn('grid-worker');
    expect(await put(ownRef(), Buffer.from('%PDF-'), worker, { origin: 'https://elsewhere.example' })).toMatchObject({
      status: 403,
      code: 'access.csrf',
    });
  });
});

describe('who sees', () => {
  const bytes = () => Buffer.from(`%PDF-1.7 ${randomUUID()}`);

  test('a staged file only who made it; a stranger’s nobody', async () => {
    const [worker, colleague] = [await app.signIn('grid-worker'), await app.signIn('community-secretary')];
    const [own, stray] = [ownRef(), ownRef()];
    await put(own, bytes(), worker);
    await put(stray, bytes());
    expect((await look(own, worker)).statusCode).toBe(200);
    expect((await look(own, colleague)).statusCode).toBe(404);
    expect((await look(own)).statusCode).toBe(404);
    for (const who of [worker, colleague, undefined]) expect((await look(stray, who)).statusCode).toBe(404);
    const handler = await app.signIn('handler', { organisationId: world.property });
    await makeCase(world.community, world.grid, world.property);
    const theirs = ownRef();
    expect((await put(theirs, bytes(), handler)).status).toBe(200);
    expect((await look(theirs, handler)).statusCode).toBe(200);
    expect((await look(theirs, await app.signIn('handler', { organisationId: world.property }))).statusCode).toBe(404);
  });

  test('a bound file whoever sees the matter, and nobody else', async () => {
    const secretary = await app.signIn('community-secretary');
    const caseId = await makeCase(world.community, world.grid, world.property);
    const ref = ownRef();
    await put(ref, bytes());
    await bind({ kind: 'anonymous' }, 'cases', caseId, [ref]);
    const inside = [
      secretary,
      await app.signIn('grid-worker'),
      await app.signIn('street-desk'),
      await app.signIn('handler', { organisationId: world.property }),
    ];
    const outside = [
      await app.signIn('grid-worker', { areaId: world.secondGrid }),
      await app.signIn('community-secretary', { areaId: world.otherCommunity }),
      await app.signIn('handler', { organisationId: world.otherProperty }),
      await app.signIn('volunteer'),
      await app.signIn('system-admin'),
      await app.signInResident('19900001111'),
      undefined,
    ];
    for (const who of inside) expect((await look(ref, who)).statusCode).toBe(200);
    for (const who of outside) expect((await look(ref, who)).statusCode).toBe(404);
    const partyId = randomUUID();
    const token = 'A'.repeat(22);
    await app.database.pool.query(
      "insert into case_links (kind, key_hash, community_id, case_id, party_id, created_at) values ('track', $1, $2, $3, $4, now())",
      [app.vault.token('link', token), world.community, caseId, partyId],
    );
    const link = { userId: '', headers: { 'x-linli-link': token } };
    expect((await look(ref, link)).statusCode).toBe(200);
    const own = ownRef();
    expect((await put(own, bytes(), link)).status).toBe(200);
    expect((await put(ownRef(world.otherCommunity), bytes(), link)).status).toBe(403);
    const other = ownRef();
    await put(other, bytes(), secretary);
    await bind(staff(secretary), 'cases', await makeCase(world.community, world.grid), [other]);
    expect((await look(other, link)).statusCode).toBe(404);
  });

  test('an import’s file those who import there', async () => {
    const secretary = await app.signIn('community-secretary');
    const ref = ownRef();
    await put(ref, bytes(), secretary);
    await bind(staff(secretary), 'imports', randomUUID(), [ref]);
    expect((await look(ref, await app.signIn('community-secretary'))).statusCode).toBe(200);
    expect((await look(ref, await app.signIn('grid-worker'))).statusCode).toBe(404);
    expect(
      (await look(ref, await app.signIn('community-secretary', { areaId: world.otherCommunity }))).statusCode,
    ).toBe(404);
  });
});

describe('binding', () => {
  test('takes one’s own and a stranger’s files, once, and only those that are there', async () => {
    const [worker, other] = [await app.signIn('grid-worker'), await app.signIn('grid-worker')];
    const [mine, stray, theirs] = [ownRef(), ownRef(), ownRef()];
    await put(mine, Buffer.from('%PDF-1'), worker);
    await put(stray, Buffer.from('%PDF-2'));
    await put(theirs, Buffer.from('%PDF-3'), other);
    const caseId = await makeCase(world.community, world.grid);
    await bind(staff(worker), 'cases', caseId, [mine, stray, mine]);
    await bind(staff(worker), 'cases', caseId, [mine, stray]);
    await expect(bind(staff(worker), 'cases', caseId, [theirs])).rejects.toMatchObject({ code: 'files.not-there' });
    await expect(bind(staff(worker), 'cases', caseId, [ownRef()])).rejects.toMatchObject({ code: 'files.not-there' });
    await expect(
      bind(staff(worker), 'cases', await makeCase(world.community, world.grid), [mine]),
    ).rejects.toMatchObject({
      code: 'files.attached-already',
    });
    const { rows } = await app.database.pool.query('select count(*)::int as n from files where row_id = $1', [caseId]);
    expect(rows).toEqual([{ n: 0 }]); // the pool alone sees nothing: the policy holds
    await runSql(
      app.ownerUrl,
      `do $$ begin assert (select count(*) from files where row_id = '${caseId}') = 2; end $$`,
    );
  });

  test('lets a unit bind what its member sent, to its own matter only', async () => {
    const handler = await app.signIn('handler', { organisationId: world.property });
    const caseId = await makeCase(world.community, world.grid, world.property);
    const [own, astray] = [ownRef(), ownRef()];
    await put(own, Buffer.from('%PDF-4'), handler);
    await put(astray, Buffer.from('%PDF-5'), handler);
    await bind(staff(handler, world.property), 'cases', caseId, [own]);
    expect((await look(own, await app.signIn('community-secretary'))).statusCode).toBe(200);
    const foreign = await makeCase(world.otherCommunity, world.otherGrid);
    await expect(bind(staff(handler, world.property), 'cases', foreign, [astray])).rejects.toMatchObject({
      code: '42501',
    });
  });
});

describe('the sweep', () => {
  beforeEach(async () => {
    app.clock.advance(30 * dayMs);
    await app.queue.runJob('files.sweep');
  });

  test('forgets staged files after seven days, with bytes that nothing else names', async () => {
    const start = app.store.held.size;
    const worker = await app.signIn('grid-worker');
    const [kept, gone, shared, copy] = [ownRef(), ownRef(), ownRef(), ownRef(world.street)];
    const bytes = await photo(40);
    await put(kept, await photo(41), worker);
    await put(gone, await photo(42), worker);
    await put(shared, bytes, worker);
    const desk = await app.signIn('street-desk');
    await put(copy, bytes, desk);
    await bind(staff(worker), 'cases', await makeCase(world.community, world.grid), [kept, shared]);
    expect(app.store.held.size).toBe(start + 6);
    app.clock.advance(7 * dayMs - 1);
    await app.queue.runJob('files.sweep');
    expect(app.store.held.size).toBe(start + 6);
    app.clock.advance(2);
    await app.queue.runJob('files.sweep');
    await app.queue.runJob('files.sweep');
    expect(app.store.held.size).toBe(start + 4);
    const again = await app.signInUser(worker.userId);
    expect((await look(gone, again)).statusCode).toBe(404);
    expect((await look(kept, again)).statusCode).toBe(200);
    expect((await look(shared, again)).statusCode).toBe(200);
  });

  test('removes bytes whose row never came', async () => {
    const start = app.store.held.size;
    await app.store.put('ab'.repeat(32), Buffer.from('lost'));
    await app.queue.runJob('files.sweep');
    expect(app.store.held.size).toBe(start);
  });
});

describe('a scanner', () => {
  test('is asked before anything is kept: what it finds is refused, and what it cannot look at waits', async () => {
    const scanner = scannerFake('EICAR');
    const guarded = await testApp({ scanner });
    const send = (words: string) =>
      guarded.inject({
        method: 'PUT',
        url: fileAddress(ownRef(), 'a.pdf'),
        payload: Buffer.from(`%PDF-1.4 ${words} %%EOF`),
        headers: { 'content-type': 'application/octet-stream' },
      });
    const kept = async () => (await guarded.database.pool.query('select from files')).rowCount;
    expect((await send('EICAR')).json().code).toBe('files.infected');
    scanner.isDown = true;
    const waiting = await send('clean');
    expect([waiting.statusCode, waiting.json().code, waiting.headers['retry-after']]).toEqual([
      503,
      'files.not-scanned',
      '5',
    ]);
    expect(await kept()).toBe(0);
    scanner.isDown = false;
    expect((await send('clean')).statusCode).toBe(200);
    await guarded.close();
  });
});
