import { PhoneIcon } from '@phosphor-icons/react/dist/csr/Phone';
import type { ReactNode } from 'react';
import './big-button.css';

interface BigButtonProps {
  readonly label: string;
  readonly sub?: string;
  /** Drawn at the lower right, or above the word where the button is a tile. */
  readonly icon?: ReactNode;
  /** `fill` is the main thing, `plain` another, `alarm` is help in danger and nothing else. */
  readonly look: 'fill' | 'plain' | 'alarm' | 'alarm-fill';
  readonly shape?: 'wide' | 'tile';
  readonly onPress: () => void;
}

/** A large button of the resident's home; as a tile for elders, with the icon above the word. */
export function BigButton({ label, sub, icon, look, shape = 'wide', onPress }: BigButtonProps) {
  return (
    <button type="button" className={`ll-big ll-big-${look} ll-big-${shape}`} onClick={onPress}>
      {shape === 'tile' && icon}
      <b>{label}</b>
      {sub && <span>{sub}</span>}
      {shape === 'wide' && icon}
    </button>
  );
}

/** Big buttons side by side, the first a little wider. */
export function BigButtonPair({ children }: { readonly children: ReactNode }) {
  return <div className="ll-big-pair">{children}</div>;
}

/** Tiles two by two. */
export function BigTiles({ children }: { readonly children: ReactNode }) {
  return <div className="ll-big-tiles">{children}</div>;
}

interface CallCardProps {
  /** 打给李建国 */
  readonly label: string;
  readonly sub: string;
  readonly name: string;
  /** Digits to dial. */
  readonly phone: string;
}

/** Calls a person at one press: who it is, what they do, and a green receiver of 64 px. */
export function CallCard({ label, sub, name, phone }: CallCardProps) {
  return (
    <a className="ll-call" href={`tel:${phone}`}>
      <span className="ll-call-face" aria-hidden>
        {[...name][0]}
      </span>
      <span className="ll-call-words">
        <b>{label}</b>
        <span>{sub}</span>
      </span>
      <span className="ll-call-go" aria-hidden>
        <PhoneIcon size={34} weight="fill" />
      </span>
    </a>
  );
}
