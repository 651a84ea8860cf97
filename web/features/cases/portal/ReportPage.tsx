import { lazy, Suspense, useState } from 'react';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { PhotoPicker } from '../../../ui/mobile/PhotoPicker.tsx';
import { Sheet } from '../../../ui/mobile/Sheet.tsx';
import { MobileButton, StickyActions } from '../../../ui/mobile/StickyActions.tsx';
import { CategoryPart, Questions, Stoppers } from './CategoryPart.tsx';
import { ContactPart } from './ContactPart.tsx';
import { DangerPart } from './DangerPart.tsx';
import { NearbyPart } from './NearbyPart.tsx';
import { PlacePart } from './PlacePart.tsx';
import { PortalShell } from './PortalShell.tsx';
import type { ReportDraft } from './report-draft.ts';
import { SendNote } from './SendNote.tsx';
import { useDoor } from './use-place.ts';
import { type Report, useReport } from './use-report.ts';
import { VoicePart } from './VoicePart.tsx';

const ForWhom = lazy(() => import('./ForWhom.tsx').then(({ ForWhom: It }) => ({ default: It })));

const mostPhotos = 9;
const mostWords = 1800;

interface PartProps {
  readonly report: Report;
}

/** What the matter is: spoken first, or written. */
function WordsCard({ report }: PartProps) {
  const t = useWords('portal-pages');
  const pick = usePick();
  const { draft, change, files, add, remove, faultOf, elsewhere } = report;
  const voice = files.find(({ field }) => field === 'voice');
  const fault = faultOf('words');
  return (
    <MobileCard title={t('report.what')}>
      <div className="portal-stack" data-fault={fault ? 'words' : undefined}>
        <VoicePart
          voice={voice}
          onRecorded={(blob, more) => void add('voice', blob, more)}
          onRemove={(id) => void remove(id)}
        />
        <textarea
          className="portal-input"
          rows={3}
          aria-label={t('report.words')}
          placeholder={t('report.wordsHint')}
          maxLength={mostWords}
          value={draft.words}
          onChange={(event) => change({ words: event.target.value })}
        />
        {fault && (
          <p className="ll-field-error" role="alert">
            {fault}
          </p>
        )}
        {elsewhere.length > 0 && (
          <div className="portal-elsewhere" role="status">
            <b>{t('report.elsewhere')}</b>
            {elsewhere.map((say) => (
              <p key={say.zh}>{pick(say)}</p>
            ))}
          </div>
        )}
        <DangerPart isOn={draft.isDangerous} onChange={(isDangerous) => change({ isDangerous })} />
      </div>
    </MobileCard>
  );
}

function PhotosCard({ report }: PartProps) {
  const t = useWords('portal-pages');
  const pick = usePick();
  const { files, add, remove, category } = report;
  const photos = files.filter(({ field }) => field === 'photos');
  return (
    <MobileCard title={t('report.photos')} aside={t('report.photosHint', { n: mostPhotos })}>
      {category?.photo === 'at-report' && category.photoWhy && (
        <p className="portal-quiet">{t('report.photoAsked', { why: pick(category.photoWhy) })}</p>
      )}
      <PhotoPicker
        photos={photos.map(({ id, url }) => ({ id, url }))}
        max={mostPhotos}
        onAdd={(chosen) => {
          for (const file of chosen) void add('photos', file, { name: file.name });
        }}
        onRemove={(id) => void remove(id)}
      />
    </MobileCard>
  );
}

function KindCard({ report }: PartProps) {
  const t = useWords('portal-pages');
  const { draft, change, all, choices, category, guesses, faultOf, questionFaultOf } = report;
  const faults = (['stops', 'stopped'] as const).flatMap((fault) => faultOf(fault) ?? []);
  return (
    <MobileCard title={t('report.kind')} aside={t('report.kindHint')}>
      <CategoryPart all={all} choices={choices} category={category} guesses={guesses} onChange={change} />
      {category && (
        <>
          <div data-fault={faults.length > 0 ? 'stops' : undefined}>
            <Stoppers category={category} draft={draft} onChange={change} />
            {faults.map((words) => (
              <p key={words} className="ll-field-error" role="alert">
                {words}
              </p>
            ))}
          </div>
          <div data-fault={faultOf('questions') ? 'questions' : undefined}>
            <Questions category={category} draft={draft} faultOf={questionFaultOf} onChange={change} />
          </div>
        </>
      )}
    </MobileCard>
  );
}

/** Begins anew; asks once, since what was said and taken is gone then. */
function DropButton({ report }: PartProps) {
  const t = useWords('portal-pages');
  const [isAsking, setIsAsking] = useState(false);
  const drop = async () => {
    await report.drop();
    for (const file of report.files) await report.remove(file.id);
    setIsAsking(false);
  };
  return (
    <>
      <button type="button" className="portal-quiet-button" onClick={() => setIsAsking(true)}>
        {t('report.drop')}
      </button>
      <Sheet open={isAsking} title={t('report.dropAsk')} onClose={() => setIsAsking(false)}>
        <div className="portal-two">
          <MobileButton look="plain" action={{ label: t('report.dropYes'), onPress: () => void drop() }} />
          <MobileButton look="fill" action={{ label: t('report.dropNo'), onPress: () => setIsAsking(false) }} />
        </div>
      </Sheet>
    </>
  );
}

/** /report: say or write it, show it, say where; everything stays on the phone until it has arrived. */
export function ReportPage() {
  const t = useWords('portal');
  const p = useWords('portal-pages');
  const door = useDoor();
  const report = useReport();
  const { draft, change, contact, faultOf, send, isSending, error } = report;
  return (
    <PortalShell
      title={t('page.report')}
      actions={
        <StickyActions
          note={<SendNote error={error} isDoorUnknown={door.isUnknown} />}
          primary={{ label: p(isSending ? 'report.sending' : 'report.send'), onPress: send, isBusy: isSending }}
        />
      }
    >
      {report.mandate && (
        <Suspense fallback={null}>
          <ForWhom mandate={report.mandate} />
        </Suspense>
      )}
      <WordsCard report={report} />
      <PhotosCard report={report} />
      <MobileCard title={t('place.where')}>
        <PlacePart
          place={draft.place}
          words={draft.placeWords}
          fault={faultOf('place')}
          onChange={(patch) => change(patch as Partial<ReportDraft>)}
        />
      </MobileCard>
      <KindCard report={report} />
      {!report.mandate && (
        <>
          <Suspense fallback={null}>
            <NearbyPart report={report} />
          </Suspense>
          <MobileCard title={p('report.contact')}>
            <ContactPart draft={draft} contact={contact} fault={faultOf('phone')} onChange={change} />
          </MobileCard>
        </>
      )}
      <DropButton report={report} />
    </PortalShell>
  );
}
