import type { PublicMatter } from '../../../../contract/public-matters.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { useApi } from '../../../kit/use-api.ts';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { Empty, ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { Tag } from '../../../ui/show/StatusDot.tsx';
import { useCommunitySheet } from './CommunitySheet.tsx';
import { PlaceRow } from './PlaceRow.tsx';
import { PortalShell } from './PortalShell.tsx';
import { useDayWords } from './use-day-words.ts';
import { useMyPlace } from './use-place.ts';
import './public-matters.css';

/** /projects: what a community does with common money, as it publishes it. */
export function PublicMattersPage() {
  const t = useWords('portal-papers');
  const place = useMyPlace();
  const communities = useCommunitySheet();
  return (
    <PortalShell title={t('projects.title')}>
      <PlaceRow place={place} hint={t('projects.hint')} onChoose={communities.show} />
      {place && <Published areaId={place.areaId ?? place.communityId} />}
      {communities.sheet}
    </PortalShell>
  );
}

function Published({ areaId }: { readonly areaId: number }) {
  const t = useWords('portal-papers');
  const { data, error, refetch } = useApi('GET /public/matters', { query: { areaId } });
  if (error)
    return (
      <MobileCard>
        <ErrorBlock error={error} onRetry={() => void refetch()} />
      </MobileCard>
    );
  if (!data)
    return (
      <MobileCard>
        <Loading lines={5} />
      </MobileCard>
    );
  if (data.items.length === 0)
    return (
      <MobileCard>
        <Empty title={t('projects.none', { community: data.community })} />
      </MobileCard>
    );
  return data.items.map((item) => <MatterOfAll key={item.ref} item={item} />);
}

const toneOf = { reached: 'green', late: 'red', due: 'grey' } as const;

/** One project: what is known of it, and how far it has come. */
function MatterOfAll({ item }: { readonly item: PublicMatter }) {
  const t = useWords('portal-papers');
  const pick = usePick();
  const dayWords = useDayWords();
  return (
    <MobileCard title={item.title} aside={pick(item.plain)}>
      <dl className="public-matter">
        {item.fields.map(({ key, label, text }) => (
          <div key={key}>
            <dt>{pick(label)}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {item.plan.length > 0 && (
        <>
          <h3 className="public-plan-title">{t('projects.plan')}</h3>
          <ol className="public-plan">
            {item.plan.map(({ on, words, standing }) => (
              <li key={`${on} ${words}`}>
                <span>
                  {on && <time dateTime={on}>{on}</time>}
                  {words}
                </span>
                <Tag tone={toneOf[standing]}>{t(`projects.${standing}`)}</Tag>
              </li>
            ))}
          </ol>
        </>
      )}
      <ol className="public-way">
        {item.way.map(({ at, label, words }) => (
          <li key={`${at} ${label.zh}`}>
            <time dateTime={at}>{dayWords(at)}</time>
            <span>
              {pick(label)}
              {words && <em>{words}</em>}
            </span>
          </li>
        ))}
      </ol>
    </MobileCard>
  );
}
