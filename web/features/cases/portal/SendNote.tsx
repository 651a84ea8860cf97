import type { Text } from '../../../../domain/text.ts';
import { useWords } from '../../../kit/i18n.ts';
import { RefusalError } from '../../../kit/refusal-error.ts';
import { useErrorWords } from '../../../ui/show/StateBlocks.tsx';
import type { ReportFault } from './report-draft.ts';

/** The line above the button: that nothing is lost, or what went wrong and that pressing again is safe. */
export function SendNote({
  error,
  isDoorUnknown = false,
}: {
  readonly error: unknown;
  readonly isDoorUnknown?: boolean;
}) {
  const t = useWords('portal');
  const p = useWords('portal-pages');
  const sayError = useErrorWords();
  if (!error) return isDoorUnknown ? t('place.unknownDoor') : p('report.kept');
  const { title } = sayError(error);
  return (
    <span role="alert" className="portal-send-error">
      {title} {error instanceof RefusalError ? '' : p('report.failedHint')}
    </span>
  );
}

/** What the server says of the phone number. */
export function phoneFaultOf(error: unknown, pick: (words: Text) => string): string | undefined {
  if (!(error instanceof RefusalError)) return undefined;
  const found = error.fields.find(({ path }) => path.includes('phone'));
  return found && pick(found.text);
}

/** Brings the first part that needs something into sight, with the keyboard in it. */
export function showFirstFault(fault: ReportFault | undefined): void {
  const part = fault === 'stopped' ? 'stops' : fault;
  requestAnimationFrame(() => {
    const card = document.querySelector<HTMLElement>(`[data-fault="${part}"]`);
    // Of several questions the one that is not answered.
    const found = card?.querySelector<HTMLElement>('[data-invalid]') ?? card;
    found?.scrollIntoView({ block: 'center' });
    found?.querySelector<HTMLElement>('input, textarea, button')?.focus({ preventScroll: true });
  });
}
