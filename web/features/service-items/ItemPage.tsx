import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { PublicItem } from '../../../contract/service-items.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useGo } from '../../kit/use-go.ts';
import { MobileCard } from '../../ui/mobile/MobileShell.tsx';
import { StickyActions } from '../../ui/mobile/StickyActions.tsx';
import { Empty, ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { ServicesShell, useCarried } from './ServicesPage.tsx';
import { usePublicItems } from './use-public-items.ts';

/** /services/<id>: the guide of one item, and the way to apply. */
export function ItemPage() {
  const t = useWords('service-items');
  const pick = usePick();
  const go = useGo();
  const carried = useCarried();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const { data, error, refetch } = usePublicItems();
  const item = data?.items.find((one) => String(one.id) === id);
  const apply = () => go(`/apply/${item?.caseType ?? ''}`, { ...carried, category: id });
  const label = t(item?.guide.platform ? 'applyHelp' : 'apply');
  return (
    <ServicesShell
      title={item ? pick(item.name) : t('title')}
      back="/apply"
      actions={item && <StickyActions primary={{ label, onPress: apply }} />}
    >
      {item ? (
        <Guide item={item} />
      ) : (
        <MobileCard>
          {error && <ErrorBlock error={error} onRetry={() => void refetch()} />}
          {!data && !error && <Loading lines={8} />}
          {data && <Empty title={t('missing')} />}
        </MobileCard>
      )}
    </ServicesShell>
  );
}

/** A list in the order given. */
function Lines({ lines, isOrdered = false }: { readonly lines: readonly ReactNode[]; readonly isOrdered?: boolean }) {
  const rows = lines.map((line, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines of a guide stand in their order and do not change while it is read
    <li key={at}>{line}</li>
  ));
  return isOrdered ? <ol className="services-lines">{rows}</ol> : <ul className="services-lines">{rows}</ul>;
}

function Guide({ item }: { readonly item: PublicItem }) {
  const t = useWords('service-items');
  const pick = usePick();
  const { guide, limits, asks } = item;
  const facts: readonly (readonly [string, string])[] = [
    [t('who'), pick(guide.who)],
    [t('result'), pick(guide.result)],
    [t('fee'), t('free')],
    ...limits.map(({ label, limit }) => [pick(label), pick(limit)] as const),
  ];
  return (
    <>
      <MobileCard>
        <p>{pick(guide.summary)}</p>
        <dl className="services-facts">
          {facts.map(([label, words]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
      </MobileCard>
      <MobileCard title={t('materials')}>
        {guide.materials.length === 0 ? (
          <p className="services-quiet">{t('noMaterials')}</p>
        ) : (
          <>
            <Lines
              lines={guide.materials.map(({ code, label, isRequired, record }) => (
                <span key={code}>
                  {pick(label)}
                  <small>{[record && t('onRecord'), !isRequired && t('optional')].filter(Boolean).join(' · ')}</small>
                </span>
              ))}
            />
            <p className="services-quiet">{t('materialsHint')}</p>
          </>
        )}
      </MobileCard>
      {asks.length > 0 && (
        <MobileCard title={t('asks')}>
          <Lines lines={asks.map(pick)} />
        </MobileCard>
      )}
      {guide.steps.length > 0 && (
        <MobileCard title={t('steps')}>
          <Lines lines={guide.steps.map(pick)} isOrdered />
        </MobileCard>
      )}
      {guide.platform?.address && (
        <MobileCard title={t('platform')}>
          <p className="services-links">
            <a href={guide.platform.address} target="_blank" rel="noreferrer">
              {t('platformOpen', { name: pick(guide.platform.name) })}
            </a>
          </p>
        </MobileCard>
      )}
      <MobileCard title={t('basis')}>
        <Lines
          lines={[
            ...guide.basis.map(({ title, words }) => `${pick(title)}：${pick(words)}`),
            ...limits.map(({ basis }) => pick(basis)),
          ]}
        />
      </MobileCard>
    </>
  );
}
