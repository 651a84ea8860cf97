import type { EntryView } from '../../../contract/case-views.ts';
import { toRef } from '../../../contract/shapes.ts';
import { actionLabel, stageOf } from '../../../domain/case/decide.ts';
import type { CaseType } from '../../../domain/case/define.ts';
import type { Entry, Fact } from '../../../domain/case/facts.ts';
import { answersIn } from '../../../domain/case/fold.ts';
import { clockWords } from '../../../domain/case/guards.ts';
import { answerText } from '../../../domain/case/questions.ts';
import { erased } from '../../../domain/case/state.ts';
import { moneyText } from '../../../domain/case/sums.ts';
import { type Text, text } from '../../../domain/text.ts';

/** Names the entries refer to by id. */
export interface EntryNames {
  readonly organisations: ReadonlyMap<string, string>;
  readonly users: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<
    string,
    { readonly mediaType: string; readonly name: string; readonly takenAt: string | null }
  >;
  readonly categories: ReadonlyMap<number, Text>;
  /** What a reason's chip says, by its code. */
  readonly reasons: ReadonlyMap<string, Text>;
}

export const outcomeTexts: Readonly<Record<string, Text>> = {
  solved: text('实际解决', 'solved'),
  explained: text('解释说明', 'explained'),
  unsolved: text('未解决', 'not solved'),
  withdrawn: text('撤回', 'withdrawn'),
  declined: text('不予受理', 'declined'),
  merged: text('并案', 'merged'),
  issued: text('已出具', 'issued'),
};

const callTexts: Readonly<Record<string, Text>> = {
  reached: text('已接通', 'reached'),
  'no-answer': text('未接通', 'no answer'),
  refused: text('拒访', 'refused to talk'),
};

/** One line for a fact that a timeline should say; null for those its label already tells. */
function lineOf(fact: Fact, names: EntryNames): Text | null {
  switch (fact.kind) {
    case 'assigned': {
      const name = names.organisations.get(fact.assignment.organisationId) ?? '';
      return fact.assignment.kind === 'lead'
        ? text(`派给 ${name}`, `To ${name}`)
        : fact.assignment.kind === 'summoned'
          ? text(`召集：${name}`, `Summoned: ${name}`)
          : text(`协办：${name}`, `Helping: ${name}`);
    }
    case 'listed': {
      const name = names.users.get(fact.member.userId);
      return name ? text(`名单加入：${name}`, `On its list: ${name}`) : null;
    }
    case 'categorised': {
      const name = names.categories.get(fact.categoryId);
      return name ? text(`类别：${name.zh}`, `Category: ${name.en}`) : null;
    }
    case 'answered': {
      const said = answersIn(fact).map((one) => ({ label: one.label, text: answerText(one, one.value) }));
      return text(
        said.map(({ label, text: words }) => `${label.zh}：${words.zh}`).join('；'),
        said.map(({ label, text: words }) => `${label.en}: ${words.en}`).join('; '),
      );
    }
    case 'urgency-set':
      return fact.urgency === 'urgent' ? text('定为紧急', 'Marked urgent') : null;
    case 'contacted':
      return callTexts[fact.result] ?? null;
    case 'called':
      return callTexts[fact.result] ?? null;
    case 'claimed-done':
      return outcomeTexts[fact.outcome] ?? null;
    case 'rated':
      return text(
        `${fact.rating.isSolved ? '已解决' : '未解决'}，${fact.rating.score} 分（满分 5 分）`,
        `${fact.rating.isSolved ? 'Solved' : 'Not solved'}, ${fact.rating.score} of 5`,
      );
    case 'clock-moved':
      return text(`时限改为 ${clockWords(fact.dueAt)}`, `Due ${clockWords(fact.dueAt)}`);
    case 'outside-reported':
      if (fact.result === 'coming') return text(`约定 ${fact.on} 上门`, `Will come on ${fact.on}`);
      return fact.result === 'done' ? text('说已做完，请核对', 'Says it is done; please check') : null;
    case 'inquired':
      return text(
        `最多等到 ${clockWords(fact.inquiry.until)}`,
        `Waiting until ${clockWords(fact.inquiry.until)} at most`,
      );
    case 'decided':
      return fact.decision === 'granted' ? text('同意', 'Granted') : text('不同意', 'Refused');
    case 'asked':
      if (fact.request.days) return text(`申请 ${fact.request.days} 个工作日`, `${fact.request.days} working days`);
      return fact.request.until ? text(`到 ${fact.request.until} 再看`, `Until ${fact.request.until}`) : null;
    case 'led-to':
      return fact.number === ''
        ? text('已登记，只有名单上的人能看到', 'Registered; only those on its list see it')
        : text(`登记为 ${fact.number}`, `Registered as ${fact.number}`);
    case 'paper-issued':
      return text(`文书编号 ${fact.number}`, `Paper no. ${fact.number}`);
    case 'paper-voided':
      return text(`${fact.number} 作废`, `${fact.number} is void`);
    case 'split-off':
      return text(`子事项 ${fact.number}`, `Part ${fact.number}`);
    case 'child-moved':
      return fact.isOpen
        ? text(`${fact.number} 重新办理`, `${fact.number} is open again`)
        : text(`${fact.number} 已办结`, `${fact.number} is closed`);
    case 'merged-into':
      return text(`并入 ${fact.number}`, `Into ${fact.number}`);
    case 'unmerged':
      return text(`从 ${fact.number} 移出`, `Out of ${fact.number}`);
    case 'took-in':
      return text(`${fact.number} 并入`, `${fact.number} joined`);
    case 'let-go':
      return text(`${fact.number} 移出`, `${fact.number} left`);
    case 'closed':
      return outcomeTexts[fact.outcome] ?? null;
    default:
      return null;
  }
}

