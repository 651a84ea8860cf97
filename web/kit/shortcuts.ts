import { useSyncExternalStore } from 'react';

const storageKey = 'linli.shortcuts';
const listeners = new Set<() => void>();

function stored(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off';
  } catch {
    return true;
  }
}

let isOn = stored();

/** Turns the single-key shortcuts on or off, on this device (WCAG 2.1.4: who speaks or whose hand slips can do without). */
export function turnShortcuts(on: boolean): void {
  isOn = on;
  try {
    localStorage.setItem(storageKey, on ? 'on' : 'off');
  } catch {
    // Kept until the page is closed.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether single-key shortcuts are on here. */
export function useShortcutsOn(): boolean {
  return useSyncExternalStore(subscribe, () => isOn);
}

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly isComposing: boolean;
  readonly defaultPrevented: boolean;
  readonly target: EventTarget | null;
}

const typing = 'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="textbox"]';
const overlays = '.ant-modal-wrap, [role="dialog"], [role="menu"], .ant-select-dropdown';

/** Whether a press belongs to the page rather than to a field, a dialog, a menu or the browser. */
export function isForPage(event: Pressed): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return false;
  const { target } = event;
  if (!(target instanceof Element)) return true;
  const field = target.closest(typing);
  const isTick = field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio');
  return (field === null || isTick) && target.closest(overlays) === null;
}
