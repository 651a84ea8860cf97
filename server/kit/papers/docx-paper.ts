import {
  AlignmentType,
  Document,
  Footer,
  FootnoteReferenceRun,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';

/** Words, or a note that is set at the foot of the page where it stands. */
export type DocxPart = string | { readonly note: string };
export type DocxCell = string | { readonly words: string; readonly note: string };

export interface DocxTable {
  readonly heads: readonly string[];
  /** Shares of the page's width. */
  readonly widths: readonly number[];
  readonly rows: readonly (readonly DocxCell[])[];
}

/** Faces by what official papers ask for, each followed by what a machine without it has. Word takes the first name and replaces it itself. */
const faces = {
  title: '方正小标宋简体',
  heading: '黑体',
  subheading: '楷体_GB2312',
  body: '仿宋_GB2312',
  figures: 'Times New Roman',
} as const;
type FaceName = Exclude<keyof typeof faces, 'figures'>;
/** Half points: 二号, 三号, 小四, 四号. */
const sizes = { title: 44, body: 32, table: 24, page: 28 } as const;
/** Twentieths of a point: 28 points fixed, as 22 lines a page ask for. */
const lead = { line: 560, lineRule: LineRuleType.EXACT } as const;
const mm = (length: number): number => Math.round((length * 1440) / 25.4);

const fontOf = (name: FaceName) => ({
  ascii: faces.figures,
  hAnsi: faces.figures,
  cs: faces.figures,
  eastAsia: faces[name],
});

/** A paper in the layout of GB/T 9704: A4, its margins, 22 lines of 28 a page, 仿宋 三号, headings in their faces, page numbers between dashes. */
export function openDocx({ title, author }: { readonly title: string; readonly author: string }) {
  const children: (Paragraph | Table)[] = [];
  const footnotes: Record<string, { children: Paragraph[] }> = {};
  let notes = 0;
  const run = (text: string, name: FaceName, size: number, bold = false) =>
    new TextRun({ text, font: fontOf(name), size, bold });
  const noteRun = (words: string) => {
    notes += 1;
    footnotes[notes] = { children: [new Paragraph({ children: [run(words, 'body', 21)] })] };
    return new FootnoteReferenceRun(notes);
  };
  const plain = (runs: (TextRun | FootnoteReferenceRun)[], more: object = {}) =>
    children.push(new Paragraph({ children: runs, spacing: { ...lead }, ...more }));
  const cell = (given: DocxCell, width: number, isHead: boolean) => {
    const words = typeof given === 'string' ? given : given.words;
    return new TableCell({
      width: { size: width, type: WidthType.PERCENTAGE },
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      children: [
        new Paragraph({
          ...(isHead ? { alignment: AlignmentType.CENTER } : {}),
          children: [
            run(words, isHead ? 'heading' : 'body', sizes.table),
            ...(typeof given === 'string' ? [] : [noteRun(given.note)]),
          ],
        }),
      ],
    });
  };

  return {
    title(words: string, sub: string) {
      children.push(
        new Paragraph({
          alignment: AlignmentType.CENTER,
          spacing: { line: 640, lineRule: LineRuleType.EXACT, before: 240 },
          children: [run(words, 'title', sizes.title)],
        }),
        new Paragraph({
          alignment: AlignmentType.CENTER,
          spacing: { ...lead, after: 280 },
          children: [run(sub, 'subheading', sizes.body)],
        }),
      );
    },
    heading: (words: string) =>
      plain([run(words, 'heading', sizes.body)], { indent: { firstLine: 640 }, keepNext: true, outlineLevel: 0 }),
    subheading: (words: string) =>
      plain([run(words, 'subheading', sizes.body)], { indent: { firstLine: 640 }, keepNext: true }),
    paragraph: (parts: readonly DocxPart[]) =>
      plain(
        parts.map((part) => (typeof part === 'string' ? run(part, 'body', sizes.body) : noteRun(part.note))),
        { indent: { firstLine: 640 }, alignment: AlignmentType.JUSTIFIED },
      ),
    /** In small words below a table. */
    remark: (words: string) =>
      children.push(
        new Paragraph({ spacing: { before: 60, after: 160 }, children: [run(words, 'body', sizes.table)] }),
      ),
    table({ heads, widths, rows }: DocxTable) {
      const whole = widths.reduce((sum, one) => sum + one, 0);
      const share = widths.map((one) => Math.round((one / whole) * 100));
      const line = (cells: readonly DocxCell[], isHead: boolean) =>
        new TableRow({
          tableHeader: isHead,
          cantSplit: true,
          children: cells.map((one, at) => cell(one, share[at] as number, isHead)),
        });
      children.push(
        new Table({
          width: { size: 100, type: WidthType.PERCENTAGE },
          rows: [line(heads, true), ...rows.map((cells) => line(cells, false))],
        }),
      );
    },
    /** Who signs and the day, at the right. */
    closing(lines: readonly string[]) {
      for (const [n, words] of lines.entries())
        plain([run(words, 'body', sizes.body)], {
          alignment: AlignmentType.RIGHT,
          indent: { right: 640 },
          ...(n === 0 ? { spacing: { ...lead, before: 560 } } : {}),
        });
    },
    end(): Promise<Buffer> {
      const document = new Document({
        title,
        creator: author,
        footnotes,
        sections: [
          {
            properties: {
              page: {
                size: { width: mm(210), height: mm(297) },
                margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), footer: mm(28) },
              },
            },
            footers: {
              default: new Footer({
                children: [
                  new Paragraph({
                    alignment: AlignmentType.CENTER,
                    children: [
                      new TextRun({
                        children: ['— ', PageNumber.CURRENT, ' —'],
                        font: fontOf('body'),
                        size: sizes.page,
                      }),
                    ],
                  }),
                ],
              }),
            },
            children,
          },
        ],
      });
      return Packer.toBuffer(document);
    },
  };
}

export type DocxPaper = ReturnType<typeof openDocx>;
