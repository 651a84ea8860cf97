import { useWords } from '../../../kit/i18n.ts';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { PhotoPicker } from '../../../ui/mobile/PhotoPicker.tsx';
import { VoiceButton, VoiceNote } from '../../../ui/mobile/VoiceButton.tsx';
import { DangerRow } from './DangerRow.tsx';
import type { ReportDraft } from './report-draft.ts';
import { useObjectUrls } from './use-object-urls.ts';
import type { Report } from './use-report.ts';

const mostPhotos = 9;

/** What is seen: photos, a voice note, a line of words; and whether somebody is in danger. */
export function EvidenceCard({ report, draft }: { readonly report: Report; readonly draft: ReportDraft }) {
  const t = useWords('field');
  const { photos, voices, shownFaults, isFull, change } = report;
  const urls = useObjectUrls([...photos, ...voices]);
  const [voice] = voices;
  const isMissing = shownFaults.includes('evidence');
  return (
    <MobileCard title={t('report.evidence')} aside={t('report.photosCount', { n: photos.length, max: mostPhotos })}>
      <PhotoPicker
        photos={photos.map(({ id }) => ({ id, url: urls.get(id) ?? '' }))}
        max={mostPhotos}
        onAdd={(files) =>
          void report.addFiles(
            'photos',
            files.map((file) => ({ blob: file, name: file.name })),
          )
        }
        onRemove={(id) => void report.removeFile(id)}
      />
      {isFull && <Fault words={t('report.full')} />}
      {shownFaults.includes('photo') && <Fault words={t('report.photoNeeded')} />}
      <div className="field-words">
        {voice ? (
          <VoiceNote
            recording={{ src: urls.get(voice.id) ?? '', seconds: Number(voice.name.match(/\d+/)?.[0] ?? 0) }}
            onRemove={() => void report.removeFile(voice.id)}
          />
        ) : (
          <VoiceButton
            look="wide"
            onRecorded={({ blob, seconds }) => void report.addFiles('voice', [{ blob, name: `voice-${seconds}s` }])}
          />
        )}
        <textarea
          rows={2}
          maxLength={2000}
          aria-label={t('report.words')}
          aria-invalid={isMissing}
          placeholder={voice ? t('report.voiceHas') : t('report.wordsHint')}
          value={draft.words}
          onChange={(event) => change({ words: event.target.value })}
        />
        {isMissing && <Fault words={t('report.evidenceNeeded')} />}
      </div>
      <DangerRow isOn={draft.isDangerous} onChange={(isDangerous) => change({ isDangerous })} />
    </MobileCard>
  );
}

/** What is still missing, said where it is missing. */
export function Fault({ words }: { readonly words: string }) {
  return (
    <p className="field-fault" role="alert">
      {words}
    </p>
  );
}
