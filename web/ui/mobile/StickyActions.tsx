import type { ReactNode } from 'react';
import './sticky-actions.css';

export interface MobileAction {
  readonly label: string;
  readonly onPress: () => void;
  readonly isBusy?: boolean;
  readonly isOff?: boolean;
  readonly isAlarm?: boolean;
}

interface StickyActionsProps {
  readonly primary?: MobileAction | undefined;
  readonly secondary?: MobileAction | undefined;
  /** A line above: what happens next, or what is still missing. */
  readonly note?: ReactNode;
}

/** The actions at the thumb: one filled, at most one beside it. Give it to MobileShell as `actions`. */
export function StickyActions({ primary, secondary, note }: StickyActionsProps) {
  return (
    <>
      {note && <p className="ll-sticky-note">{note}</p>}
      <div className="ll-sticky">
        {secondary && <MobileButton action={secondary} look="plain" />}
        {primary && <MobileButton action={primary} look="fill" />}
      </div>
    </>
  );
}

interface MobileButtonProps {
  readonly action: MobileAction;
  readonly look: 'fill' | 'plain';
}

/** A phone button of full height: 50 px, 60 for elders. */
export function MobileButton({ action, look }: MobileButtonProps) {
  const { label, onPress, isBusy = false, isOff = false, isAlarm = false } = action;
  return (
    <button
      type="button"
      className={`ll-mobile-button ll-mobile-button-${look}${isAlarm ? ' ll-mobile-button-alarm' : ''}`}
      disabled={isOff || isBusy}
      aria-busy={isBusy}
      onClick={onPress}
    >
      {label}
    </button>
  );
}
