/** What browsers that read codes offer; not yet in TypeScript's own library. */
interface CodeReader {
  detect(picture: ImageBitmap): Promise<readonly { readonly rawValue: string }[]>;
}

type CodeReaderClass = new (options: { formats: readonly string[] }) => CodeReader;

const readerClass = (): CodeReaderClass | undefined =>
  (globalThis as { BarcodeDetector?: CodeReaderClass }).BarcodeDetector;

/** Whether this browser reads QR codes by itself; nothing is loaded for those that do not. */
export function canReadCodes(): boolean {
  return readerClass() !== undefined && typeof createImageBitmap === 'function';
}

/** What a QR code in a picture says; undefined where there is none. */
export async function readCode(picture: Blob): Promise<string | undefined> {
  const Reader = readerClass();
  if (!Reader) return undefined;
  try {
    const found = await new Reader({ formats: ['qr_code'] }).detect(await createImageBitmap(picture));
    return found[0]?.rawValue;
  } catch {
    return undefined;
  }
}
