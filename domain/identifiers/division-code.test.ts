import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { divisionContains, parseDivisionCode } from './division-code.ts';

const districts = ['130111', '440103', '440404', '440703'];
const load = (code: string) =>
  JSON.parse(readFileSync(new URL(`../../data/divisions/${code}.json`, import.meta.url), 'utf8')) as {
    code: string;
    streets: { code: string; name: string; communities: { code: string; name: string }[] }[];
  };
const read = (code: string) => {
  const verdict = parseDivisionCode(code);
  if (!verdict.ok) throw new Error(`${code}: ${verdict.code}`);
  return verdict;
};

describe('division codes', () => {
  it('says level, kind and parent', () => {
    expect(parseDivisionCode('440103')).toEqual({
      ok: true,
      normalized: '440103000000',
      level: 'county',
      countyCode: '440103',
      parentCode: '440100000000',
    });
    expect(parseDivisionCode('220581102001')).toMatchObject({
      level: 'community',
      streetKind: 'town',
      communityKind: 'residents-committee',
      parentCode: '220581102000',
    });
    expect(parseDivisionCode('220581102200')).toMatchObject({ communityKind: 'villagers-committee' });
    expect(parseDivisionCode('441900003001')).toMatchObject({ level: 'community', parentCode: '441900003000' });
    expect(parseDivisionCode('４４')).toEqual({ ok: false, code: 'division-length' });
    expect(parseDivisionCode('440000')).not.toHaveProperty('parentCode');
  });

  it('says why a code is refused', () => {
    const codeOf = (code: string) => {
      const verdict = parseDivisionCode(code);
      return verdict.ok ? 'ok' : verdict.code;
    };
    expect(codeOf('44010300000')).toBe('division-length');
    expect(codeOf('44010300000A')).toBe('division-characters');
    expect(codeOf('990103000000')).toBe('division-province');
    expect(codeOf('830000000000')).toBe('division-province');
    expect(codeOf('440103000001')).toBe('division-gap');
    expect(codeOf('440003000000')).toBe('division-gap');
    expect(codeOf('440103601000')).toBe('division-segment');
    expect(codeOf('440103001600')).toBe('division-segment');
  });

  it('reads every code of the four districts shipped, in their places', () => {
    for (const district of districts.map(load)) {
      const county = read(district.code);
      for (const street of district.streets) {
        const streetCode = read(street.code);
        expect([streetCode.level, divisionContains(county, streetCode)]).toEqual(['street', true]);
        if (/街道$/.test(street.name)) expect(streetCode.streetKind).toBe('street');
        if (/[^街]镇$/.test(street.name)) expect(streetCode.streetKind).toBe('town');
        for (const community of street.communities) {
          const code = read(community.code);
          expect(code.parentCode).toBe(streetCode.normalized);
          if (/村民?委/.test(community.name)) expect(code.communityKind).toBe('villagers-committee');
        }
      }
    }
  });
});
