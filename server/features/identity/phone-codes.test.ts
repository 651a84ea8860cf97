import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SmsFailure } from '../../outside/sms/port.ts';
import { type TestApp, testApp } from '../../test/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());
beforeEach(() => app.clock.advance(25 * 3_600_000));

const minuteMs = 60_000;
let serial = 0;
/** Of a prefix that no operator holds. */
const newPhone = (): string => {
  serial += 1;
  return `1940000${String(serial).padStart(4, '0')}`;
};
const post = (path: string, payload: object, ip?: string, cookie = ''): Promise<LightMyRequestResponse> =>
  app.inject({
    method: 'POST',
    url: `/api/auth/${path}`,
    payload,
    headers: { cookie },
    ...(ip ? { remoteAddress: ip } : {}),
  });
/** The browser that asked last for each phone. */
const browsers = new Map<string, string>();
const digits = (phone: string): string => phone.replace(/\D/g, '').slice(-11);
const ask = async (phone: string, ip?: string) => {
  const answer = await post('codes', { phone }, ip);
  const kept = answer.cookies.find(({ name }) => name === 'linli-code');
  if (kept) browsers.set(digits(phone), `linli-code=${kept.value}`);
  return answer;
};
const redeem = (phone: string, code: string, ip?: string, cookie = browsers.get(digits(phone))) =>
  post('codes/verify', { phone, code }, ip, cookie);
const codeSentTo = (phone: string): string => /\d{6}/.exec(app.sms.lastTo(phone).text)?.[0] as string;
const wrongFor = (phone: string): string => (codeSentTo(phone) === '000000' ? '000001' : '000000');
const codeOf = (answer: LightMyRequestResponse): string => answer.json().code;

describe('a resident signs in by phone', () => {
  it('with the code that was sent, and is the same person the next time', async () => {
    const phone = newPhone();
    const sent = await ask(phone);
    expect([sent.statusCode, sent.json()]).toEqual([200, { expiresInSeconds: 300, againInSeconds: 60 }]);
    const first = await redeem(phone, codeSentTo(phone));
    expect(first.json()).toMatchObject({
      kind: 'resident',
      user: { phoneMasked: `194****${phone.slice(-4)}`, userName: null },
    });
    expect(first.cookies).toEqual([
      expect.objectContaining({ name: 'linli-code', value: '' }),
      expect.objectContaining({ name: 'linli', httpOnly: true, sameSite: 'Lax' }),
    ]);
    app.clock.advance(2 * minuteMs);
    const written = `+86 ${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}`;
    await ask(written);
    const second = await redeem(written, ` ${codeSentTo(phone)} `);
    expect(second.json().user.id).toBe(first.json().user.id);
  });

  it('and neither number nor code can be read in the database, nor the address the library wants', async () => {
    const phone = newPhone();
    await ask(phone);
    const code = codeSentTo(phone);
    const read = async (table: string) =>
      (await app.database.pool.query(`select coalesce(json_agg(t), '[]')::text as rows from ${table} t`)).rows[0]
        .rows as string;
    const before = (await Promise.all(['phone_codes', 'throttles', 'verifications'].map(read))).join();
    expect(before).not.toContain(phone);
    expect(before).not.toContain(code);
    const answer = await redeem(phone, code);
    expect(answer.body).not.toContain('invalid');
    expect(answer.body).not.toContain(phone);
    for (const table of ['users', 'accounts', 'sessions', 'audit_rows'])
      expect(await read(table), table).not.toContain(phone);
    const { rows } = await app.database.pool.query('select email, phone_sealed from users where id = $1', [
      answer.json().user.id,
    ]);
    expect(rows[0].email).toMatch(/^[0-9a-f]{32}@phone\.invalid$/);
    expect(app.vault.open('phone', rows[0].phone_sealed)).toBe(phone);
  });

  it('in the browser that asked, and in no other: the code alone opens nothing', async () => {
    const phone = newPhone();
    const asked = await ask(phone);
    expect(asked.cookies).toEqual([
      expect.objectContaining({ name: 'linli-code', httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 300 }),
    ]);
    const code = codeSentTo(phone);
    for (let times = 0; times < 4; times += 1)
      expect(codeOf(await redeem(phone, code, undefined, ''))).toBe('identity.code-elsewhere');
    await ask(newPhone());
    const [other] = [...browsers.values()].slice(-1);
    expect(codeOf(await redeem(phone, code, undefined, other))).toBe('identity.code-wrong');
    expect((await redeem(phone, code)).statusCode).toBe(200);
  });

  it('again in the same browser, when the first message did not come', async () => {
    const phone = newPhone();
    await ask(phone);
    const kept = browsers.get(phone) as string;
    app.clock.advance(2 * minuteMs);
    const again = await post('codes', { phone }, undefined, kept);
    expect(`linli-code=${again.cookies[0]?.value}`).toBe(kept);
    expect((await redeem(phone, codeSentTo(phone))).statusCode).toBe(200);
  });

  it('in the language they ask for', async () => {
    const phone = newPhone();
    await post('codes', { phone, language: 'en' });
    expect(app.sms.lastTo(phone).text).toMatch(/^\[Linli\] Your code is \d{6}\./);
  });

  it('within five minutes, once', async () => {
    const phone = newPhone();
    await ask(phone);
    const late = codeSentTo(phone);
    app.clock.advance(5 * minuteMs + 1);
    expect(codeOf(await redeem(phone, late))).toBe('identity.code-spent');
    await ask(phone);
    const code = codeSentTo(phone);
    expect((await redeem(phone, code)).statusCode).toBe(200);
    expect(codeOf(await redeem(phone, code))).toBe('identity.code-spent');
  });

  it('once, also of two at the same moment', async () => {
    const phone = newPhone();
    await ask(phone);
    const code = codeSentTo(phone);
    const answers = await Promise.all([redeem(phone, code), redeem(phone, code), redeem(phone, code)]);
    expect(answers.filter((answer) => answer.statusCode === 200)).toHaveLength(1);
  });

  it('never with the code of another phone, nor an older one of their own', async () => {
    const [one, two] = [newPhone(), newPhone()];
    await ask(one);
    await ask(two);
    expect(codeOf(await redeem(two, codeSentTo(one) === codeSentTo(two) ? '000000' : codeSentTo(one)))).toBe(
      'identity.code-wrong',
    );
    const old = codeSentTo(one);
    app.clock.advance(minuteMs);
    await ask(one);
    if (codeSentTo(one) !== old) expect(codeOf(await redeem(one, old))).toBe('identity.code-wrong');
  });
});

