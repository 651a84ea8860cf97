import PDFDocument from 'pdfkit';
import { create } from 'qrcode';
import { face } from './pdf-paper.ts';
import { wrapLines } from './wrap-lines.ts';

/** One label: what it leads to, and what is read beside it. */
export interface CodeLabel {
  readonly address: string;
  readonly title: string;
  readonly lines: readonly string[];
}

export interface CodeSheet {
  readonly title: string;
  readonly writtenAt: Date;
  /** A4: twelve to be cut apart. A6: one a page, to be put up as it is. */
  readonly paper: 'A4' | 'A6';
  readonly labels: readonly CodeLabel[];
}

const layouts = {
  A4: { columns: 3, rows: 4, margin: 24, code: 104, title: 11, line: 8 },
  A6: { columns: 1, rows: 1, margin: 20, code: 190, title: 17, line: 11 },
} as const;

const ink = '#18222F';
const hint = '#566375';
const cut = '#CBD3DD';
const lead = 1.45;

/** Square codes to be cut out and put up, drawn as shapes: sharp on any printer. Level M bears a fold or a stain. */
export async function setCodeSheet({ title, writtenAt, paper, labels }: CodeSheet): Promise<Buffer> {
  const layout = layouts[paper];
  const doc = new PDFDocument({
    size: paper,
    margin: 0,
    autoFirstPage: false,
    font: face() as unknown as string,
    info: { Title: title, Creator: 'Linli', CreationDate: writtenAt },
  });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<Buffer>((done) => doc.on('end', () => done(Buffer.concat(chunks))));
  const each = layout.columns * layout.rows;
  for (const [n, label] of labels.entries()) {
    if (n % each === 0) doc.addPage();
    const [across, down] = [doc.page.width - 2 * layout.margin, doc.page.height - 2 * layout.margin];
    const [width, height] = [across / layout.columns, down / layout.rows];
    const at = n % each;
    const x = layout.margin + (at % layout.columns) * width;
    const y = layout.margin + Math.floor(at / layout.columns) * height;
    if (each > 1) doc.rect(x, y, width, height).lineWidth(0.5).dash(2, { space: 2 }).strokeColor(cut).stroke().undash();
    setLabel(doc, label, { x, y, width, height, ...layout });
  }
  doc.end();
  return ended;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly code: number;
  readonly title: number;
  readonly line: number;
}

function setLabel(doc: PDFKit.PDFDocument, { address, title, lines }: CodeLabel, box: Box): void {
  const words = [
    ...linesOf(doc, title, box.title, box.width - 16).map((line) => ({ line, size: box.title, colour: ink })),
    ...lines
      .flatMap((one) => linesOf(doc, one, box.line, box.width - 16))
      .map((line) => ({ line, size: box.line, colour: hint })),
  ];
  const tall = box.code + 6 + words.reduce((sum, { size }) => sum + size * lead, 0);
  let y = box.y + Math.max(6, (box.height - tall) / 2);
  setCode(doc, address, box.x + (box.width - box.code) / 2, y, box.code);
  y += box.code + 6;
  for (const { line, size, colour } of words) {
    doc.fontSize(size).fillColor(colour);
    doc.text(line, box.x + (box.width - doc.widthOfString(line)) / 2, y, { lineBreak: false });
    y += size * lead;
  }
}

function linesOf(doc: PDFKit.PDFDocument, text: string, size: number, most: number): readonly string[] {
  doc.fontSize(size);
  return wrapLines(text, most, (part) => doc.widthOfString(part));
}

/** A code as runs of squares: a row's neighbours are one shape, so that no printer leaves a hair between them. */
function setCode(doc: PDFKit.PDFDocument, address: string, x: number, y: number, side: number): void {
  const { modules } = create(address, { errorCorrectionLevel: 'M' });
  const unit = side / modules.size;
  doc.fillColor('#000000');
  for (let row = 0; row < modules.size; row += 1) {
    let from = 0;
    while (from < modules.size) {
      let to = from;
      while (to < modules.size && modules.get(row, to)) to += 1;
      if (to > from) doc.rect(x + from * unit, y + row * unit, (to - from) * unit, unit);
      from = to + 1;
    }
  }
  doc.fill();
}
