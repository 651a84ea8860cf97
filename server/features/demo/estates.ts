import type { Building } from './buildings.ts';
import { cutGround, type Part } from './partition.ts';
import type { Random } from './random.ts';

/** Buildings of one time under one name: 翠竹苑. */
export interface Estate {
  readonly name: string;
  readonly builtYear: number;
  readonly hasProperty: boolean;
  /** Numbered from the north, and from the west. */
  readonly buildings: readonly Building[];
}

const firsts =
  '翠竹 荔园 文昌 福安 逸景 康乐 宝华 丽景 金兰 桃源 锦绣 永庆 恒福 怡乐 桂香 兰亭 云桂 玉兰 紫荆 木棉 榕荫 海棠 春晖 秋实 东风 光明 新风 仁和 聚贤 集贤 文安 观澜 映翠 清泉 南塘 北园 松涛 梅苑 荷塘 长乐 和兴 安泰 华庭 明德 启秀 凤鸣 鹤园 柳岸 枫林 书香 景泰 隆兴 万安 同德 祥和 天河 泰康 富康 广惠 龙溪'.split(
    ' ',
  );

const kinds = [
  { suffixes: ['里', '坊', '大院', '巷'], from: 1952, to: 1984, property: 0.3 },
  { suffixes: ['新村', '小区', '宿舍'], from: 1980, to: 1997, property: 0.75 },
  { suffixes: ['苑', '花园', '园'], from: 1992, to: 2008, property: 0.95 },
  { suffixes: ['雅居', '华庭', '名苑', '府'], from: 2002, to: 2021, property: 1 },
] as const;

/** About so many buildings make an estate. */
const usualSize = 13;

/** Gathers the buildings of a grid into estates by where they stand. @param taken names already used in the street */
export function planEstates(random: Random, grid: Part<Building>, taken: Set<string>): readonly Estate[] {
  const count = Math.max(1, Math.round(grid.things.length / usualSize));
  const parts = cutGround(
    random,
    grid,
    Array.from({ length: count }, () => 1),
  );
  return parts.map(({ things }) => {
    const kind = kinds[kindOf(random, things)] as (typeof kinds)[number];
    return {
      name: freeName(random, kind.suffixes, taken),
      builtYear: random.between(kind.from, kind.to),
      hasProperty: random.chance(kind.property),
      buildings: numbered(things),
    };
  });
}

/** High buildings stand in newer estates. */
function kindOf(random: Random, buildings: readonly Building[]): number {
  const highest = Math.max(...buildings.map(({ storeys }) => storeys));
  if (highest > 20) return random.between(2, 3);
  if (highest > 10) return random.between(1, 3);
  return random.pick([0, 0, 0, 1, 1, 1, 2]);
}

function freeName(random: Random, suffixes: readonly string[], taken: Set<string>): string {
  for (let i = 0; ; i += 1) {
    const stem = random.pick(firsts);
    const name = stem + random.pick(suffixes);
    const whole =
      i < 40 ? name : `${name}${random.pick(['东', '西', '南', '北', '一', '二', '三', '四', '五', '六'])}区`;
    // 荔园园 would read badly.
    if (taken.has(whole) || stem.endsWith(name.slice(stem.length))) continue;
    taken.add(whole);
    return whole;
  }
}

function numbered(buildings: readonly Building[]): readonly Building[] {
  const bandM = 60;
  const row = (building: Building) => -Math.floor(building.centre[1] / bandM);
  return [...buildings].sort((a, b) => row(a) - row(b) || a.centre[0] - b.centre[0]);
}
