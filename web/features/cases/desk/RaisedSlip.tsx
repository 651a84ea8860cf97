import { Fragment, useMemo } from 'react';
import { createPortal } from 'react-dom';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { momentOf } from '../../../kit/time.ts';
import { useApi } from '../../../kit/use-api.ts';
import { qrPath } from '../../../ui/show/qr-path.ts';
import { trackLink } from '../track-token.ts';
import type { RaisedMatter } from './RaisedResult.tsx';
import './raised-slip.css';

interface SlipProps {
  readonly matter: RaisedMatter;
  readonly trackToken: string;
}

/** The phone of the residents' committee there, for those who would rather call. */
function useCommunityPhone(communityId: number | undefined): { name: string; phone: string } | undefined {
  const { data } = useApi('POST /organisations', {
    query: { kind: 'committee', limit: 1, ...(communityId === undefined ? {} : { areaId: communityId }) },
  });
  const found = data?.items[0];
  return communityId !== undefined && found?.phone ? { name: found.name, phone: found.phone } : undefined;
}

function SlipBody({ matter, trackToken }: SlipProps) {
  const t = useWords('cases');
  const pick = usePick();
  const link = trackLink(trackToken, window.location.origin);
  const { side, path } = useMemo(() => qrPath(link), [link]);
  const office = useCommunityPhone(matter.place?.communityId);
  const due = matter.promiseDueAt ? momentOf(matter.promiseDueAt) : undefined;
  const made = momentOf(new Date());
  const where = [matter.place?.communityName, matter.place?.words, matter.placeWords].filter(Boolean).join(' ');
  return (
    <>
      <h2>{t('slip.title')}</h2>
      <dl>
        <dt>{t('slip.number')}</dt>
        <dd className="figures cases-slip-number">{matter.number}</dd>
        <dt>{t('slip.what')}</dt>
        <dd>
          {pick(matter.typeTitle)}
          {matter.words && `：${matter.words}`}
        </dd>
        {matter.answers.map(({ key, label, text }) => (
          <Fragment key={key}>
            <dt>{pick(label)}</dt>
            <dd>{pick(text)}</dd>
          </Fragment>
        ))}
        <dt>{t('slip.where')}</dt>
        <dd>{where}</dd>
        <dt>{t('slip.made')}</dt>
        <dd className="figures">
          {made.day} {made.time}
        </dd>
        {due && (
          <>
            <dt>{t('slip.promise')}</dt>
            <dd className="figures">{due.day}</dd>
          </>
        )}
        {office && (
          <>
            <dt>{office.name}</dt>
            <dd className="figures">{office.phone}</dd>
          </>
        )}
      </dl>
      <div className="cases-slip-code">
        <svg viewBox={`0 0 ${side} ${side}`} role="img" aria-label={t('slip.code')} shapeRendering="crispEdges">
          <rect width={side} height={side} fill="#fff" />
          <path d={path} fill="#000" />
        </svg>
        <p>{t('slip.scan')}</p>
      </div>
      <p className="cases-slip-how">
        {matter.phone ? t('slip.how', { site: `${window.location.origin}/lookup` }) : t('slip.howLink')}
      </p>
    </>
  );
}

/** The slip to hand over: seen beside the number, and alone on paper when printed. */
export function RaisedSlip(props: SlipProps) {
  const t = useWords('cases');
  return (
    <>
      <section className="cases-slip cases-slip-seen" aria-label={t('slip.title')}>
        <SlipBody {...props} />
      </section>
      {createPortal(
        <div className="cases-slip cases-slip-paper" aria-hidden>
          <SlipBody {...props} />
        </div>,
        document.body,
      )}
    </>
  );
}
