import { describe, expect, it } from 'vitest';
import { levelOfArea, type SummonsRule, targetsFor } from './summons-rules.ts';

const atStreet: SummonsRule = { by: 'community', target: { seat: 'street', kinds: ['station'] } };
const named: SummonsRule = { by: 'community', target: { organisationId: 'u' } };
const atDistrict: SummonsRule = { by: 'street', target: { seat: 'district', kinds: ['government'] } };

describe('targetsFor', () => {
  it('binds nobody where nothing is recorded for their level, nor a district', () => {
    expect(targetsFor([], ['community'])).toBeNull();
    expect(targetsFor([atDistrict], ['community'])).toBeNull();
    expect(targetsFor([atStreet, atDistrict], ['community', null])).toBeNull();
    expect(targetsFor([atStreet], [])).toBeNull();
  });

  it('gives a level what is recorded for it, and somebody of two levels what either may', () => {
    expect(targetsFor([atStreet, named, atDistrict], ['community', 'community'])).toEqual([
      atStreet.target,
      named.target,
    ]);
    expect(targetsFor([atStreet, atDistrict], ['community', 'street'])).toEqual([atStreet.target, atDistrict.target]);
  });

  it('counts people of a grid or a building to their community', () => {
    expect((['unit', 'building', 'grid', 'community', 'street', 'district'] as const).map(levelOfArea)).toEqual([
      'community',
      'community',
      'community',
      'community',
      'street',
      null,
    ]);
  });
});
