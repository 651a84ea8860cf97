import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { wrapLines } from './wrap-lines.ts';

const require = createRequire(import.meta.url);
const faceFile = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';
type Face = 'plain' | 'strong';
type FontSource = Parameters<typeof PDFDocument.prototype.registerFont>[1];

let opened: FontSource | undefined;

/**
 * The one face of all papers, opened once: its tables take seconds to read, and a package of hundreds of papers sets each of them with it. The
 * library takes an opened font as it takes a file; the first document opens it for all others. Headings are the same face, drawn a little thicker.
 */
export function face(): FontSource {
  if (opened === undefined) {
    const first = new PDFDocument({ font: readFileSync(require.resolve(faceFile)) as unknown as string });
    opened = (first as unknown as { _font: { font: FontSource } })._font.font;
  }
  return opened as FontSource;
}

export interface PaperOptions {
  readonly title: string;
  /** Who took it, when and what for, or by which number it is known: at the foot of every page. */
  readonly stamp: string;
  /** Whether the stamp stands faintly across every page, too; it does unless said otherwise. */
  readonly isAcross?: boolean;
  readonly writtenAt: Date;
  /** Says which page of how many. */
  readonly pageWords: (page: number, of: number) => string;
}

export interface PaperTable {
  /** Widths are shares of the page's. */
  readonly columns: readonly { readonly header: string; readonly width: number }[];
  readonly rows: readonly (readonly string[])[];
}

export interface PaperPicture {
  /** JPEG or PNG. */
  readonly bytes: Buffer;
  readonly caption: string;
}

const margin = 54;
const foot = 46;
const pad = 5;
/** A line to sign on, with the space around it. */
const roomToSign = 96;
const ink = '#18222F';
const hint = '#566375';
const hairline = '#CBD3DD';
const lead = 1.5;