describe('guessing a code', () => {
  it('ends after three tries, the right one included', async () => {
    const phone = newPhone();
    await ask(phone);
    const wrong = wrongFor(phone);
    const answers = [await redeem(phone, wrong), await redeem(phone, wrong), await redeem(phone, wrong)];
    expect(answers.map(codeOf)).toEqual(['identity.code-wrong', 'identity.code-wrong', 'identity.code-spent']);
    expect(answers[0]?.json().text.zh).toContain('2 次');
    expect(answers.every((answer) => answer.statusCode === 401)).toBe(true);
    expect(codeOf(await redeem(phone, codeSentTo(phone)))).toBe('identity.code-spent');
  });

  it('cannot be hastened by trying many at once', async () => {
    const phone = newPhone();
    await ask(phone);
    const wrong = wrongFor(phone);
    const answers = await Promise.all(Array.from({ length: 12 }, () => redeem(phone, wrong)));
    expect(answers.filter((answer) => codeOf(answer) === 'identity.code-wrong')).toHaveLength(2);
    expect(codeOf(await redeem(phone, codeSentTo(phone)))).toBe('identity.code-spent');
  });

  it('over many phones stops the address', async () => {
    const phone = newPhone();
    const codes: string[] = [];
    for (let n = 0; n < 32; n += 1) codes.push(codeOf(await redeem(newPhone(), '000000', '198.51.100.40')));
    expect(codes.slice(-2)).toEqual(['identity.too-many-tries', 'identity.too-many-tries']);
    await ask(phone);
    expect(codeOf(await redeem(phone, codeSentTo(phone), '198.51.100.40'))).toBe('identity.too-many-tries');
  });
});

describe('codes are sent', () => {
  it('once a minute, five times an hour and ten times a day to one phone, from wherever they are asked for', async () => {
    const phone = newPhone();
    let address = 0;
    const askFromElsewhere = () => {
      address += 1;
      return ask(phone, `198.51.101.${address}`);
    };
    expect((await askFromElsewhere()).statusCode).toBe(200);
    const soon = await askFromElsewhere();
    expect([soon.statusCode, codeOf(soon)]).toEqual([429, 'identity.code-too-soon']);
    expect(soon.json().text.zh).toContain('60 秒');
    const sentIn = async (minutes: number): Promise<number> => {
      let sent = 0;
      for (let n = 0; n < minutes; n += 1) {
        app.clock.advance(minuteMs);
        if ((await askFromElsewhere()).statusCode === 200) sent += 1;
      }
      return sent;
    };
    expect(await sentIn(30)).toBe(4);
    app.clock.advance(60 * minuteMs);
    await sentIn(20);
    app.clock.advance(60 * minuteMs);
    await sentIn(20);
    expect(app.sms.messages.filter((message) => message.phone === phone).length).toBeLessThanOrEqual(10);
    app.clock.advance(60 * minuteMs);
    expect(codeOf(await askFromElsewhere())).toBe('identity.code-limit');
  });

  it('twenty times an hour from one address, whatever it calls itself', async () => {
    const codes: number[] = [];
    for (let n = 0; n < 22; n += 1) {
      const headers = { 'x-forwarded-for': `203.0.113.${n}` };
      const answer = await app.inject({
        method: 'POST',
        url: '/api/auth/codes',
        payload: { phone: newPhone() },
        headers,
        remoteAddress: '198.51.100.50',
      });
      codes.push(answer.statusCode);
    }
    expect(codes).toEqual([...Array(20).fill(200), 429, 429]);
  });

  it('to mobiles alone', async () => {
    for (const phone of ['12345', '021-62345678', '13800', '1990000000a', '4008001234', '19900000001、19900000002'])
      expect(codeOf(await ask(phone)), phone).toBe('identity.phone-unreadable');
  });

  it('or it is said that they were not', async () => {
    const broken = await testApp({
      sms: {
        send: async () => {
          throw new SmsFailure('status 500');
        },
      },
    });
    const answer = await broken.inject({ method: 'POST', url: '/api/auth/codes', payload: { phone: newPhone() } });
    expect([answer.statusCode, codeOf(answer)]).toEqual([503, 'identity.sms-failed']);
    await broken.close();
  });
});
