import { type RefCallback, useCallback } from 'react';

const focusable = 'a[href], button:not([disabled]), input:not([disabled]), select, textarea, [tabindex="0"]';

/**
 * A ref for a box that scrolls: while more is in it than it shows and nothing in it takes the focus, the box does itself, so that it can be
 * scrolled by keyboard.
 */
export function useScrollFocus<E extends HTMLElement>(): RefCallback<E> {
  return useCallback((box: E | null) => {
    if (!box || typeof ResizeObserver === 'undefined') return undefined;
    let frame = 0;
    const look = () => {
      const overflows = box.scrollHeight > box.clientHeight || box.scrollWidth > box.clientWidth;
      if (overflows && !box.querySelector(focusable)) box.tabIndex = 0;
      else box.removeAttribute('tabindex');
    };
    const soon = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(look);
    };
    const sizes = new ResizeObserver(soon);
    const changes = new MutationObserver(soon);
    sizes.observe(box);
    changes.observe(box, { childList: true, subtree: true });
    return () => {
      cancelAnimationFrame(frame);
      sizes.disconnect();
      changes.disconnect();
    };
  }, []);
}
