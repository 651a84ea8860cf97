import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { parseSignOn, readSignOn } from './settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'linli-sign-on-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const name = { zh: '区统一身份认证', en: 'District sign-on' };
const oidc = {
  id: 'district',
  kind: 'oidc',
  name,
  issuer: 'https://id.example',
  clientId: 'linli',
  clientSecret: 'a-secret-that-nobody-reads',
};
const cas = { id: 'old', kind: 'cas', name, server: 'https://cas.example/cas/' };
const faultOf = (...providers: object[]): string => {
  try {
    parseSignOn({ providers });
    return 'taken';
  } catch (error) {
    return (error as Error).message;
  }
};

it('matches by employee number unless told otherwise', () => {
  expect(parseSignOn({ providers: [oidc, cas] })).toMatchObject([
    { match: { claim: 'employee_number', field: 'employee-number' }, scopes: ['openid', 'profile'] },
    { match: { claim: 'employeeNumber', field: 'employee-number' }, server: 'https://cas.example/cas' },
  ]);
});

it.each([
  ['an address that can be read on the way', { ...oidc, issuer: 'http://id.example' }, /issuer: https is needed/],
  ['an address with a password', { ...oidc, issuer: 'https://a:b@id.example' }, /issuer/],
  ['no openid', { ...oidc, scopes: ['profile'] }, /openid must be among/],
  ['a short secret', { ...oidc, clientSecret: 'short' }, /clientSecret/],
  ['a match by name', { ...oidc, match: { claim: 'name', field: 'name' } }, /match\.field/],
  ['a phone that CAS cannot vouch for', { ...cas, match: { claim: 'mobile', field: 'phone' } }, /match\.field/],
  ['a word it does not know', { ...oidc, secret: 'x' }, /secret/],
  ['a name in one language', { ...oidc, name: { zh: '区' } }, /name\.en/],
])('refuses %s, by its place and without its value', (_, provider, told) => {
  expect(faultOf(provider)).toMatch(told);
  expect(faultOf(provider)).not.toContain(oidc.clientSecret);
});

it('refuses two of one id', () => {
  expect(faultOf(oidc, { ...cas, id: 'district' })).toMatch(/one id/);
});

it('says of a file that it is not there, no JSON or not right, and quotes nothing of it', () => {
  const path = join(folder, 'sign-on.json');
  expect(() => readSignOn(path)).toThrow(/SIGN_ON_FILE .*ENOENT/);
  writeFileSync(path, `{"clientSecret": "${oidc.clientSecret}"`);
  expect(() => readSignOn(path)).toThrow(/no JSON$/);
  writeFileSync(path, JSON.stringify({ providers: [{ ...oidc, issuer: 1 }] }));
  expect(() => readSignOn(path)).toThrow(/providers\.0\.issuer/);
  writeFileSync(path, JSON.stringify({ providers: [oidc] }));
  expect(readSignOn(path)).toHaveLength(1);
});
