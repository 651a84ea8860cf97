/** Built-in formats that show a date or a time; 27–36 and 50–58 are the Chinese ones. */
function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

/** Says whether a number format shows a date or a time.
 *  @param code the format as written in the file, for the custom ones */
export function showsDate(id: number, code: string | undefined): boolean {
  if (code === undefined) return isBuiltInDate(id);
  // Further sections are for negative numbers, zero and text.
  const bare = code
    .replace(/"[^"]*"/g, '')
    .replace(/;.*$/s, '')
    .replace(/\\./g, '')
    .replace(/[_*]./g, '')
    .replace(/\[(?![hms]+\])[^\]]*\]/gi, '')
    .replace(/general/gi, '');
  return /[ymdhs]/i.test(bare) && !/[#?@]/.test(bare);
}
