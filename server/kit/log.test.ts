import { expect, it } from 'vitest';
import { type LogLevel, openLog } from './log.ts';

function logged(level: LogLevel = 'info') {
  const lines: string[] = [];
  return { log: openLog(level, { write: (line) => void lines.push(line) }), lines };
}

it('writes one line of JSON an event', () => {
  const { log, lines } = logged();
  log.info({ requestId: 'r1', status: 200 }, 'request.done');
  log.debug({}, 'not.said');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] as string)).toEqual({
    level: 'info',
    at: expect.any(String),
    requestId: 'r1',
    status: 200,
    event: 'request.done',
  });
});

it('takes out secrets and people, by name and by shape', () => {
  const { log, lines } = logged();
  const error = new Error('Key (name)=(张三) 11010519491231002X');
  log.error(
    {
      password: 'Riverside-27',
      nested: { headers: { cookie: 'linli=abc' }, list: ['call 19400000001 now', 'id 11010519491231002X'] },
      code: '123456',
      sealed: Buffer.from('x'),
      stack: error.stack,
    },
    'request.failed',
  );
  const text = lines.join('');
  for (const secret of ['Riverside', 'linli=abc', '19400000001', '11010519491231002X', '123456', '张三'])
    expect(text).not.toContain(secret);
  expect(text).toContain('log.test.ts');
});

it('keeps ids, hashes and SQLSTATEs as they are', () => {
  const { log, lines } = logged();
  const details = {
    id: '0197b2a0-1234-7000-8000-138123456780',
    hash: 'a13812345678'.repeat(4),
    code: '23505',
    n: 19400000001,
  };
  log.info(details, 'x');
  expect(JSON.parse(lines[0] as string)).toMatchObject(details);
});

it('lets a demo say its codes', () => {
  const { log, lines } = logged();
  log.info({ demo: true, text: 'code 123456' }, 'sms.demo');
  expect(lines[0]).toContain('123456');
});
