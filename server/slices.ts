import type { AppParts } from './app.ts';
import { auditSlice } from './features/audit/audit.routes.ts';
import type { Slice } from './kit/http/slice.ts';

/** The features of the platform, in the order of their nouns. A slice that needs parts of the application is made here. */
export async function slices(_parts: AppParts, _now: () => string): Promise<readonly Slice[]> {
  return [auditSlice];
}
