import { useCallback, useEffect, useRef, useState } from 'react';

export interface Recording {
  readonly blob: Blob;
  readonly seconds: number;
}

export type RecorderState = 'idle' | 'asking' | 'recording' | 'refused' | 'missing';

interface RecorderOptions {
  readonly maxSeconds: number;
  readonly onRecorded: (recording: Recording) => void;
}

const kinds = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];
/** A touch shorter than this is a slip of the finger. */
const shortestSeconds = 0.5;

/** Whether this browser can record sound at all; it also needs HTTPS. */
export function canRecord(): boolean {
  return typeof MediaRecorder !== 'undefined' && typeof navigator.mediaDevices?.getUserMedia === 'function';
}

function newRecorder(stream: MediaStream): MediaRecorder {
  const mimeType = kinds.find((kind) => MediaRecorder.isTypeSupported(kind));
  return new MediaRecorder(stream, mimeType ? { mimeType, audioBitsPerSecond: 24_000 } : {});
}

/** Records sound from `start` to `stop`; too short a touch gives nothing, and the limit stops by itself. */
export function useRecorder({ maxSeconds, onRecorded }: RecorderOptions) {
  const [state, setState] = useState<RecorderState>(() => (canRecord() ? 'idle' : 'missing'));
  const [seconds, setSeconds] = useState(0);
  const running = useRef<{ recorder: MediaRecorder; timer: ReturnType<typeof setInterval> }>(undefined);
  const isWanted = useRef(false);
  const given = useRef(onRecorded);
  given.current = onRecorded;

  const stop = useCallback(() => {
    isWanted.current = false;
    if (running.current?.recorder.state === 'recording') running.current.recorder.stop();
  }, []);

  const start = useCallback(async () => {
    if (running.current || isWanted.current) return;
    isWanted.current = true;
    setState('asking');
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => undefined);
    if (!stream) {
      isWanted.current = false;
      return setState('refused');
    }
    const release = () => {
      for (const track of stream.getTracks()) track.stop();
    };
    // The finger may be gone before the person has answered the browser's question.
    if (!isWanted.current) {
      release();
      return setState('idle');
    }
    const recorder = newRecorder(stream);
    const begun = Date.now();
    const pieces: Blob[] = [];
    const timer = setInterval(() => {
      const passed = (Date.now() - begun) / 1000;
      setSeconds(Math.floor(passed));
      if (passed >= maxSeconds) stop();
    }, 200);
    recorder.ondataavailable = ({ data }) => pieces.push(data);
    recorder.onstop = () => {
      clearInterval(timer);
      release();
      running.current = undefined;
      setState('idle');
      setSeconds(0);
      const length = (Date.now() - begun) / 1000;
      if (length < shortestSeconds) return;
      given.current({ blob: new Blob(pieces, { type: recorder.mimeType }), seconds: Math.round(length) });
    };
    running.current = { recorder, timer };
    recorder.start();
    setState('recording');
  }, [maxSeconds, stop]);

  useEffect(() => stop, [stop]);
  return { state, seconds, start, stop };
}
