import { PhoneIcon } from '@phosphor-icons/react/dist/csr/Phone';
import './dial-button.css';

interface DialButtonProps {
  readonly words: string;
  /** For those who do not see beside whom it stands. */
  readonly label?: string | undefined;
  /** The number, once it is known: the button is then a link that dials. */
  readonly phone?: string | undefined;
  readonly isBusy?: boolean;
  readonly onPress: () => void;
}

/** The green button that calls somebody; the number is asked for at the press, not before. */
export function DialButton({ words, label, phone, isBusy = false, onPress }: DialButtonProps) {
  const body = (
    <>
      <PhoneIcon size={20} weight="fill" aria-hidden />
      {words}
    </>
  );
  return phone ? (
    <a className="ll-dial" href={`tel:${phone}`} aria-label={label}>
      {body}
    </a>
  ) : (
    <button type="button" className="ll-dial" aria-label={label} aria-busy={isBusy} disabled={isBusy} onClick={onPress}>
      {body}
    </button>
  );
}
