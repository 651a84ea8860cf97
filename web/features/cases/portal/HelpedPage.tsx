import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { apiQuery } from '../../../kit/use-api.ts';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { StepBar } from '../../../ui/mobile/StepBar.tsx';
import { Empty, ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { ForWhom } from './ForWhom.tsx';
import { LinkButton } from './LinkButton.tsx';
import { PortalShell } from './PortalShell.tsx';
import { currentStep } from './track-words.ts';
import { useHelped } from './use-mandates.ts';
import './matter-card.css';

/** The matters of the one who is helped, where the mandate covers looking. */
function HelpedMatters({ mandate, name }: { readonly mandate: string; readonly name: string }) {
  const t = useWords('helpers');
  const pick = usePick();
  const { data, error, refetch } = useQuery(apiQuery('GET /my/cases', { query: { limit: 50 }, mandate }));
  return (
    <MobileCard title={t('matters', { name })}>
      {error && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={5} />}
      {data?.items.length === 0 && <Empty title={t('mattersNone')} />}
      {data?.items.map((item) => (
        <article key={item.ref} className="portal-matter">
          <Link
            to={'/helped/$mandate/$ref' as never}
            params={{ mandate, ref: item.ref } as never}
            className="portal-matter-head"
          >
            <span>
              <b>{item.title || item.number}</b>
              <span>{pick(item.plain)}</span>
              <small className="figures">{item.number}</small>
            </span>
          </Link>
          <StepBar
            label={item.title}
            steps={item.steps.map(({ label }) => pick(label))}
            current={currentStep(item.steps)}
          />
        </article>
      ))}
    </MobileCard>
  );
}

/** /helped/<mandate>: what a helper may do for somebody, and how their matters stand. */
export function HelpedPage() {
  const t = useWords('helpers');
  const { mandate = '' } = useParams({ strict: false }) as { mandate?: string };
  const { helped } = useHelped(mandate);
  const may = (cover: 'report' | 'apply' | 'track'): boolean => helped?.covers.includes(cover) ?? false;
  const search = { for: mandate } as never;
  return (
    <PortalShell title={t('title')}>
      <ForWhom mandate={mandate} />
      {(may('report') || may('apply')) && (
        <MobileCard>
          <div className="portal-two">
            {may('report') && (
              <LinkButton to="/report" search={search} look="fill">
                {t('report')}
              </LinkButton>
            )}
            {may('apply') && (
              <LinkButton to="/apply" search={search}>
                {t('apply')}
              </LinkButton>
            )}
          </div>
        </MobileCard>
      )}
      {helped &&
        (may('track') ? (
          <HelpedMatters mandate={mandate} name={helped.name} />
        ) : (
          <MobileCard>
            <p className="portal-quiet">{t('notTrack')}</p>
          </MobileCard>
        ))}
    </PortalShell>
  );
}
