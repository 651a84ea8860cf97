import { HandHeartIcon } from '@phosphor-icons/react/dist/csr/HandHeart';
import { useWords } from '../../../kit/i18n.ts';
import { useHelped } from './use-mandates.ts';
import './helpers.css';

/** Says for whom somebody is acting, wherever they act for another. */
export function ForWhom({ mandate }: { readonly mandate: string }) {
  const t = useWords('helpers');
  const { helped, isKnown } = useHelped(mandate);
  if (!isKnown) return null;
  return (
    <div className="mandates-for" role="note">
      <HandHeartIcon size="1.75rem" weight="duotone" aria-hidden />
      <span>
        <b>{helped ? t('forWhom', { name: helped.name }) : t('past')}</b>
        {helped && <small>{t('forHint')}</small>}
      </span>
    </div>
  );
}
