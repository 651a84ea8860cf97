import type { CaseTypes } from '../case/define.ts';
import { application } from './application.ts';
import { assistance } from './assistance.ts';
import { assistedFiling } from './assisted-filing.ts';
import { branchList } from './branch-list.ts';
import { childCare } from './child-care.ts';
import { withComplaints } from './complain-lead.ts';
import { complaint } from './complaint.ts';
import { dataRight } from './data-right.ts';
import { dispute } from './dispute.ts';
import { event } from './event.ts';
import { hazard } from './hazard.ts';
import { healthFollow } from './health-follow.ts';
import { helpTeam } from './help-team.ts';
import { integrityRisk } from './integrity-risk.ts';
import { jointMatter } from './joint-matter.ts';
import { legalAid } from './legal-aid.ts';
import { legalConsultation } from './legal-consultation.ts';
import { mediation } from './mediation.ts';
import { microProject } from './micro-project.ts';
import { order } from './order.ts';
import { petition } from './petition.ts';
import { project } from './project.ts';
import { protection } from './protection.ts';
import { request } from './request.ts';
import { sealUse } from './seal-use.ts';
import { serviceContract } from './service-contract.ts';
import { urgentReport } from './urgent-report.ts';
import { whistle } from './whistle.ts';
import { wish } from './wish.ts';

/** The processes of the platform: one file each, one line here. */
export const caseTypes: CaseTypes = withComplaints({
  event,
  request,
  whistle,
  mediation,
  dispute,
  hazard,
  'data-right': dataRight,
  'urgent-report': urgentReport,
  application,
  'assisted-filing': assistedFiling,
  'legal-consultation': legalConsultation,
  'legal-aid': legalAid,
  protection,
  'help-team': helpTeam,
  'child-care': childCare,
  'health-follow': healthFollow,
  complaint,
  petition,
  'branch-list': branchList,
  'joint-matter': jointMatter,
  project,
  'service-contract': serviceContract,
  assistance,
  'integrity-risk': integrityRisk,
  'seal-use': sealUse,
  order,
  wish,
  'micro-project': microProject,
});
