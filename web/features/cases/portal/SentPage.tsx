import { CheckCircleIcon } from '@phosphor-icons/react/dist/csr/CheckCircle';
import { useState } from 'react';
import type { TrackView } from '../../../../contract/case-views.ts';
import { useWords } from '../../../kit/i18n.ts';
import { secretWay, useLinkSecret } from '../../../kit/link-secret.tsx';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { MobileButton } from '../../../ui/mobile/StickyActions.tsx';
import { ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { trackLink } from '../track-token.ts';
import { copyWords } from './copy-words.ts';
import { useHasPhone } from './device.ts';
import { LinkButton } from './LinkButton.tsx';
import { Listen } from './Listen.tsx';
import { PortalShell } from './PortalShell.tsx';
import { TrackSlip } from './TrackSlip.tsx';
import { useDayWords } from './use-day-words.ts';
import { useTrack } from './use-matters.ts';
import './sent-page.css';

interface SentProps {
  readonly track: TrackView;
  readonly token: string;
}

/** The number, large; when the person hears; and the ways to keep it. */
function SentCard({ track, token }: SentProps) {
  const t = useWords('portal');
  const p = useWords('portal-pages');
  const sayDay = useDayWords();
  const hasPhone = useHasPhone(token);
  const [said, setSaid] = useState('');
  const link = trackLink(token, window.location.origin);
  const due = track.promiseDueAt ? p('sent.due', { day: sayDay(track.promiseDueAt) }) : '';
  const share = {
    title: t('product'),
    text: p('sent.shareText', { title: track.title, number: track.number }),
    url: link,
  };
  return (
    <MobileCard>
      <div className="portal-sent" role="status">
        <CheckCircleIcon size="3rem" weight="fill" aria-hidden />
        <h2>{p('sent.title')}</h2>
        <p>{p('sent.number')}</p>
        <p className="figures portal-sent-number">{track.number}</p>
        {due && <p className="portal-sent-due">{due}</p>}
        <p className="portal-quiet">{p(hasPhone ? 'sent.keepHint' : 'sent.keepLink')}</p>
        <Listen text={p('sent.read', { number: track.number.replaceAll('-', ' '), due })} />
      </div>
      <div className="portal-stack">
        <LinkButton {...secretWay('/t', token)} look="fill">
          {p('sent.see')}
        </LinkButton>
        <div className="portal-two">
          <MobileButton
            look="plain"
            action={{
              label: p('sent.copy'),
              onPress: () =>
                void copyWords(link).then((isDone) => setSaid(p(isDone ? 'sent.copied' : 'sent.copyFailed'))),
            }}
          />
          {typeof navigator.share === 'function' && (
            <MobileButton
              look="plain"
              action={{ label: p('sent.share'), onPress: () => void navigator.share(share).catch(() => undefined) }}
            />
          )}
        </div>
        <p role="status" className="portal-said">
          {said}
        </p>
        <p className="portal-sent-link">{link}</p>
      </div>
    </MobileCard>
  );
}

/** /sent#<secret>: right after sending; a reload shows the same. */
export function SentPage() {
  const t = useWords('portal');
  const p = useWords('portal-pages');
  const token = useLinkSecret();
  const { data, error, refetch } = useTrack({ kind: 'link', token });
  return (
    <PortalShell title={t('page.sent')}>
      {data ? (
        <>
          <SentCard track={data} token={token} />
          <MobileCard>
            <TrackSlip track={data} token={token} />
            <div className="portal-two portal-after">
              <MobileButton look="plain" action={{ label: p('sent.print'), onPress: () => window.print() }} />
              <LinkButton to="/">{p('sent.home')}</LinkButton>
            </div>
          </MobileCard>
        </>
      ) : (
        <MobileCard>
          {error ? <ErrorBlock error={error} onRetry={() => void refetch()} /> : <Loading lines={5} />}
        </MobileCard>
      )}
    </PortalShell>
  );
}
