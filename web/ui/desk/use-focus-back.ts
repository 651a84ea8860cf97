import { useEffect, useMemo } from 'react';

/**
 * Brings the focus back to what had it when a dialog opened. The library does so only after a dialog has faded out; one that is taken away
 * at once, as most of ours are, would leave the focus nowhere and send whoever works by keyboard to the top of the page.
 */
export function useFocusBack(isOpen: boolean): void {
  // Asked while drawing: once the dialog stands, its first field may have taken the focus.
  const opener = useMemo(() => (isOpen ? document.activeElement : null), [isOpen]);
  useEffect(() => {
    if (!(opener instanceof HTMLElement)) return undefined;
    return () => {
      if (document.activeElement === document.body) opener.focus({ preventScroll: true });
    };
  }, [opener]);
}
