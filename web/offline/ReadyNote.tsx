import { useState, useSyncExternalStore } from 'react';
import { useWords } from '../kit/i18n.ts';
import { useReach } from '../kit/use-reach.ts';
import { shellState, subscribeShell, takeNewer } from './shell.ts';
import { useStockOnPhone, useStockStep } from './use-stock.ts';
import './ready-note.css';

/** Says that a newer version waits, and takes it at a press; not while somebody writes or something is being sent. */
export function NewerNote() {
  const t = useWords('field');
  const shell = useSyncExternalStore(subscribeShell, shellState);
  const isReached = useReach();
  const [isHeld, setIsHeld] = useState(false);
  if (shell !== 'newer' || !isReached) return null;
  return (
    <div className="ready-newer" role="status">
      <span>
        <b>{t('ready.newer')}</b>
        {isHeld && <small>{t('ready.held')}</small>}
      </span>
      <button type="button" onClick={() => void takeNewer().then((isTaken) => setIsHeld(!isTaken))}>
        {t('ready.take')}
      </button>
    </div>
  );
}

/** What of this phone's work goes on without a signal, in words: being brought, ready, or why not. */
export function ReadyNote() {
  const t = useWords('field');
  const shell = useSyncExternalStore(subscribeShell, shellState);
  const step = useStockStep();
  const stock = useStockOnPhone();
  const has = stock && t('ready.has', { buildings: stock.buildings, homes: stock.homes, tasks: stock.tasks });
  const isReady = shell === 'ready' || shell === 'newer';
  return (
    <p className="ready-note" role="status">
      {step && step.all > 0 && t('ready.bringing', { done: step.done, all: step.all })}
      {!step && has && (isReady ? t('ready.done', { has }) : has)}
      {!step && stock && !stock.isWhole && ` ${t('ready.notWhole')}`}
      {shell === 'impossible' && ` ${t('ready.impossible')}`}
    </p>
  );
}
