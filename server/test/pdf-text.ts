import { inflateSync } from 'node:zlib';

interface Part {
  readonly head: string;
  readonly body: Buffer;
}

/** The streams of a PDF that are packed by deflate, each with the words before it. */
function streamsOf(pdf: Buffer): readonly Part[] {
  const text = pdf.toString('latin1');
  const parts: Part[] = [];
  for (const match of text.matchAll(/(\d+) 0 obj\n?(<<(?:(?!endobj)[\s\S])*?>>)\s*stream\r?\n/g)) {
    const from = (match.index ?? 0) + match[0].length;
    const to = text.indexOf('endstream', from);
    const head = match[2] ?? '';
    if (/FlateDecode/.test(head) && !/Image|Length1|OpenType|CIDFontType0C/.test(head))
      parts.push({ head: `${match[1]} ${head}`, body: inflateSync(pdf.subarray(from, to)) });
  }
  return parts;
}

/** What each code of a font's map stands for. */
function codesOf(map: string): Map<number, string> {
  const codes = new Map<number, string>();
  const said = (hex: string): string => Buffer.from(hex.replace(/\s/g, ''), 'hex').swap16().toString('utf16le');
  for (const [, from = '', list = ''] of map.matchAll(/<([0-9a-f]+)>\s*<[0-9a-f]+>\s*\[([^\]]*)\]/gi))
    for (const [at, one] of [...list.matchAll(/<([0-9a-f ]+)>/gi)].entries())
      codes.set(Number.parseInt(from, 16) + at, said(one[1] ?? ''));
  return codes;
}

/** How many pages a PDF has. */
export function pdfPages(pdf: Buffer): number {
  return [...pdf.toString('latin1').matchAll(/\/Type \/Page\b/g)].length;
}

/** The words of a PDF made here, page by page in the order they were set; each line by itself. */
export function pdfText(pdf: Buffer): readonly string[] {
  const source = pdf.toString('latin1');
  const maps = new Map<number, Map<number, string>>();
  const pages: string[] = [];
  const streams = streamsOf(pdf);
  for (const { head, body } of streams) {
    const words = body.toString('latin1');
    if (words.includes('begincmap')) maps.set(Number.parseInt(head, 10), codesOf(words));
  }
  const fonts = new Map<string, Map<number, string>>();
  for (const [, name = '', ref = ''] of source.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const object = new RegExp(`(?:^|\\n)${ref} 0 obj[\\s\\S]*?endobj`).exec(source)?.[0] ?? '';
    const map = maps.get(Number(/ToUnicode (\d+) 0 R/.exec(object)?.[1]));
    if (map) fonts.set(name, map);
  }
  for (const { body } of streams) {
    const words = body.toString('latin1');
    if (!words.includes('\nBT\n')) continue;
    let codes = new Map<number, string>();
    const lines: string[] = [];
    for (const [, font, shown] of words.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (font) codes = fonts.get(font) ?? codes;
      else
        lines.push(
          [...(shown ?? '').matchAll(/<([0-9a-f]+)>/g)]
            .flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
            .map((code) => codes.get(Number.parseInt(code, 16)) ?? '�')
            .join(''),
        );
    }
    pages.push(lines.join('\n'));
  }
  return pages;
}
