import type { ReactNode } from 'react';
import type { CaseFile } from '../../../../contract/case-file.ts';
import { wallTime } from '../../../../domain/calendar/instant.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { fileUrl } from '../../../kit/upload-file.ts';
import { isImage } from './case-files.ts';
import { useOutcomeWords, useSourceWords } from './case-words.ts';

interface SheetProps {
  readonly file: CaseFile;
}

/** The whole sheet, A4 wide. */
export function CaseSheet({ file }: SheetProps) {
  const t = useWords('case-file');
  const pick = usePick();
  const { matter, stamp } = file;
  const photos = matter.files.filter(isImage);
  const others = matter.files.filter((one) => !isImage(one));
  return (
    <article className="case-sheet">
      <h1>{t('title')}</h1>
      <p className="case-sheet-sub">
        <span className="figures">{matter.number}</span>　{matter.title}
      </p>
      <Part title={t('facts')}>
        <FactList file={file} />
      </Part>
      <PeoplePart file={file} />
      <UnitsPart file={file} />
      <AnswersPart file={file} />
      <ClocksPart file={file} />
      <WayPart file={file} />
      {photos.length > 0 && (
        <Part title={t('photos')}>
          <div className="case-sheet-photos">
            {photos.map(({ ref, name, takenAt }, at) => (
              <figure key={ref}>
                <img src={fileUrl(ref, 'thumb')} alt={name} />
                <figcaption className="figures">
                  {at + 1}　{takenAt && wallTime(takenAt)}
                </figcaption>
              </figure>
            ))}
          </div>
        </Part>
      )}
      {others.length > 0 && (
        <Part title={t('others')}>
          <p>{others.map(({ name }) => name).join('；')}</p>
        </Part>
      )}
      <div className="case-sheet-sign">
        {(['handler', 'checker', 'day'] as const).map((key) => (
          <span key={key}>{t(`sign.${key}`)}</span>
        ))}
      </div>
      <p className="case-sheet-stamp">{pick(stamp)}</p>
    </article>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

interface TableProps {
  readonly label: string;
  readonly heads: readonly string[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
}

function Table({ label, heads, rows }: TableProps) {
  return (
    <Part title={label}>
      <table aria-label={label}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {heads.map((head, at) => (
                <td key={head}>{cells[at]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}

function FactList({ file: { matter } }: SheetProps) {
  const t = useWords('case-file');
  const pick = usePick();
  const saySource = useSourceWords();
  const sayOutcome = useOutcomeWords();
  const { categoryName, communityName, gridName, placeWords } = matter;
  const known = {
    number: matter.number,
    kind: [matter.typeTitle, ...(categoryName ? [categoryName] : [])].map(pick).join(' · '),
    state: pick(matter.stageLabel),
    source: saySource(matter.source),
    outside: matter.outsideNumber,
    place: [communityName, gridName, placeWords].filter(Boolean).join(' '),
    raised: wallTime(matter.raisedAt),
    due: matter.dueAt && wallTime(matter.dueAt),
    closed: matter.closedAt && wallTime(matter.closedAt),
    outcome: matter.outcome && sayOutcome(matter.outcome),
  };
  return (
    <dl>
      {(Object.keys(known) as (keyof typeof known)[]).map((key) =>
        known[key] ? <Pair key={key} label={t(`fact.${key}`)} words={known[key]} /> : null,
      )}
      {matter.fields.map((field) => (
        <Pair key={field.key} label={pick(field.label)} words={field.text} />
      ))}
    </dl>
  );
}

function Pair({ label, words }: { readonly label: string; readonly words: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{words}</dd>
    </div>
  );
}

function PeoplePart({ file: { matter, contacts } }: SheetProps) {
  const t = useWords('case-file');
  const pick = usePick();
  if (contacts.length === 0) return null;
  return (
    <Table
      label={t('people')}
      heads={[t('column.as'), t('column.name'), t('column.phone'), t('column.rating')]}
      rows={contacts.map(({ kind, name, phone }, at) => {
        const party = matter.parties[at];
        const rating = party?.rating;
        const said = rating && t(rating.isSolved ? 'rating.solved' : 'rating.unsolved', { score: rating.score });
        return {
          key: party?.id ?? String(at),
          cells: [pick(kind), name, phone, [said, rating?.words].filter(Boolean).join(' ')],
        };
      })}
    />
  );
}

function UnitsPart({ file: { matter } }: SheetProps) {
  const t = useWords('case-file');
  const cases = useWords('cases');
  if (matter.assignments.length === 0) return null;
  return (
    <Table
      label={t('units')}
      heads={[t('column.as'), t('column.unit'), t('column.person'), t('column.progress')]}
      rows={matter.assignments.map((one) => ({
        key: `${one.organisationId}-${one.kind}-${one.sentAt}`,
        cells: [
          cases(`assignment.${one.kind}`),
          [one.organisationName, one.organisationPhone].filter(Boolean).join('\n'),
          one.userName,
          [one.sentAt, one.signedAt, one.doneAt].flatMap((at) => (at ? [wallTime(at)] : [])).join('\n'),
        ],
      }))}
    />
  );
}

function AnswersPart({ file: { matter } }: SheetProps) {
  const t = useWords('case-file');
  const pick = usePick();
  const items = matter.answers.flatMap((sheet) => sheet.items.map((item) => ({ ...item, of: sheet.categoryId })));
  if (items.length === 0) return null;
  return (
    <Part title={t('answers')}>
      <dl>
        {items.map(({ of, key, label, text }) => (
          <Pair key={`${of}-${key}`} label={pick(label)} words={pick(text)} />
        ))}
      </dl>
    </Part>
  );
}

function ClocksPart({ file: { matter } }: SheetProps) {
  const t = useWords('case-file');
  const pick = usePick();
  if (matter.clocks.length === 0) return null;
  return (
    <Table
      label={t('clocks')}
      heads={[t('column.clock'), t('column.started'), t('column.ended'), t('column.basis')]}
      rows={matter.clocks.map((clock) => ({
        key: `${clock.kind}-${clock.startedAt}-${clock.dueAt}`,
        cells: [
          pick(clock.label),
          wallTime(clock.startedAt),
          `${wallTime(clock.dueAt)}\n${clock.stoppedAt ? t('stopped', { at: wallTime(clock.stoppedAt) }) : t('running')}`,
          [pick(clock.why), clock.basis && pick(clock.basis)].filter(Boolean).join('\n'),
        ],
      }))}
    />
  );
}

function WayPart({ file: { matter } }: SheetProps) {
  const t = useWords('case-file');
  const cases = useWords('cases');
  const pick = usePick();
  return (
    <Table
      label={t('way')}
      heads={[t('column.when'), t('column.who'), t('column.what')]}
      rows={matter.entries
        .toSorted((a, b) => a.seq - b.seq)
        .map((entry) => ({
          key: entry.id,
          cells: [
            wallTime(entry.at),
            [entry.byUnit, entry.byName || cases(`by.${entry.byKind as 'staff'}`)].filter(Boolean).join('\n'),
            [
              pick(entry.label),
              entry.reasonText ? pick(entry.reasonText) : entry.reason,
              ...entry.details.map(pick),
              entry.words && t('inside', { words: entry.words }),
              entry.reply && t('reply', { words: entry.reply }),
            ]
              .filter(Boolean)
              .join('\n'),
          ],
        }))}
    />
  );
}
