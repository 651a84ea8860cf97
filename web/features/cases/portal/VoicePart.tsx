import { useWords } from '../../../kit/i18n.ts';
import { VoiceButton, VoiceNote } from '../../../ui/mobile/VoiceButton.tsx';

const mostSeconds = 120;

interface VoicePartProps {
  readonly voice:
    | { readonly id: string; readonly url?: string | undefined; readonly seconds?: number | undefined }
    | undefined;
  readonly onRecorded: (blob: Blob, more: { readonly name: string; readonly seconds: number }) => void;
  readonly onRemove: (id: string) => void;
}

/** One recording: hold and talk, then listen to it again or take it away. */
export function VoicePart({ voice, onRecorded, onRemove }: VoicePartProps) {
  const t = useWords('portal-pages');
  return voice ? (
    <VoiceNote recording={{ src: voice.url ?? '', seconds: voice.seconds ?? 0 }} onRemove={() => onRemove(voice.id)} />
  ) : (
    <VoiceButton
      look="wide"
      maxSeconds={mostSeconds}
      onRecorded={({ blob, seconds }) => onRecorded(blob, { name: t('track.voice'), seconds })}
    />
  );
}
