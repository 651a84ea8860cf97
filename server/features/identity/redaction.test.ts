import { expect, it } from 'vitest';
import { noRows } from '../../kit/db/client.ts';
import { uuidv7 } from '../../kit/ids.ts';
import { openLog } from '../../kit/log.ts';
import { testApp } from '../../test/app.ts';
import { hashPassword } from './password-hash.ts';
import { insertStaff } from './users.commands.ts';

it('logs no name, phone, code, password, token or address in a whole flow of sign-in, well or badly', async () => {
  const lines: string[] = [];
  const app = await testApp({ log: openLog('debug', { write: (line) => void lines.push(line) }) });
  const [phone, password] = ['19400000001', 'Riverside-Door-27'];
  const id = uuidv7();
  await app.database.write(noRows, async (db) =>
    insertStaff(db, {
      id,
      userName: '王芳',
      name: '王芳芳',
      passwordHash: await hashPassword(password),
      mustChangePassword: false,
      at: app.clock.now(),
    }),
  );
  const secrets = [phone, password, '王芳', 'Wrong-pass-1', '198.51.100.77', 'Another-Way-9'];
  const post = async (path: string, payload: object, cookie = '') => {
    const answer = await app.inject({
      method: 'POST',
      url: `/api/auth/${path}`,
      payload,
      headers: { cookie },
      remoteAddress: '198.51.100.77',
    });
    for (const { value } of answer.cookies) if (value) secrets.push(value);
    return answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  };
  await post('sign-in', { userName: '王芳', password: 'Wrong-pass-1' });
  const cookie = await post('sign-in', { userName: '王芳', password });
  await post('password', { current: password, next: 'Another-Way-9' }, cookie);
  await post('sign-out', {}, cookie);
  const asked = await post('codes', { phone });
  const code = /\d{6}/.exec(app.sms.lastTo(phone).text)?.[0] as string;
  secrets.push(code);
  await post('codes/verify', { phone, code: code === '000000' ? '000001' : '000000' }, asked);
  const resident = await post('codes/verify', { phone, code }, asked);
  await app.get('GET /sessions', {}, { userId: id, headers: { cookie: resident } });
  await app.inject({ url: `/api/nothing/${phone}?phone=${phone}` });
  const text = lines.join('');
  expect(lines.length).toBeGreaterThan(7);
  expect(text).toContain('request.done');
  for (const secret of secrets) expect(text, secret).not.toContain(secret);
  const { rows } = await app.database.pool.query("select coalesce(json_agg(a), '[]')::text as rows from audit_rows a");
  for (const secret of [phone, password, code, '198.51.100.77', ...secrets.slice(6)])
    expect(rows[0].rows).not.toContain(secret);
  await app.close();
});
