import { create } from 'qrcode';

export interface QrPath {
  /** Modules along one side, the quiet zone included. */
  readonly side: number;
  /** An SVG path of unit squares. */
  readonly path: string;
}

const quiet = 4;

/** A QR code as one SVG path: sharp on any printer, and no canvas is needed. Level M: a fold or a stain does no harm. */
export function qrPath(words: string): QrPath {
  const { modules } = create(words, { errorCorrectionLevel: 'M' });
  const squares: string[] = [];
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column)) squares.push(`M${column + quiet} ${row + quiet}h1v1h-1z`);
    }
  }
  return { side: modules.size + 2 * quiet, path: squares.join('') };
}
