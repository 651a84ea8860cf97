import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doorKey, floorOf, normalizeAddress, readDoor, readDoorColumns } from './address.ts';

const key = (address: string) => doorKey(readDoor(address));

describe('door addresses', () => {
  it('finds the same door in every way of writing it', () => {
    for (const written of [
      '3号楼2单元501',
      '3号楼2单元501室',
      '3幢2单元501',
      '３栋２单元５０１房',
      '3栋-2-501',
      '3号楼-2单元-501室',
      '3-2-501',
      '3—2—501',
      '3 － 2 － 501',
      '三号楼二单元五〇一室',
      '三号楼二单元五零一',
      '03栋02单元0501室',
      '3#楼2单元501',
      '3#2单元501',
      '3#-2-501',
      '3座2梯501房',
      '3栋2门501',
      '3楼2单元501',
      '3号楼2单元5层501室',
      '3 号 楼 2 单元 501 号房',
    ])
      expect([written, key(written)]).toEqual([written, '3-2-501']);
  });

  it('reads doors without a unit', () => {
    for (const written of ['5栋1202房', '5-1202', '5幢1202', '5号楼12层1202室', '五栋一二〇二', '5栋-1202'])
      expect([written, key(written)]).toEqual([written, '5--1202']);
    expect(readDoor('A座1203')).toMatchObject({ building: 'A', floor: '12', room: '1203' });
    expect(readDoor('12A栋801')).toMatchObject({ building: '12A', room: '801' });
  });

  it('keeps what stands before the building', () => {
    expect(readDoor('幸福路12号阳光花园3号楼2单元501室')).toEqual({
      place: '幸福路12号阳光花园',
      building: '3',
      unit: '2',
      floor: '5',
      room: '501',
      rest: '',
    });
    expect(readDoor('万科城五期8栋1203')).toMatchObject({ place: '万科城五期', building: '8', room: '1203' });
    expect(readDoor('滨海花园1-1-101')).toMatchObject({ place: '滨海花园', building: '1', unit: '1', room: '101' });
    expect(readDoor('三元里大道1号2栋B座1201')).toMatchObject({
      place: '三元里大道1号',
      building: '2',
      unit: 'B',
      room: '1201',
    });
    expect(readDoor('解放路18号101室')).toMatchObject({ place: '解放路18号', room: '101' });
  });

  it('reads parts alone and leaves out what is not written', () => {
    expect(readDoor('2单元501')).toEqual({ place: '', unit: '2', floor: '5', room: '501', rest: '' });
    expect(readDoor('101室')).toEqual({ place: '', floor: '1', room: '101', rest: '' });
    expect(readDoor('101')).toMatchObject({ room: '101' });
    expect(readDoor('3号楼')).toEqual({ place: '', building: '3', rest: '' });
    expect(readDoor('3号楼2单元')).toEqual({ place: '', building: '3', unit: '2', rest: '' });
    expect(doorKey(readDoor('3号楼2单元'))).toBeUndefined();
    expect(readDoor('石冲村大榕树旁')).toEqual({ place: '石冲村大榕树旁', rest: '' });
    expect(readDoor('3栋2门面房')).toMatchObject({ building: '3', rest: '2门面房' });
    expect(readDoor('')).toEqual({ place: '', rest: '' });
  });

  it('reads rooms with a part, a letter or below ground', () => {
    expect(key('3号楼2单元501-1')).toBe('3-2-501-1');
    expect(key('3号楼501-1')).toBe('3--501-1');
    expect(key('3号楼2单元501A')).toBe('3-2-501A');
    expect(readDoor('3号楼1-101')).toMatchObject({ unit: '1', room: '101' });
    expect(readDoor('3号楼负一层B102')).toMatchObject({ floor: 'B1', room: 'B102' });
  });

  it('puts columns together', () => {
    const door = { place: '', building: '1', unit: '1', floor: '1', room: '101', rest: '' };
    expect(readDoorColumns({ building: '1幢', unit: '1单元', room: '101室' })).toEqual(door);
    expect(readDoorColumns({ building: 1, unit: 1, room: 101 })).toEqual(door);
    expect(readDoorColumns({ building: '1号楼', unit: '１', room: '101.0' })).toEqual(door);
    expect(readDoorColumns({ building: 'A座', unit: '无', room: '1203' })).toMatchObject({
      building: 'A',
      room: '1203',
    });
    expect(readDoorColumns({ building: 'A座', unit: '无', room: '1203' })).not.toHaveProperty('unit');
    expect(readDoorColumns({ building: '1幢', room: '1单元101' })).toEqual(door);
    expect(readDoorColumns({ room: '1-1-101' })).toEqual(door);
    expect(doorKey(readDoorColumns({ building: '1', unit: null, room: '' }))).toBeUndefined();
  });

  it('knows the floor of a room', () => {
    expect(['101', '1202', 'B102', '501A', '1', '12345'].map(floorOf)).toEqual([
      '1',
      '12',
      'B1',
      '5',
      undefined,
      undefined,
    ]);
  });

  it('normalises once and for all, and reads any building, unit and room back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        const once = normalizeAddress(text);
        expect(typeof readDoor(text).place).toBe('string');
        expect(normalizeAddress(once).length).toBeLessThanOrEqual(once.length);
      }),
    );
    const written = fc.record({
      building: fc.integer({ min: 1, max: 199 }),
      unit: fc.integer({ min: 1, max: 12 }),
      floor: fc.integer({ min: 1, max: 40 }),
      room: fc.integer({ min: 1, max: 20 }),
      form: fc.constantFrom(
        (b: number, u: number, r: string) => `${b}号楼${u}单元${r}室`,
        (b: number, u: number, r: string) => `${b}幢${u}单元${r}`,
        (b: number, u: number, r: string) => `${b}栋-${u}-${r}`,
        (b: number, u: number, r: string) => `${b}-${u}-${r}`,
        (b: number, u: number, r: string) => `某某花园${b}座${u}梯${r}房`,
      ),
    });
    fc.assert(
      fc.property(written, ({ building, unit, floor, room, form }) => {
        const number = `${floor}${String(room).padStart(2, '0')}`;
        expect(readDoor(form(building, unit, number))).toMatchObject({
          building: String(building),
          unit: String(unit),
          floor: String(floor),
          room: number,
        });
      }),
    );
  });
});