/** What a step set of a case's money, so that each change of a sum is read beside its reason. */
function moneyLine(type: CaseType, fact: Fact): Text | null {
  const declared = fact.kind === 'set' ? type.fields[fact.field] : undefined;
  if (fact.kind !== 'set' || declared?.kind !== 'money' || typeof fact.value !== 'number') return null;
  const sum = moneyText(fact.value);
  return text(`${declared.label.zh}：${sum}`, `${declared.label.en}: ${sum}`);
}

const wordKinds = new Set<Fact['kind']>([
  'noted',
  'contacted',
  'claimed-done',
  'checked',
  'called',
  'rated',
  'asked',
  'decided',
  'reasoned',
  'inquiry-ended',
  'outside-reported',
]);

/** The words of an entry that stay inside the office. */
export function innerWords(entry: Entry): string | null {
  const said = entry.facts.flatMap((fact) => {
    if (!wordKinds.has(fact.kind)) return [];
    if (fact.kind === 'inquiry-ended' && fact.how === 'lapsed') return [];
    const personal = 'personal' in fact ? (fact.personal as { words?: string } | undefined) : undefined;
    return [personal ? (personal.words ?? '') : erased];
  });
  const words = [...new Set(said.filter((one) => one !== ''))].join('\n');
  return words === '' ? null : words;
}

/** What an entry said to the person. */
export function replyOf(entry: Entry): string | null {
  const fact = entry.facts.find((one) => one.kind === 'replied' || one.kind === 'inquired');
  return fact ? (fact.personal?.words ?? erased) : null;
}

/** What was said to everybody who waits, where the reply was meant for all. */
export const replyToAllOf = (entry: Entry): string | null =>
  entry.facts.some((fact) => fact.kind === 'replied' && fact.toAll) ? replyOf(entry) : null;

/** What the person answered to a question, to be shown to them again. */
export function answerOf(entry: Entry): string | null {
  const fact = entry.facts.find((one) => one.kind === 'inquiry-ended');
  return fact && fact.how !== 'lapsed' ? (fact.personal?.words ?? erased) : null;
}

/** The files an entry brought. */
export function fileIdsOf(entry: Entry): readonly string[] {
  return entry.facts.flatMap((fact) => {
    if ('fileIds' in fact) return fact.fileIds;
    return fact.kind === 'set' && Array.isArray(fact.value)
      ? fact.value.filter((one): one is string => typeof one === 'string' && /^[0-9a-f-]{36}$/.test(one))
      : [];
  });
}

export function fileViewOf(communityId: number, id: string, names: EntryNames) {
  const file = names.files.get(id);
  return file
    ? [{ ref: toRef(communityId, id), mediaType: file.mediaType, name: file.name, takenAt: file.takenAt }]
    : [];
}

/** That it was done for the person by their helper. */
function helperLine({ actor: { helper } }: Entry): Text[] {
  return helper ? [text(`由帮手${helper.name}代办`, `Done by the helper ${helper.name}`)] : [];
}

/** An entry as the desk's timeline shows it. */
export function entryViewOf(type: CaseType, communityId: number, entry: Entry, names: EntryNames): EntryView {
  const reason =
    entry.facts.find((fact) => fact.kind === 'reasoned')?.reason ??
    entry.facts.find((fact) => fact.kind === 'asked')?.request.reason ??
    null;
  return {
    id: entry.id,
    seq: entry.seq,
    at: entry.at,
    byName: entry.actor.name,
    byUnit: entry.actor.organisationId === null ? null : (names.organisations.get(entry.actor.organisationId) ?? null),
    byKind: entry.actor.kind,
    action: entry.action,
    label: actionLabel(type, entry.action),
    stageLabel: stageOf(type, entry.to).label,
    words: innerWords(entry),
    reply: replyOf(entry),
    reason,
    reasonText: reason === null ? null : (names.reasons.get(reason) ?? null),
    files: fileIdsOf(entry).flatMap((id) => fileViewOf(communityId, id, names)),
    details: helperLine(entry).concat(
      entry.facts.flatMap((fact) => {
        // What was answered at the beginning stands among the facts of the matter.
        if (fact.kind === 'answered' && entry.from === null) return [];
        const line = lineOf(fact, names) ?? (entry.from === null ? null : moneyLine(type, fact));
        return line ? [line] : [];
      }),
    ),
  };
}
