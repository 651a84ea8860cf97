import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { refusalOf } from './problems.ts';

it('says to come back later while the socket of the database is not there', async () => {
  const error = await new Promise((failed) => connect('/nowhere/.s.PGSQL.5432').on('error', failed));
  expect(refusalOf(error)?.code).toBe('request.unavailable');
});

it('takes a file that is not there for a fault of ours', async () => {
  const error = await readFile('/nowhere/at all').catch((failed) => failed);
  expect(refusalOf(error)).toBeUndefined();
});
