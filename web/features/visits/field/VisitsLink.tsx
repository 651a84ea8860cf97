import { HandHeartIcon } from '@phosphor-icons/react/dist/csr/HandHeart';
import { Link } from '@tanstack/react-router';
import type { SessionView } from '../../../../contract/identity.ts';
import { useWords } from '../../../kit/i18n.ts';
import { mayAnywhere } from '../../../kit/session.ts';

/** The way to the doors that are due, for whoever visits. */
export function VisitsLink({ here }: { readonly here: SessionView | undefined }) {
  const t = useWords('visits');
  if (!mayAnywhere(here, 'visits.record') && !mayAnywhere(here, 'visits.linked')) return null;
  return (
    <Link to={'/visits' as never} className="field-go field-go-plain">
      <HandHeartIcon size={28} weight="duotone" aria-hidden />
      <span>
        <b>{t('go')}</b>
        <small>{t('goHint')}</small>
      </span>
    </Link>
  );
}
