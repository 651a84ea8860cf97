import { SpeakerHighIcon } from '@phosphor-icons/react/dist/csr/SpeakerHigh';
import { StopIcon } from '@phosphor-icons/react/dist/csr/Stop';
import { useEffect, useState } from 'react';
import { useLanguage, useWords } from '../../kit/i18n.ts';
import './read-aloud.css';

interface ReadAloudProps {
  /** What is read, word for word; a function is asked when it is pressed. */
  readonly text: string | (() => string);
}

/** Reads a text to the person with the phone's own voice; absent where the phone has none. */
export function ReadAloud({ text }: ReadAloudProps) {
  const t = useWords('common');
  const language = useLanguage();
  const [isOn, setIsOn] = useState(false);
  useEffect(
    () => () => {
      if (isOn) speechSynthesis.cancel();
    },
    [isOn],
  );
  if (typeof speechSynthesis === 'undefined') return null;
  const start = () => {
    const words = new SpeechSynthesisUtterance(typeof text === 'string' ? text : text());
    words.lang = language === 'zh' ? 'zh-CN' : 'en';
    words.rate = 0.9;
    words.onend = () => setIsOn(false);
    words.onerror = () => setIsOn(false);
    speechSynthesis.cancel();
    speechSynthesis.speak(words);
    setIsOn(true);
  };
  return (
    <button type="button" className="ll-read" aria-pressed={isOn} onClick={() => (isOn ? setIsOn(false) : start())}>
      {isOn ? (
        <StopIcon size="1.35rem" weight="fill" aria-hidden />
      ) : (
        <SpeakerHighIcon size="1.35rem" weight="fill" aria-hidden />
      )}
      {isOn ? t('read.stop') : t('read.start')}
    </button>
  );
}
