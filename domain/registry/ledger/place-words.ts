import { normalizeAddress, readDoor } from '../../identifiers/address.ts';
import type { TablePlace } from './ledger-plan.ts';
import { cleanPlace } from './read-home.ts';

/** Whether the words name an estate: 幸福里, 东湖花园. */
export function isEstate(words: string): boolean {
  return words.length <= 12 && /(?:小区|[里园苑城府湾居院庭村轩阁墅郡邸]|公寓|广场|大厦)$/.test(words);
}

/** A building, unit or grid that a sheet's name or title gives to every row: 3号楼, 示范社区登记表（3号楼2单元）. */
export function placeInWords(words: string): Omit<TablePlace, 'from'> | undefined {
  const inBrackets = [...words.matchAll(/[(（【[]([^)）】\]]*)[)）】\]]/g)].map((match) => match[1] ?? '');
  for (const piece of [...inBrackets, words]) {
    const written = normalizeAddress(piece);
    // 1-3号楼 and 1、2号楼 name several.
    const several =
      /\d[-、,~至到]\d+(?:号楼|#楼|栋|幢|座|#)/.test(written) || [...written.matchAll(/号楼|栋|幢/g)].length > 1;
    if (several || written.length > 40 || /例[:：如]|如[:：]|格式|填写|说明|^\d+\./.test(piece)) continue;
    const found =
      /^(.*?)([A-Z]?\d{1,4}[A-Z]?|[A-Z]|[甲乙丙丁])(?:号楼|#楼|栋|幢|座|#)(?:(\d{1,2}|[A-Z])(?:单元|梯|门))?/.exec(
        written,
      );
    const building = found ? readDoor(`${found[2]}号楼`).building : undefined;
    if (!found || building === undefined) continue;
    const estate = cleanPlace(found[1] ?? '');
    return { building, ...(isEstate(estate) ? { estate } : {}), ...(found[3] ? { unit: found[3] } : {}) };
  }
  const grid = /第?[一二三四五六七八九十\d]{1,3}网格|网格[一二三四五六七八九十\d]{1,3}/.exec(words);
  return grid ? { grid: grid[0] } : undefined;
}
