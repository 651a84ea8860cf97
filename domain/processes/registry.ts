import type { CaseTypes } from '../case/define.ts';
import { event } from './event.ts';
import { request } from './request.ts';

/** The processes of the platform: one file each, one line here. */
export const caseTypes: CaseTypes = { event, request };
