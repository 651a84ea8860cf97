import '../../../ui/mobile/sticky-actions.css';

interface SubmitButtonProps {
  readonly label: string;
  readonly isBusy: boolean;
}

/** Sends the form it stands in. */
export function SubmitButton({ label, isBusy }: SubmitButtonProps) {
  return (
    <button type="submit" className="ll-mobile-button ll-mobile-button-fill" disabled={isBusy} aria-busy={isBusy}>
      {label}
    </button>
  );
}
