import { ScannerFailure, type ScannerPort } from './port.ts';

export interface ScannerFake extends ScannerPort {
  /** Whether it answers at all. */
  isDown: boolean;
}

/** Finds the word it was given, wherever it stands. */
export function scannerFake(word: string): ScannerFake {
  const fake: ScannerFake = {
    isDown: false,
    async scan(bytes) {
      if (fake.isDown) throw new ScannerFailure('down');
      return bytes.includes(word) ? 'Fake-Test' : undefined;
    },
  };
  return fake;
}
