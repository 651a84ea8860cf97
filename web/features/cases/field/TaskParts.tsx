import { useState } from 'react';
import type { CaseDetail } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { fileUrl } from '../../../kit/upload-file.ts';
import { useInstantWords } from '../../../kit/use-time.ts';
import { useBaseMap } from '../../../ui/map/base-map.ts';
import { SmallMap } from '../../../ui/map/SmallMap.tsx';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { DeadlineChip } from '../../../ui/show/DeadlineChip.tsx';
import { type Fact, Facts } from '../../../ui/show/Facts.tsx';
import { PhotoStrip } from '../../../ui/show/PhotoStrip.tsx';
import { StatusDot, Tag } from '../../../ui/show/StatusDot.tsx';
import { type FileView, filesOfCase, isImage, isSound } from '../desk/case-files.ts';
import { toneOf, useClockWords, useSourceWords } from '../desk/case-words.ts';
import { partSheets } from '../question-fields.ts';
import { DialRow } from './DialRow.tsx';
import { useBuildingSpot } from './use-building-spot.ts';

interface MatterProps {
  readonly matter: CaseDetail;
}

/** Number, title, what kind it is, where it stands and which clock runs. */
export function TaskHead({ matter }: MatterProps) {
  const cases = useWords('cases');
  const pick = usePick();
  const sayClock = useClockWords();
  const { number, title, urgency, typeTitle, categoryName, onTheSpot, dueAt, dueKind, mood, phase } = matter;
  const clock = dueKind === 'stage' ? undefined : sayClock(dueKind);
  return (
    <MobileCard>
      <div className="field-task-number">
        <span className="figures">{number}</span>
        {dueAt && phase !== 'closed' && <DeadlineChip deadline={{ due: dueAt, mood }} {...(clock ? { clock } : {})} />}
      </div>
      <h2 className="field-task-title">{title}</h2>
      <div className="field-task-tags">
        <StatusDot tone={toneOf(matter)}>{pick(matter.stageLabel)}</StatusDot>
        {urgency === 'urgent' && <Tag tone="red">{cases('urgency.urgent')}</Tag>}
        <Tag tone="blue">{pick(categoryName ?? typeTitle)}</Tag>
        {onTheSpot && <Tag tone="green">{cases('pane.onTheSpot')}</Tag>}
      </div>
    </MobileCard>
  );
}

/** Who asked, each with a button that dials. */
export function TaskPeople({ matter }: MatterProps) {
  const t = useWords('field');
  if (matter.parties.length === 0) return null;
  return (
    <MobileCard title={t('task.person')}>
      {matter.parties.map((party) => (
        <DialRow key={party.id} caseRef={matter.ref} party={party} mayDial={matter.mayDial} />
      ))}
    </MobileCard>
  );
}

/** Sound to listen to. */
export function Sounds({ files }: { readonly files: readonly FileView[] }) {
  const t = useWords('field');
  return files.filter(isSound).map((file) => (
    // biome-ignore lint/a11y/useMediaCaption: a person's own voice note has no captions; its words stand beside it where they were typed
    <audio
      key={file.ref}
      className="field-sound"
      controls
      preload="none"
      src={fileUrl(file.ref)}
      aria-label={t('task.voice')}
    />
  ));
}

/** Photos with their time and occasion, and voice notes. */
export function TaskFiles({ matter }: MatterProps) {
  const t = useWords('field');
  const pick = usePick();
  const at = useInstantWords();
  const all = filesOfCase(matter);
  const photos = all.filter(({ file }) => isImage(file));
  if (all.length === 0) return null;
  return (
    <MobileCard title={photos.length > 0 ? t('task.photos') : t('task.voice')}>
      {photos.length > 0 && (
        <PhotoStrip
          photos={photos.map(({ file, at: taken, entry }) => {
            const caption = [taken && at(taken), entry && pick(entry.label)].filter(Boolean).join(' ');
            return {
              src: fileUrl(file.ref),
              thumbnail: fileUrl(file.ref, 'thumb'),
              alt: caption || t('task.photos'),
              caption,
            };
          })}
        />
      )}
      <Sounds files={all.map(({ file }) => file)} />
    </MobileCard>
  );
}

function Place({ matter }: MatterProps) {
  const t = useWords('field');
  const base = useBaseMap();
  const [isOpen, setIsOpen] = useState(false);
  const spot = useBuildingSpot(matter);
  return (
    <>
      {matter.placeWords}
      <small className="field-fact-sub">{[matter.gridName, matter.communityName].filter(Boolean).join(' · ')}</small>
      {spot && base && (
        <>
          <button type="button" className="field-link" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            {isOpen ? t('task.hideMap') : t('task.showMap')}
          </button>
          {isOpen && (
            <SmallMap
              label={t('report.map', { place: matter.placeWords })}
              base={base}
              centre={spot}
              hasPin
              height={180}
            />
          )}
        </>
      )}
    </>
  );
}

/** What was asked and answered, line by line. */
function Answers({ items }: { readonly items: CaseDetail['answers'][number]['items'] }) {
  const cases = useWords('cases');
  const pick = usePick();
  return items.map(({ key, label, text }) => (
    <div key={key}>{cases('fact.answer', { question: pick(label), answer: pick(text) })}</div>
  ));
}

/** Place, origin, units, what was asked for, and the words of the process's own fields. */
export function TaskFacts({ matter }: MatterProps) {
  const t = useWords('field');
  const cases = useWords('cases');
  const pick = usePick();
  const at = useInstantWords();
  const saySource = useSourceWords();
  const { leadName, handlerName, source, raisedAt, placeHistory, assignments } = matter;
  const { now, before } = partSheets(matter);
  const helpers = assignments.filter(({ kind, state }) => kind !== 'lead' && state !== 'withdrawn');
  const shown = matter.fields.filter(({ text, value }) => text !== '' && text !== matter.title && value !== true);
  const facts: readonly (Fact | undefined)[] = [
    { label: t('task.where'), value: <Place matter={matter} /> },
    { label: cases('fact.source'), value: `${saySource(source)} · ${at(raisedAt)}` },
    leadName ? { label: cases('fact.lead'), value: [leadName, handlerName].filter(Boolean).join(' · ') } : undefined,
    ...helpers.map(({ organisationName, state, kind, sentAt }) => ({
      label: cases(`assignment.${kind}`),
      value: <span key={sentAt}>{`${organisationName} · ${cases(`assignment.${state}`)}`}</span>,
    })),
    now.length > 0 ? { label: cases('fact.answers'), value: <Answers items={now} /> } : undefined,
    ...before.map((sheet) => ({
      label: cases('fact.answersOf', { category: sheet.categoryName ? pick(sheet.categoryName) : '' }),
      value: <Answers items={sheet.items} />,
    })),
    ...shown.map(({ label, text }) => ({
      label: pick(label),
      value: <span className="field-fact-words">{text}</span>,
    })),
    placeHistory.count > 0
      ? { label: cases('fact.history'), value: t('task.history', { count: placeHistory.count }) }
      : undefined,
  ];
  return (
    <MobileCard title={t('task.facts')}>
      <Facts items={facts.filter((fact) => fact !== undefined)} />
    </MobileCard>
  );
}
