import { MicrophoneIcon } from '@phosphor-icons/react/dist/csr/Microphone';
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo } from 'react';
import { useWords } from '../../kit/i18n.ts';
import { type Recording, useRecorder } from './use-recorder.ts';
import './voice-button.css';

interface VoiceButtonProps {
  readonly onRecorded: (recording: Recording) => void;
  readonly maxSeconds?: number;
  /** `wide` fills its row, for elders and above the fold. */
  readonly look?: 'small' | 'wide';
}

/** Hold and talk; by keyboard one press starts and the next stops. Sound is kept as sound. */
export function VoiceButton({ onRecorded, maxSeconds = 60, look = 'small' }: VoiceButtonProps) {
  const t = useWords('common');
  const { state, seconds, start, stop } = useRecorder({ maxSeconds, onRecorded });
  if (state === 'missing') return null;
  const isOn = state === 'recording';
  const down = (event: PointerEvent<HTMLButtonElement>) => {
    event.currentTarget.setPointerCapture?.(event.pointerId);
    void start();
  };
  const key = (event: KeyboardEvent) => {
    if (event.repeat || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    if (isOn) stop();
    else void start();
  };
  return (
    <div className={`ll-voice ll-voice-${look}`}>
      <button
        type="button"
        aria-pressed={isOn}
        onPointerDown={down}
        onPointerUp={stop}
        onPointerCancel={stop}
        onKeyDown={key}
        onContextMenu={(event) => event.preventDefault()}
      >
        <MicrophoneIcon size="1.25rem" weight="fill" aria-hidden />
        {isOn ? t('voice.release', { n: seconds }) : t('voice.hold')}
      </button>
      <span role="status">{state === 'refused' ? t('voice.refused') : ''}</span>
    </div>
  );
}

interface VoiceNoteProps {
  readonly recording: Recording | { readonly src: string; readonly seconds: number };
  readonly onRemove?: () => void;
}

/** A recorded note: listen again, or take it away. */
export function VoiceNote({ recording, onRemove }: VoiceNoteProps) {
  const t = useWords('common');
  const blob = 'blob' in recording ? recording.blob : undefined;
  const made = useMemo(() => (blob ? URL.createObjectURL(blob) : undefined), [blob]);
  useEffect(() => () => (made ? URL.revokeObjectURL(made) : undefined), [made]);
  return (
    <div className="ll-voice-note">
      {/* biome-ignore lint/a11y/useMediaCaption: a person's own note has no captions; its words stand beside it where an engine makes them */}
      <audio
        controls
        src={'src' in recording ? recording.src : made}
        aria-label={t('voice.note', { n: recording.seconds })}
      />
      {onRemove && (
        <button type="button" onClick={onRemove}>
          {t('voice.remove')}
        </button>
      )}
    </div>
  );
}
