import type { CaseType, CaseTypes } from '../case/define.ts';
import type { Lead } from '../case/leads.ts';
import { who } from '../case/who.ts';
import { text } from '../text.ts';
import { complaint } from './complaint.ts';
import { petition } from './petition.ts';

/** Whoever asked may complain of how it was handled, and the desk may take that in for them; those who handled it take no step in it. */
const complain: Lead = {
  label: text('对办理不满意，投诉', 'Complain of the handling'),
  type: complaint.code,
  begin: 'complain',
  by: [who.reporter, who.may('cases.accept')],
  during: ['handling', 'checking', 'closed'],
};

/** Processes that are about handling themselves have their own review. */
const ownReview: ReadonlySet<string> = new Set([complaint.code, petition.code]);

/** Lets the handling of every open process be complained of. A sealed one names nobody outside its list: its people complain by words alone. */
export function withComplaints(types: CaseTypes): CaseTypes {
  return Object.fromEntries(
    Object.entries(types).map(([code, type]): [string, CaseType] => [
      code,
      type.sealed || ownReview.has(code) ? type : { ...type, leads: { ...type.leads, complain } },
    ]),
  );
}
