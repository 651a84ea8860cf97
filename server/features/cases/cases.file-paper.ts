import type { CaseFile } from '../../../contract/case-file.ts';
import { toMs, wallTime } from '../../../domain/calendar/instant.ts';
import { fill, type Text } from '../../../domain/text.ts';
import { openPaper, type Paper, type PaperPicture } from '../../kit/papers/pdf-paper.ts';
import { outcomeTexts } from './cases.entries.ts';
import { actorTexts, assignmentTexts, fileWords, ratingText, sourceTexts } from './cases.file-words.ts';

type Say = (words: Text) => string;
type Pair = readonly [label: string, words: string];

const lines = (...parts: readonly (string | null | undefined)[]): string => parts.filter(Boolean).join('\n');

function factsOf({ matter }: CaseFile, say: Say): readonly Pair[] {
  const { categoryName, typeTitle, outsideNumber, placeWords, gridName, communityName, dueAt, closedAt, outcome } =
    matter;
  const outcomeText = outcome ? outcomeTexts[outcome] : undefined;
  const pairs: readonly (Pair | false)[] = [
    [say(fileWords.number), matter.number],
    [say(fileWords.kind), [typeTitle, ...(categoryName ? [categoryName] : [])].map(say).join(' · ')],
    [say(fileWords.state), say(matter.stageLabel)],
    [say(fileWords.source), say(sourceTexts[matter.source] ?? fileWords.none)],
    outsideNumber !== undefined && [say(fileWords.outside), outsideNumber],
    [say(fileWords.place), [communityName, gridName, placeWords].filter(Boolean).join(' ')],
    [say(fileWords.raised), wallTime(matter.raisedAt)],
    dueAt !== null && [say(fileWords.due), wallTime(dueAt)],
    closedAt !== null && [say(fileWords.closed), wallTime(closedAt)],
    outcomeText !== undefined && [say(fileWords.outcome), say(outcomeText)],
    ...matter.fields.map(({ label, text }): Pair => [say(label), text]),
  ];
  return pairs.filter((pair): pair is Pair => pair !== false);
}

function putPeople(paper: Paper, { matter, contacts }: CaseFile, say: Say): void {
  if (contacts.length === 0) return;
  paper.section(say(fileWords.people));
  paper.table({
    columns: [fileWords.asWhat, fileWords.name, fileWords.phone, fileWords.rating].map((header, at) => ({
      header: say(header),
      width: [2, 2, 3, 6][at] as number,
    })),
    rows: contacts.map(({ kind, name, phone }, at) => [
      say(kind),
      name,
      phone,
      say(ratingText(matter.parties[at]?.rating ?? null)),
    ]),
  });
}

function putUnits(paper: Paper, { matter }: CaseFile, say: Say): void {
  if (matter.assignments.length === 0) return;
  paper.section(say(fileWords.units));
  paper.table({
    columns: [fileWords.asWhat, fileWords.unit, fileWords.person, fileWords.progress].map((header, at) => ({
      header: say(header),
      width: [2, 5, 3, 5][at] as number,
    })),
    rows: matter.assignments.map((one) => [
      say(assignmentTexts[one.kind] ?? fileWords.unit),
      lines(one.organisationName, one.organisationPhone),
      one.userName ?? '',
      lines(wallTime(one.sentAt), one.signedAt && wallTime(one.signedAt), one.doneAt && wallTime(one.doneAt)),
    ]),
  });
}

function putAnswers(paper: Paper, { matter }: CaseFile, say: Say): void {
  const sheets = matter.answers.filter(({ items }) => items.length > 0);
  if (sheets.length === 0) return;
  paper.section(say(fileWords.answers));
  for (const { items } of sheets) paper.pairs(items.map(({ label, text }) => [say(label), say(text)]));
}

function putClocks(paper: Paper, { matter }: CaseFile, say: Say): void {
  if (matter.clocks.length === 0) return;
  paper.section(say(fileWords.clocks));
  paper.table({
    columns: [fileWords.clock, fileWords.started, fileWords.ended, fileWords.basis].map((header, at) => ({
      header: say(header),
      width: [3, 3, 4, 6][at] as number,
    })),
    rows: matter.clocks.map((clock) => [
      say(clock.label),
      wallTime(clock.startedAt),
      lines(
        wallTime(clock.dueAt),
        clock.stoppedAt
          ? fill(fileWords.stopped, { at: wallTime(clock.stoppedAt) })[sayIn(say)]
          : say(fileWords.running),
      ),
      lines(say(clock.why), clock.basis && say(clock.basis)),
    ]),
  });
}

/** Which language a Say speaks. */
const sayIn = (say: Say): 'zh' | 'en' => (say({ zh: 'zh', en: 'en' }) === 'zh' ? 'zh' : 'en');

function putWay(paper: Paper, { matter }: CaseFile, say: Say): void {
  const language = sayIn(say);
  paper.section(say(fileWords.way));
  paper.table({
    columns: [fileWords.when, fileWords.who, fileWords.what].map((header, at) => ({
      header: say(header),
      width: [3, 4, 10][at] as number,
    })),
    rows: [...matter.entries]
      .sort((a, b) => a.seq - b.seq || toMs(a.at) - toMs(b.at))
      .map((entry) => [
        wallTime(entry.at),
        lines(entry.byUnit, entry.byName || say(actorTexts[entry.byKind] ?? fileWords.none)),
        lines(
          say(entry.label),
          entry.reason &&
            fill(fileWords.reason, { words: entry.reasonText ? say(entry.reasonText) : entry.reason })[language],
          ...entry.details.map(say),
          entry.words && fill(fileWords.inside, { words: entry.words })[language],
          entry.reply && fill(fileWords.reply, { words: entry.reply })[language],
          entry.files.length > 0 ? fill(fileWords.attached, { n: entry.files.length })[language] : null,
        ),
      ]),
  });
}

/** Sets a case file on A4: facts, people, units, answers, limits, what happened, photos, room to sign. */
export async function setCaseFile(
  file: CaseFile,
  pictures: readonly PaperPicture[],
  language: 'zh' | 'en',
): Promise<Buffer> {
  const say: Say = (words) => words[language];
  const { matter } = file;
  const paper = openPaper({
    title: `${say(fileWords.head)} ${matter.number}`,
    stamp: say(file.stamp),
    writtenAt: new Date(file.printedAt),
    pageWords: (page, of) => fill(fileWords.page, { page, of })[language],
  });
  paper.title(say(fileWords.head), `${matter.number}　${matter.title}`);
  paper.section(say(fileWords.facts));
  paper.pairs(factsOf(file, say));
  putPeople(paper, file, say);
  putUnits(paper, file, say);
  putAnswers(paper, file, say);
  putClocks(paper, file, say);
  putWay(paper, file, say);
  if (pictures.length > 0) {
    paper.section(say(fileWords.photos));
    paper.pictures(pictures);
  }
  const others = matter.files.filter(({ mediaType }) => !mediaType.startsWith('image/'));
  if (others.length > 0) {
    paper.section(say(fileWords.others));
    paper.paragraph(others.map(({ name }) => name).join('；'));
  }
  paper.signatures([say(fileWords.handler), say(fileWords.checker), say(fileWords.day)]);
  return paper.end();
}
