import type { Text } from '../text.ts';
import type { AskedQuestion } from './questions.ts';

/** What all processes share, so that unlike ones stand on one board: raised → accepted → handling → checking → closed. */
export type Phase = 'raised' | 'accepted' | 'handling' | 'checking' | 'closed';

/** 来源: who first spoke. Only the first two carry a people's demand; 12345 calls its people back itself. */
export type Source = 'resident' | 'hotline' | 'grid' | 'superior' | 'sensor';

/** What a close says: solved 实际解决, explained 解释说明, unsolved 未解决 … Closing is not solving. */
export type Outcome = 'solved' | 'explained' | 'unsolved' | 'withdrawn' | 'declined' | 'merged' | 'issued';

/** Where it is: the deepest area known, the grid of that day, and a point in WGS 84 if there is one. */
export interface Place {
  readonly areaId: number;
  readonly gridId: number | null;
  readonly buildingId: number | null;
  readonly houseId: string | null;
  readonly words: string;
  readonly lon: number | null;
  readonly lat: number | null;
}

/** Somebody the case is about or from. Name and phone are not part of the state: they lie sealed beside it. */
export interface Party {
  readonly id: string;
  readonly kind: 'reporter' | 'applicant' | 'concerned';
  /** For those named in a field: its key, what they are to the case. */
  readonly role?: string;
  readonly hasContact: boolean;
  readonly joinedAt: string;
  readonly rating?: Rating;
}

/** What the person said at the end, by their link or to the caller: the only source of solved and satisfied rates. */
export interface Rating {
  readonly isSolved: boolean;
  /** 1 very unsatisfied … 5 very satisfied; 3 is "basically satisfied". */
  readonly score: number;
  readonly words: string;
  readonly by: 'link' | 'call' | 'hotline';
  readonly at: string;
}

/** Somebody of the staff on the case's own list, by a role of its declaration. */
export interface Member {
  readonly id: string;
  readonly userId: string;
  readonly role: string;
  readonly since: string;
  /** When they were taken off it; null while they are on it. */
  readonly until: string | null;
}

export interface Assignment {
  readonly id: string;
  readonly kind: 'lead' | 'helper' | 'summoned';
  readonly organisationId: string;
  readonly userId: string | null;
  readonly state: 'sent' | 'signed' | 'done' | 'returned' | 'withdrawn';
  readonly sentAt: string;
  readonly signedAt: string | null;
  readonly doneAt: string | null;
  /** Of a summoned unit: when it had called, and when it had come. */
  readonly contactedAt: string | null;
  readonly arrivedAt: string | null;
}

export type ClockKind = 'promise' | 'stage' | 'contact' | 'assignment' | 'return' | 'deferral' | 'inquiry' | 'term';

export interface Clock {
  readonly id: string;
  readonly kind: ClockKind;
  /** The stage, or for a promise the type's own name. */
  readonly name: string;
  readonly assignmentId: string | null;
  readonly unit: string;
  readonly n: number;
  readonly startedAt: string;
  readonly dueAt: string;
  readonly isProvisional: boolean;
  /** Why it is due then, in words. */
  readonly why: Text;
  /** Where the limit comes from: key of the register in basis.ts, or the category's own words. */
  readonly basis: string | null;
  readonly stoppedAt: string | null;
  readonly usedMinutes: number | null;
  readonly raisedTimes: number;
}

/** Something asked for that another must decide: a return 退单, more time 延期, a deferral 缓办. */
export interface Request {
  readonly id: string;
  readonly kind: 'return' | 'extension' | 'deferral';
  /** Which of its kind: the first return goes to the dispatcher, the second and third to the arbiter. */
  readonly nth: number;
  readonly organisationId: string | null;
  readonly byUserId: string | null;
  readonly reason: string;
  readonly words: string;
  readonly askedAt: string;
  /** For an extension working days asked for; for a deferral the day we look again. */
  readonly days: number | null;
  readonly until: string | null;
  readonly decision: 'pending' | 'granted' | 'refused';
  readonly decidedByUserId: string | null;
  readonly decidedAt: string | null;
}

/** A question to the person who asked: it holds the stage's clock until they answer, and no longer than `until`. */
export interface Inquiry {
  readonly id: string;
  readonly words: string;
  readonly askedAt: string;
  readonly byUserId: string | null;
  readonly until: string;
  /** The clock that is held, as it stood when the question was put. */
  readonly held: { readonly clockId: string; readonly dueAt: string; readonly why: Text } | null;
  readonly endedAt: string | null;
  readonly how: 'answered' | 'by-phone' | 'lapsed' | null;
  readonly answer: string | null;
}

/** Whose hands a case went through: the handler is not the checker, and neither calls the person back. */
export interface Hands {
  readonly handled: readonly string[];
  readonly handledBy: readonly string[];
  readonly checked: readonly string[];
}

/** Who may not act on a case, whatever they hold: whom it is about, and their units. */
export interface Barred {
  readonly users: readonly string[];
  readonly organisations: readonly string[];
}

export const nobody: Barred = { users: [], organisations: [] };

export interface Tallies {
  readonly returns: number;
  readonly redos: number;
  readonly reworks: number;
  readonly reminders: number;
  readonly supervisions: number;
  readonly attempts: number;
  readonly contactAttempts: number;
}

export interface LastMove {
  readonly seq: number;
  readonly action: string;
  readonly byName: string;
  readonly at: string;
}