/** An A4 paper written from top to bottom: Chinese is set as it should be, rows and long texts go on over pages, tables repeat their heads. */
export function openPaper({ title, stamp, isAcross = true, writtenAt, pageWords }: PaperOptions) {
  const doc = new PDFDocument({
    size: 'A4',
    // Nothing may be set in the foot but what is put there.
    margins: { top: margin, bottom: 0, left: margin, right: margin },
    bufferPages: true,
    font: face() as unknown as string,
    info: { Title: title, Creator: 'Linli', CreationDate: writtenAt },
  });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<Buffer>((done) => doc.on('end', () => done(Buffer.concat(chunks))));

  const width = doc.page.width - 2 * margin;
  const bottom = doc.page.height - margin - foot / 2;
  let y = margin;

  const widths = new Map<string, number>();
  /** The width of a text: characters are measured once, since papers repeat them. */
  const measure = (size: number) => (text: string) => {
    let sum = 0;
    for (const character of text) {
      let one = widths.get(character);
      if (one === undefined) {
        one = doc.fontSize(1000).widthOfString(character) / 1000;
        widths.set(character, one);
      }
      sum += one * size;
    }
    return sum;
  };
  const linesOf = (text: string, size: number, most: number) => wrapLines(text, most, measure(size));
  const turnPage = () => {
    doc.addPage();
    y = margin;
  };
  const makeRoom = (height: number) => {
    if (y + height > bottom) turnPage();
  };
  const setLine = (text: string, x: number, at: number, name: Face, size: number, colour: string) => {
    if (text === '') return;
    const isStrong = name === 'strong';
    doc.fontSize(size).fillColor(colour);
    if (isStrong) doc.lineWidth(size / 45).strokeColor(colour);
    doc.text(text, x, at, { lineBreak: false, fill: true, stroke: isStrong });
  };
  const rule = (at: number) =>
    doc
      .moveTo(margin, at)
      .lineTo(margin + width, at)
      .lineWidth(0.5)
      .strokeColor(hairline)
      .stroke();

  const write = (text: string, name: Face, size: number, colour: string, centred = false) => {
    for (const line of linesOf(text, size, width)) {
      makeRoom(size * lead);
      const x = centred ? margin + Math.max(0, (width - measure(size)(line)) / 2) : margin;
      setLine(line, x, y, name, size, colour);
      y += size * lead;
    }
  };

  /** A row of cells set side by side, parted over pages where it is longer than one. */
  const row = (
    cells: readonly (readonly string[])[],
    columns: readonly number[],
    name: Face,
    onTurn: () => void,
    size = 9.5,
  ) => {
    const height = size * lead;
    let from = 0;
    const total = Math.max(1, ...cells.map((lines) => lines.length));
    const room = () => Math.floor((bottom - y - 2 * pad) / height);
    // A row that fits on a page is kept whole.
    if (total > room() && total <= Math.floor((bottom - margin - 6 * pad) / height) - 2) {
      turnPage();
      onTurn();
    }
    while (from < total) {
      if (room() < 1) {
        turnPage();
        onTurn();
      }
      const count = Math.min(total - from, room());
      let x = margin;
      for (const [at, lines] of cells.entries()) {
        for (const [n, line] of lines.slice(from, from + count).entries())
          setLine(
            line,
            x + pad,
            y + pad + n * height,
            name === 'strong' || at > 0 ? name : 'plain',
            size,
            name === 'strong' ? hint : ink,
          );
        x += columns[at] as number;
      }
      y += count * height + 2 * pad;
      rule(y);
      from += count;
    }
  };

  return {
    /** The title of the whole, in the middle, with a line below it. */
    title(words: string, sub: string) {
      write(words, 'strong', 17, ink, true);
      y += 2;
      write(sub, 'plain', 9.5, hint, true);
      y += 8;
    },
    section(words: string) {
      y += 12;
      // A heading stands with at least two lines of what it heads.
      makeRoom(60);
      write(words, 'strong', 12, ink);
      y += 3;
      rule(y);
    },
    paragraph(words: string) {
      y += 4;
      write(words, 'plain', 10.5, ink);
    },
    note(words: string) {
      y += 3;
      write(words, 'plain', 9, hint);
    },
    /** Labels at the left, what they say at the right. */
    pairs(pairs: readonly (readonly [label: string, words: string])[]) {
      const columns = [100, width - 100];
      for (const pair of pairs)
        row(
          pair.map((words, at) => linesOf(words, 9.5, (columns[at] as number) - 2 * pad)),
          columns,
          'plain',
          () => undefined,
        );
    },
    table({ columns, rows }: PaperTable) {
      const shares = columns.reduce((sum, one) => sum + one.width, 0);
      const points = columns.map((one) => (one.width / shares) * width);
      const cellsOf = (words: readonly string[]) =>
        points.map((most, at) => linesOf(words[at] ?? '', 9.5, most - 2 * pad));
      const head = () => {
        const cells = cellsOf(columns.map(({ header }) => header));
        const height = Math.max(...cells.map((lines) => lines.length)) * 9.5 * lead + 2 * pad;
        doc.rect(margin, y, width, height).fill('#F3F6F9');
        row(cells, points, 'strong', () => undefined);
      };
      makeRoom(70);
      head();
      for (const words of rows) row(cellsOf(words), points, 'plain', head);
    },
    /** Three beside each other, small, each with a line below it. */
    pictures(list: readonly PaperPicture[]) {
      const gap = 10;
      const [wide, high] = [(width - 2 * gap) / 3, 112];
      for (let at = 0; at < list.length; at += 3) {
        y += 6;
        makeRoom(high + 20);
        for (const [n, { bytes, caption }] of list.slice(at, at + 3).entries()) {
          const x = margin + n * (wide + gap);
          doc.image(bytes, x, y, { fit: [wide, high], align: 'center', valign: 'center' });
          setLine(linesOf(caption, 8.5, wide)[0] ?? '', x, y + high + 3, 'plain', 8.5, hint);
        }
        y += high + 18;
      }
    },
    /** Who gives it out and the day, at the right. */
    closing(lines: readonly string[]) {
      y += 18;
      for (const line of lines) {
        makeRoom(10.5 * lead);
        setLine(line, margin + width - measure(10.5)(line), y, 'plain', 10.5, ink);
        y += 10.5 * lead;
      }
    },
    /** A square code at the left with words beside it; without a picture the words alone. */
    mark(picture: Buffer | undefined, words: readonly string[]) {
      const side = picture ? 74 : 0;
      y += 20;
      makeRoom(Math.max(side, words.length * 9 * lead * 2));
      if (picture) doc.image(picture, margin, y, { width: side });
      const x = margin + (picture ? side + 10 : 0);
      let at = y + 4;
      for (const line of words.flatMap((one) => linesOf(one, 9, width - (x - margin)))) {
        setLine(line, x, at, 'plain', 9, hint);
        at += 9 * lead;
      }
      y = Math.max(y + side, at) + 6;
    },
    /** Room to sign: a label and a line each, side by side while each line has room for a name. */
    signatures(labels: readonly string[]) {
      const longest = Math.max(...labels.map(measure(10.5)));
      const inRow = Math.max(1, Math.min(labels.length, Math.floor(width / (longest + roomToSign))));
      const each = width / inRow;
      for (let first = 0; first < labels.length; first += inRow) {
        y += 22;
        makeRoom(30);
        for (const [n, label] of labels.slice(first, first + inRow).entries()) {
          const x = margin + n * each;
          const from = x + measure(10.5)(label) + 6;
          setLine(label, x, y, 'plain', 10.5, ink);
          doc
            .moveTo(from, y + 15)
            .lineTo(x + each - 14, y + 15)
            .lineWidth(0.5)
            .strokeColor(hint)
            .stroke();
        }
        y += 26;
      }
    },
    /** Puts the stamp and the page's number on every page and gives the bytes. */
    async end(): Promise<Buffer> {
      const { start, count } = doc.bufferedPageRange();
      for (let page = start; page < start + count; page += 1) {
        doc.switchToPage(page);
        const at = doc.page.height - margin + 6;
        rule(at - 8);
        const words = pageWords(page - start + 1, count);
        setLine(stamp, margin, at, 'plain', 8.5, hint);
        setLine(words, margin + width - measure(8.5)(words), at, 'plain', 8.5, hint);
        if (!isAcross) continue;
        doc
          .save()
          .rotate(-32, { origin: [doc.page.width / 2, doc.page.height / 2] })
          .fillOpacity(0.06);
        const size = 20;
        const across = measure(size)(stamp);
        setLine(stamp, doc.page.width / 2 - across / 2, doc.page.height / 2, 'plain', size, ink);
        doc.restore();
      }
      doc.end();
      return ended;
    },
  };
}

export type Paper = ReturnType<typeof openPaper>;
