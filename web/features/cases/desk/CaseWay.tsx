import { ChatTextIcon } from '@phosphor-icons/react/dist/csr/ChatText';
import { LockSimpleIcon } from '@phosphor-icons/react/dist/csr/LockSimple';
import type { CaseDetail, EntryView } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { fileUrl } from '../../../kit/upload-file.ts';
import { useApi } from '../../../kit/use-api.ts';
import { PhotoStrip } from '../../../ui/show/PhotoStrip.tsx';
import { Timeline, type TimelineItem } from '../../../ui/show/Timeline.tsx';
import { OtherFiles } from './CaseFiles.tsx';
import { isImage } from './case-files.ts';
import { actorWords, stagesAhead, wayOf } from './case-way.ts';
import './case-way.css';

/** Who did it and what else it did: reason, units, clocks. */
function StepText({ entry }: { readonly entry: EntryView }) {
  const t = useWords('cases');
  const pick = usePick();
  const who = actorWords(entry) || (entry.byKind === 'staff' ? '' : t(`by.${entry.byKind as 'resident'}`));
  const reason = entry.reasonText ? pick(entry.reasonText) : entry.reason;
  const lines = [reason ? t('way.reason', { reason }) : '', ...entry.details.map(pick)].filter((line) => line !== '');
  return (
    <>
      {who}
      {lines.map((line) => (
        <span key={line} className="cases-way-line">
          {line}
        </span>
      ))}
    </>
  );
}

/** Words of a step: what stays inside and what the person was told never look alike. */
function StepWords({ entry }: { readonly entry: EntryView }) {
  const t = useWords('cases');
  const photos = entry.files.filter(isImage);
  return (
    <>
      {entry.words && (
        <p className="cases-way-inside">
          <span>
            <LockSimpleIcon size={13} aria-hidden />
            {t('way.inside')}
          </span>
          {entry.words}
        </p>
      )}
      {entry.reply && (
        <p className="cases-way-reply">
          <span>
            <ChatTextIcon size={13} weight="fill" aria-hidden />
            {t('way.reply')}
          </span>
          {entry.reply}
        </p>
      )}
      {photos.length > 0 && (
        <PhotoStrip
          columns={6}
          photos={photos.map((file) => ({
            src: fileUrl(file.ref),
            thumbnail: fileUrl(file.ref, 'thumb'),
            alt: file.name || t('file.photo'),
          }))}
        />
      )}
      <OtherFiles files={entry.files.filter((file) => !isImage(file))} />
    </>
  );
}

function useNowStep(matter: CaseDetail): TimelineItem | undefined {
  const t = useWords('cases');
  const pick = usePick();
  if (matter.phase === 'closed') return undefined;
  const who = matter.handlerName ?? (matter.phase === 'handling' ? matter.leadName : null);
  return {
    key: 'now',
    state: 'now',
    title: pick(matter.stageLabel),
    ...(who ? { text: t('way.waitsFor', { who }) } : {}),
  };
}

/** The way of a matter from its first word, where it stands, and what comes. */
export function CaseWay({ matter }: { readonly matter: CaseDetail }) {
  const pick = usePick();
  const now = useNowStep(matter);
  const types = useApi('GET /cases/types').data ?? [];
  const stages = types.find(({ code }) => code === matter.type)?.stages ?? [];
  const ahead = stagesAhead(stages, matter.phase).map(
    ({ code, label }): TimelineItem => ({ key: `ahead-${code}`, state: 'todo', title: pick(label) }),
  );
  const done: readonly TimelineItem[] = wayOf(matter.entries).map(({ entry }) => ({
    key: entry.id,
    state: 'done',
    title: pick(entry.label),
    at: entry.at,
    text: <StepText entry={entry} />,
    extra: <StepWords entry={entry} />,
  }));
  return (
    <div className="cases-way">
      <Timeline items={[...done, ...(now ? [now] : []), ...ahead]} />
    </div>
  );
}
