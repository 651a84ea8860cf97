import type { Hearing, PublicGuide } from '../../../../contract/legal-service.ts';
import { hearingKinds, legalTopics } from '../../../../domain/legal-service/topics.ts';
import { api } from '../../../kit/api.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { useApi } from '../../../kit/use-api.ts';
import { useInstantWords } from '../../../kit/use-time.ts';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { MobileButton } from '../../../ui/mobile/StickyActions.tsx';
import { Empty, ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { useCommunitySheet } from './CommunitySheet.tsx';
import { LinkButton } from './LinkButton.tsx';
import { PortalShell } from './PortalShell.tsx';
import { useMyPlace } from './use-place.ts';
import './book-page.css';

/** /legal: guides in law around my place as they agreed to be found, when a judge comes, and the other ways to ask. */
export function LegalPage() {
  const t = useWords('portal-legal');
  const place = useMyPlace();
  const communities = useCommunitySheet();
  return (
    <PortalShell title={t('title')}>
      <MobileCard {...(place ? {} : { title: t('choosePlace') })}>
        {place ? (
          <div className="portal-home-row">
            <b>{place.communityName}</b>
            <button type="button" onClick={communities.show}>
              {t('choose')}
            </button>
          </div>
        ) : (
          <MobileButton look="fill" action={{ label: t('choose'), onPress: communities.show }} />
        )}
      </MobileCard>
      {place && <AroundPlace areaId={place.areaId ?? place.communityId} />}
      <MobileCard title={t('more')}>
        <div className="portal-stack">
          <LinkButton to={'/apply/legal-consultation' as never}>{t('ask')}</LinkButton>
          <LinkButton to={'/book' as never}>{t('book')}</LinkButton>
        </div>
      </MobileCard>
      {communities.sheet}
    </PortalShell>
  );
}

function AroundPlace({ areaId }: { readonly areaId: number }) {
  const t = useWords('portal-legal');
  const { data, error, refetch } = useApi('GET /public/legal-service', { query: { areaId } });
  if (error) return <ErrorBlock error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={4} />;
  return (
    <>
      <MobileCard title={t('guides')}>
        <p className="portal-quiet">{t('guidesHint')}</p>
        {data.guides.length === 0 ? (
          <Empty title={t('noGuides')} hint={t('noGuidesHint')} />
        ) : (
          <ul className="book-own">
            {data.guides.map((guide) => (
              <GuideRow key={guide.id} guide={guide} />
            ))}
          </ul>
        )}
      </MobileCard>
      <MobileCard title={t('hearings')}>
        {data.hearings.length === 0 ? (
          <p className="portal-quiet">{t('noHearings')}</p>
        ) : (
          <>
            <ul className="book-own">
              {data.hearings.map((hearing) => (
                <HearingRow key={hearing.id} hearing={hearing} />
              ))}
            </ul>
            <a
              className="ll-mobile-button ll-mobile-button-plain portal-link-button"
              href={api.href('GET /public/hearings/calendar', { query: { areaId } })}
            >
              {t('calendar')}
            </a>
          </>
        )}
      </MobileCard>
    </>
  );
}

function GuideRow({ guide }: { readonly guide: PublicGuide }) {
  const t = useWords('portal-legal');
  const pick = usePick();
  const { name, areaName, topics, place, phone } = guide;
  return (
    <li>
      <b>{name}</b>
      <span>{[areaName, place].filter(Boolean).join(' · ')}</span>
      {topics.length > 0 && (
        <span className="portal-quiet">{topics.map((one) => pick(legalTopics[one])).join(' · ')}</span>
      )}
      {phone !== '' && (
        <a
          className="ll-mobile-button ll-mobile-button-plain portal-link-button"
          href={`tel:${phone.replace(/[^\d+]/g, '')}`}
        >
          {t('call', { phone })}
        </a>
      )}
    </li>
  );
}

function HearingRow({ hearing }: { readonly hearing: Hearing }) {
  const t = useWords('portal-legal');
  const pick = usePick();
  const sayInstant = useInstantWords();
  const { kind, title, court, judge, place, phone, isOpen, startsAt, withdrawn } = hearing;
  return (
    <li>
      <b>{sayInstant(startsAt)}</b>
      <span>
        {pick(hearingKinds[kind])} · {title}
      </span>
      <span>{[place, court, judge && t('judge', { name: judge }), phone].filter(Boolean).join(' · ')}</span>
      {withdrawn === null ? (
        <span className="portal-quiet">{t(isOpen ? 'open' : 'closed')}</span>
      ) : (
        <b role="status">{t('withdrawn', { why: withdrawn })}</b>
      )}
    </li>
  );
}
