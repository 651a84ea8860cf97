import { firstSealedSerial, isSealedStorage } from '../../../domain/case/sealed.ts';
import { formatCaseNumber } from '../../../domain/identifiers/case-number.ts';
import type { RowSink } from './copy.ts';

/** Counts the cases of one storage as the platform does: by day for their numbers, and in all for whoever follows it. */
export interface CaseCounters {
  nextNumber(day: string): string;
  nextSync(): number;
  /** Counts what `deed` counts, and none of it where that fails. */
  whole(deed: () => void): void;
  /** Puts where the counts stand, so that the next case goes on from there. */
  put(sink: RowSink): void;
}

/** @param communityId whose numbers they are, where cases are stored under `storageId`. */
export function countCases(storageId: number, communityId: number): CaseCounters {
  let serials = new Map<string, number>();
  let sync = 0;
  return {
    nextNumber(day) {
      const serial = (serials.get(day) ?? (isSealedStorage(storageId) ? firstSealedSerial - 1 : 0)) + 1;
      serials.set(day, serial);
      return formatCaseNumber({ community: communityId, day, serial });
    },
    nextSync() {
      sync += 1;
      return sync;
    },
    whole(deed) {
      const before = { serials: new Map(serials), sync };
      try {
        deed();
      } catch (error) {
        ({ serials, sync } = before);
        throw error;
      }
    },
    put(sink) {
      for (const [day, serial] of serials) sink.put('case_counters', [storageId, day, serial]);
      if (sync > 0) sink.put('sync_counters', [storageId, sync]);
    },
  };
}
