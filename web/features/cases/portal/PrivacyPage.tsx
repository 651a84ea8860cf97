import { Fragment } from 'react';
import { levelWords, type RegisterPart, registerParts } from '../../../../domain/registry/register-words.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { useApi } from '../../../kit/use-api.ts';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { LinkButton } from './LinkButton.tsx';
import { PortalShell } from './PortalShell.tsx';
import './privacy.css';

/** /privacy: what may be registered of people here, and why, in plain words. */
export function PrivacyPage() {
  const t = useWords('portal-pages');
  const pick = usePick();
  const { data, error, refetch } = useApi('GET /field-register');
  // Only what concerns a person: the rest of a matter is about the matter.
  const lines = data?.items.filter(({ part, level }) => part !== 'house' && (part !== 'case' || level > 1));
  return (
    <PortalShell title={t('privacy.title')}>
      <MobileCard>
        <ul className="portal-privacy-rules">
          <li>{t('privacy.little')}</li>
          <li>{t('privacy.masked')}</li>
          <li>{t('privacy.never')}</li>
          <li>{t('privacy.ask')}</li>
        </ul>
        <div className="portal-after">
          <LinkButton to="/my-data">{t('me.data')}</LinkButton>
        </div>
      </MobileCard>
      {error && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {!lines && !error && <Loading lines={6} />}
      {lines &&
        (Object.keys(registerParts) as RegisterPart[]).map((part) => {
          const own = lines.filter((line) => line.part === part);
          return own.length === 0 ? null : (
            <MobileCard key={part} title={pick(registerParts[part])}>
              <dl className="portal-privacy">
                {own.map(({ key, label, of, purpose, basis, term, level }) => (
                  <Fragment key={key}>
                    <dt>
                      {pick(label)}
                      {of && <small> · {pick(of)}</small>}
                    </dt>
                    <dd>
                      {t('privacy.line', { purpose: pick(purpose), basis, term: pick(term) })}
                      {level === 3 && <small>{pick(levelWords[3])}</small>}
                    </dd>
                  </Fragment>
                ))}
              </dl>
            </MobileCard>
          );
        })}
    </PortalShell>
  );
}
