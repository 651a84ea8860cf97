const digits = '零一二三四五六七八九';
const numeral = /[零〇一二两三四五六七八九十百]+/g;
const collator = new Intl.Collator('zh-Hans-CN', { numeric: true });

/** Numbers written in Chinese, up to 999, as digits: 十二 is 12. What is no number stays. */
export function withDigits(name: string): string {
  return name.replace(numeral, (written) => {
    const value = numberOf(written.replaceAll('〇', '零').replaceAll('两', '二'));
    return value === undefined ? written : String(value);
  });
}

function numberOf(written: string): number | undefined {
  if (!/[十百]/.test(written)) return Number([...written].map((character) => digits.indexOf(character)).join(''));
  const match = /^(?:([一二三四五六七八九])百)?零?(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?$/.exec(
    written,
  );
  if (!match) return undefined;
  const [, hundreds = '零', tens, ten, ones = '零'] = match;
  const tenCount = ten ? digits.indexOf(tens ?? '一') : 0;
  return digits.indexOf(hundreds) * 100 + tenCount * 10 + digits.indexOf(ones);
}

/** The order in which people look for places: by the dictionary, numbers as numbers, in digits or in Chinese. */
export function compareNames(a: string, b: string): number {
  return collator.compare(withDigits(a), withDigits(b)) || (a < b ? -1 : a > b ? 1 : 0);
}
