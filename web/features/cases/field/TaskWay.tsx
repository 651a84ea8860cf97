import { useState } from 'react';
import type { CaseDetail, EntryView } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { fileUrl } from '../../../kit/upload-file.ts';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { PhotoStrip } from '../../../ui/show/PhotoStrip.tsx';
import { Timeline, type TimelineItem } from '../../../ui/show/Timeline.tsx';
import { isImage } from '../desk/case-files.ts';
import { actorWords, wayOf } from '../desk/case-way.ts';
import { Sounds } from './TaskParts.tsx';

const shownAtFirst = 3;

/** What one did and said; what the person was told never looks like what stays inside. */
function StepBody({ entry }: { readonly entry: EntryView }) {
  const t = useWords('field');
  const cases = useWords('cases');
  const pick = usePick();
  const who = actorWords(entry) || (entry.byKind === 'staff' ? '' : cases(`by.${entry.byKind as 'resident'}`));
  const reason = entry.reasonText ? pick(entry.reasonText) : entry.reason;
  const lines = [who, reason ? t('task.reason', { reason }) : '', ...entry.details.map(pick)].filter(Boolean);
  const photos = entry.files.filter(isImage);
  return (
    <>
      {lines.map((line) => (
        <span key={line} className="field-way-line">
          {line}
        </span>
      ))}
      {entry.words && (
        <p className="field-way-inside">
          <small>{t('task.inside')}</small>
          {entry.words}
        </p>
      )}
      {entry.reply && (
        <p className="field-way-reply">
          <small>{t('task.reply')}</small>
          {entry.reply}
        </p>
      )}
      {photos.length > 0 && (
        <PhotoStrip
          columns={4}
          photos={photos.map((file) => ({
            src: fileUrl(file.ref),
            thumbnail: fileUrl(file.ref, 'thumb'),
            alt: file.name || t('task.photos'),
          }))}
        />
      )}
      <Sounds files={entry.files} />
    </>
  );
}

/** The latest steps of a matter, and all of them at a press. */
export function TaskWay({ matter }: { readonly matter: CaseDetail }) {
  const t = useWords('field');
  const cases = useWords('cases');
  const pick = usePick();
  const [isWhole, setIsWhole] = useState(false);
  const way = wayOf(matter.entries);
  // Steps of the clock stand in the whole way; the short one tells what people did.
  const shown = isWhole ? way : way.filter(({ isQuiet }) => !isQuiet).slice(-shownAtFirst);
  const waitsFor = matter.handlerName ?? (matter.phase === 'handling' ? matter.leadName : null);
  const now: readonly TimelineItem[] =
    matter.phase === 'closed'
      ? []
      : [
          {
            key: 'now',
            state: 'now',
            title: pick(matter.stageLabel),
            ...(waitsFor ? { text: cases('way.waitsFor', { who: waitsFor }) } : {}),
          },
        ];
  return (
    <MobileCard title={t('task.way')}>
      <Timeline
        items={[
          ...shown.map(
            ({ entry }): TimelineItem => ({
              key: entry.id,
              state: 'done',
              title: pick(entry.label),
              at: entry.at,
              text: <StepBody entry={entry} />,
            }),
          ),
          ...now,
        ]}
      />
      {way.length > Math.min(shown.length, shownAtFirst) && (
        <button type="button" className="field-link" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? t('task.wayLess') : t('task.wayAll', { n: way.length })}
        </button>
      )}
    </MobileCard>
  );
}
