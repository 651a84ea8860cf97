import type { CaseTypes } from '../case/define.ts';
import { application } from './application.ts';
import { assistedFiling } from './assisted-filing.ts';
import { dataRight } from './data-right.ts';
import { event } from './event.ts';
import { hazard } from './hazard.ts';
import { helpTeam } from './help-team.ts';
import { legalAid } from './legal-aid.ts';
import { legalConsultation } from './legal-consultation.ts';
import { mediation } from './mediation.ts';
import { protection } from './protection.ts';
import { request } from './request.ts';
import { urgentReport } from './urgent-report.ts';
import { whistle } from './whistle.ts';

/** The processes of the platform: one file each, one line here. */
export const caseTypes: CaseTypes = {
  event,
  request,
  whistle,
  mediation,
  hazard,
  'data-right': dataRight,
  'urgent-report': urgentReport,
  application,
  'assisted-filing': assistedFiling,
  'legal-consultation': legalConsultation,
  'legal-aid': legalAid,
  protection,
  'help-team': helpTeam,
};
