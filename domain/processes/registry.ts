import type { CaseTypes } from '../case/define.ts';
import { event } from './event.ts';
import { hazard } from './hazard.ts';
import { mediation } from './mediation.ts';
import { request } from './request.ts';
import { whistle } from './whistle.ts';

/** The processes of the platform: one file each, one line here. */
export const caseTypes: CaseTypes = { event, request, whistle, mediation, hazard };
