import { describe, expect, it } from 'vitest';
import { mayBeOffered, namesDoor, type Offered } from './offering.ts';

const now = '2026-03-04T02:00:00.000Z';
const common = { isCommon: true, isPrivate: false };
const known = ['1幢', '1单元', '春申社区'];
const lamp = (more: Partial<Offered> = {}): Offered => ({
  phase: 'handling',
  outcome: null,
  closedAt: null,
  raisedAt: '2026-03-02T02:00:00.000Z',
  houseId: null,
  placeWords: '1幢1单元 二楼楼道',
  words: '楼道灯连续三晚不亮',
  ...more,
});

describe('a door', () => {
  it.each(['302', '1幢1单元 302室', '1-302', '１单元５０１', '张家门口 五户', '入户门', '我家门口', '1幢十二室'])(
    'is named by %s',
    (words) => expect(namesDoor(words, known)).toBe(true),
  );
  it.each(['1幢1单元', '二楼楼道', '3楼电梯口', '东门第3盏路灯', '地下车库 B2', '12号楼北侧', ''])(
    'is not named by %s',
    (words) => expect(namesDoor(words, known)).toBe(false),
  );
});

describe('a matter', () => {
  it('of a common place is offered while it is open, and for a week once it is solved', () => {
    expect(mayBeOffered(common, lamp(), known, now)).toBe(true);
    const closed = { phase: 'closed', outcome: 'solved' } as const;
    expect(mayBeOffered(common, lamp({ ...closed, closedAt: '2026-02-27T02:00:00.000Z' }), known, now)).toBe(true);
    expect(mayBeOffered(common, lamp({ ...closed, closedAt: '2026-02-20T02:00:00.000Z' }), known, now)).toBe(false);
    expect(mayBeOffered(common, lamp({ raisedAt: '2025-06-01T02:00:00.000Z' }), known, now)).toBe(false);
  });

  it.each(['withdrawn', 'declined', 'merged', 'unsolved'] as const)('that ended %s is not', (outcome) => {
    const closed = { phase: 'closed', outcome, closedAt: '2026-03-03T02:00:00.000Z' } as const;
    expect(mayBeOffered(common, lamp(closed), known, now)).toBe(false);
  });

  it('of one home, or of a category that is a secret or of homes, is offered to nobody', () => {
    expect(mayBeOffered(common, lamp({ houseId: 'h' }), known, now)).toBe(false);
    expect(mayBeOffered(common, lamp({ placeWords: '1幢1单元 302' }), known, now)).toBe(false);
    expect(mayBeOffered(common, lamp({ words: '我家厨房漏水' }), known, now)).toBe(false);
    expect(mayBeOffered({ isCommon: true, isPrivate: true }, lamp(), known, now)).toBe(false);
    expect(mayBeOffered({ isCommon: false, isPrivate: false }, lamp(), known, now)).toBe(false);
  });
});
