/** Looks for viruses and the like in what somebody sent. */
export interface ScannerPort {
  /** @returns the name of what was found; undefined for nothing. @throws ScannerFailure where it cannot say */
  scan(bytes: Buffer): Promise<string | undefined>;
}

export class ScannerFailure extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(`The scanner did not say whether a file is clean: ${reason}`, options);
    this.name = 'ScannerFailure';
  }
}