/** An answer beside the question as it was put: what is asked later in other words changes nothing of it. */
export interface Answer extends AskedQuestion {
  readonly value: unknown;
}

/** What was answered to the questions of a category, as they stood in one version of it. */
export interface AnswerSheet {
  readonly categoryId: number;
  readonly version: number | null;
  readonly answers: readonly Answer[];
}

/** A part of a case that goes its own way as a case of its own. */
export interface Child {
  readonly id: string;
  readonly number: string;
  readonly isOpen: boolean;
}

/** Another case, wherever it is stored. */
export interface CaseRef {
  readonly communityId: number;
  readonly caseId: string;
  readonly number: string;
}

/** A case that grew out of this one, by the code of the declaration's lead. */
export interface LedTo extends CaseRef {
  readonly lead: string;
  readonly type: string;
}

/** A paper that was given out. */
export interface Paper {
  readonly print: string;
  readonly number: string;
  readonly issuedAt: string;
  readonly voidedAt: string | null;
}

/** The whole state of a case: what happened, folded. Rows are its columns; entries are its proof. */
export interface CaseState {
  readonly communityId: number;
  readonly id: string;
  readonly number: string;
  readonly type: string;
  readonly typeVersion: number;
  readonly stage: string;
  readonly phase: Phase;
  readonly seq: number;
  readonly source: Source;
  readonly categoryId: number | null;
  readonly urgency: 'normal' | 'urgent';
  readonly place: Place;
  readonly businessOn: string;
  readonly raisedAt: string;
  readonly raisedByUserId: string | null;
  readonly hasDemand: boolean;
  readonly onTheSpot: boolean;
  readonly fields: Readonly<Record<string, unknown>>;
  /** One for each category whose questions were answered, the latest last. */
  readonly answers: readonly AnswerSheet[];
  readonly parties: readonly Party[];
  readonly members: readonly Member[];
  readonly assignments: readonly Assignment[];
  readonly clocks: readonly Clock[];
  readonly requests: readonly Request[];
  readonly inquiries: readonly Inquiry[];
  readonly hands: Hands;
  readonly barred: Barred;
  readonly tallies: Tallies;
  readonly handlerUserId: string | null;
  readonly contactedAt: string | null;
  readonly doneAt: string | null;
  readonly claim: Outcome | null;
  readonly deferredUntil: string | null;
  readonly closedAt: string | null;
  readonly outcome: Outcome | null;
  readonly parentId: string | null;
  readonly mergedIntoId: string | null;
  /** What it was split into; it does not close while one of these is open. */
  readonly children: readonly Child[];
  /** What it grew out of, and what grew out of it. */
  readonly from: CaseRef | null;
  readonly ledTo: readonly LedTo[];
  readonly papers: readonly Paper[];
  /** Where it stood and which clocks ran when it was merged: undoing goes back there. */
  readonly mergedFrom: { readonly stage: string; readonly phase: Phase; readonly clockIds: readonly string[] } | null;
  readonly lastMove: LastMove;
}

/** What stands where a personal value was erased; replay and chain stay valid. */
export const erased = '已删除';

/** The unit that leads now, if any. */
export function leadOf(state: CaseState): Assignment | undefined {
  return state.assignments.find((one) => one.kind === 'lead' && one.state !== 'returned' && one.state !== 'withdrawn');
}

/** Who is on the case's list now, in one role or in any. */
export function membersOf(state: CaseState, role?: string): readonly Member[] {
  return state.members.filter((one) => one.until === null && (role === undefined || one.role === role));
}

/** Whether somebody is on the case's list now. */
export function isMember(state: CaseState, userId: string | null, role?: string): boolean {
  return userId !== null && membersOf(state, role).some((one) => one.userId === userId);
}

/** Whether somebody, or a unit they act for, is kept from acting on the case. */
export function isBarred({ barred }: CaseState, userId: string | null, organisations: readonly string[]): boolean {
  return (
    (userId !== null && barred.users.includes(userId)) || organisations.some((id) => barred.organisations.includes(id))
  );
}

/** The units that were summoned and neither returned nor released, the leading one among them. */
export function summonedOf(state: CaseState): readonly Assignment[] {
  return state.assignments.filter(
    (one) => (one.kind === 'lead' || one.kind === 'summoned') && one.state !== 'returned' && one.state !== 'withdrawn',
  );
}

/** The request of a kind that still waits for its decision. */
export function pendingRequest(state: CaseState, kind: Request['kind']): Request | undefined {
  return state.requests.find((one) => one.kind === kind && one.decision === 'pending');
}

/** The question that still waits for the person's answer. */
export function openInquiry(state: CaseState): Inquiry | undefined {
  return state.phase === 'closed' ? undefined : state.inquiries.find((one) => one.endedAt === null);
}

/** The running clock of a kind. */
export function runningClock(state: CaseState, kind: ClockKind): Clock | undefined {
  return state.clocks.find((one) => one.kind === kind && one.stoppedAt === null);
}

/** The clock that governs now: the earliest of those running, the person's promise aside unless it runs alone. */
export function governingClock(state: CaseState): Clock | undefined {
  const running = state.clocks.filter((one) => one.stoppedAt === null && one.kind !== 'term');
  const own = running.filter((one) => one.kind !== 'promise');
  return (own.length > 0 ? own : running).toSorted((a, b) => a.dueAt.localeCompare(b.dueAt))[0];
}
