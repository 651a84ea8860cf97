import type { RouteKey } from '../../../kit/use-api.ts';
import { caseReads } from './use-act.ts';

/** What changes on the screens when matters are tied together or parted. */
export const linkReads: readonly RouteKey[] = [...caseReads, 'POST /cases/:ref/same'];
