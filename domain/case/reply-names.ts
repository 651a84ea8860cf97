const titles =
  '女士 先生 小姐 同志 老师 师傅 阿姨 叔叔 奶奶 爷爷 大爷 大妈 大伯 大叔 老伯 婆婆 哥 姐 总 老板 医生'.split(' ');

/** Whether words hold somebody's name (whole, without the family name, or as 王女士) or the phone they left. */
export function namesPerson(words: string, person: { readonly name: string; readonly phone: string }): boolean {
  const plain = words.normalize('NFKC').replace(/[\s-]/g, '');
  const name = person.name.normalize('NFKC').replace(/[^\p{L}]/gu, '');
  const letters = [...name];
  if (person.phone !== '' && plain.includes(person.phone.replace(/\D/g, '').slice(-11))) return true;
  if (letters.length === 0) return false;
  if (letters.length > 1 && plain.includes(name)) return true;
  const given = letters.slice(1).join('');
  if (letters.length > 2 && plain.includes(given)) return true;
  return titles.some((title) => plain.includes(`${letters[0]}${title}`));
}
