import { useEffect } from 'react';
import { tabLocks } from './tab-lock.ts';

const writingName = 'linli-writing';
export const sendingName = 'linli-outbox';

let writing = 0;

/** Says while a page is in sight that somebody is writing on it, to every tab of this phone. */
export function useWriting(): void {
  useEffect(() => {
    writing += 1;
    let release = () => {};
    const isOver = new Promise<void>((settle) => {
      release = settle;
    });
    void tabLocks()
      ?.request(writingName, { mode: 'shared' }, () => isOver)
      .catch(() => undefined);
    return () => {
      writing -= 1;
      release();
    };
  }, []);
}

/** Whether a form is open or something is being sent, in this tab or in another. */
export async function isBusy(): Promise<boolean> {
  const held = (await tabLocks()?.query())?.held ?? [];
  return writing > 0 || held.some(({ name }) => name === writingName || name === sendingName);
}
