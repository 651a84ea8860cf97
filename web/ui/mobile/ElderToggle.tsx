import { TextAaIcon } from '@phosphor-icons/react/dist/csr/TextAa';
import { useState } from 'react';
import { useWords } from '../../kit/i18n.ts';
import { setTextSize, useTextSize } from '../../kit/text-size.ts';
import { Sheet } from './Sheet.tsx';
import { MobileButton } from './StickyActions.tsx';
import './elder-toggle.css';

/** Into and out of 大字版; leaving asks once, so that a slip of the finger loses nobody their letters. */
export function ElderToggle() {
  const t = useWords('common');
  const size = useTextSize();
  const [isAsking, setIsAsking] = useState(false);
  if (size === 'plain')
    return (
      <button type="button" className="ll-elder" onClick={() => setTextSize('elder')}>
        <TextAaIcon size="1.25rem" weight="bold" aria-hidden />
        {t('elder.enter')}
      </button>
    );
  return (
    <>
      <button type="button" className="ll-elder ll-elder-on" onClick={() => setIsAsking(true)}>
        {t('elder.leave')}
      </button>
      <Sheet open={isAsking} title={t('elder.ask')} onClose={() => setIsAsking(false)}>
        <div className="ll-elder-ask">
          <MobileButton look="fill" action={{ label: t('elder.stay'), onPress: () => setIsAsking(false) }} />
          <MobileButton look="plain" action={{ label: t('elder.leave'), onPress: () => setTextSize('plain') }} />
        </div>
      </Sheet>
    </>
  );
}
