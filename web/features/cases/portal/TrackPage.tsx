import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useWords } from '../../../kit/i18n.ts';
import { useLinkSecret } from '../../../kit/link-secret.tsx';
import { RefusalError } from '../../../kit/refusal-error.ts';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { MobileButton } from '../../../ui/mobile/StickyActions.tsx';
import { Empty, ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { trackLink } from '../track-token.ts';
import { copyWords } from './copy-words.ts';
import { forgetTrack, keepTrack, useKept } from './device.ts';
import { LinkButton } from './LinkButton.tsx';
import { PortalShell } from './PortalShell.tsx';
import { TrackBody } from './TrackBody.tsx';
import { TrackSlip } from './TrackSlip.tsx';
import { type Holder, useTrack } from './use-matters.ts';

const ForWhom = lazy(() => import('./ForWhom.tsx').then(({ ForWhom: It }) => ({ default: It })));

/** Whether the link is no link of ours, as against a line that is down. */
const isLost = (error: unknown): boolean =>
  error instanceof RefusalError && [401, 403, 404, 422].includes(error.status);

function LostLink() {
  const t = useWords('portal');
  const p = useWords('portal-pages');
  return (
    <MobileCard>
      <Empty
        title={p('track.lost')}
        hint={p('track.lostHint')}
        action={
          <div className="portal-two">
            <LinkButton to="/lookup" look="fill">
              {t('page.lookup')}
            </LinkButton>
            <LinkButton to="/sign-in">{t('page.signIn')}</LinkButton>
          </div>
        }
      />
    </MobileCard>
  );
}

/** A matter's page for its holder, or the way on where it does not open. */
function Progress({ holder }: { readonly holder: Holder }) {
  const { data, error, refetch } = useTrack(holder);
  if (data) return <TrackBody matter={{ holder, track: data }} />;
  if (isLost(error)) return <LostLink />;
  return (
    <MobileCard>
      {error ? <ErrorBlock error={error} onRetry={() => void refetch()} /> : <Loading lines={6} />}
    </MobileCard>
  );
}

/** What the link's holder may do with the link itself. */
function LinkTools({ token }: { readonly token: string }) {
  const t = useWords('portal-pages');
  const { data } = useTrack({ kind: 'link', token });
  const [tracks = []] = useKept('tracks');
  const [said, setSaid] = useState('');
  if (!data) return null;
  const isKept = tracks.some((track) => track.token === token);
  const link = trackLink(token, window.location.origin);
  return (
    <MobileCard>
      <div className="portal-quick portal-quick-first">
        <MobileButton
          look="plain"
          action={{
            label: t('track.copy'),
            onPress: () => void copyWords(link).then((isDone) => setSaid(isDone ? t('sent.copied') : link)),
          }}
        />
        <MobileButton look="plain" action={{ label: t('track.print'), onPress: () => window.print() }} />
        <MobileButton
          look="plain"
          action={{
            label: t(isKept ? 'track.forget' : 'track.keep'),
            onPress: () => {
              if (isKept) forgetTrack(token);
              else keepTrack({ token, number: data.number });
              setSaid(isKept ? '' : t('track.kept'));
            },
          }}
        />
      </div>
      <p role="status" className="portal-said">
        {said}
      </p>
      <TrackSlip track={data} token={token} isPaperOnly />
    </MobileCard>
  );
}

/** /t#<secret>: the way of a matter by its link. The secret goes in a header, never in an address that a server sees. */
export function TrackPage() {
  const t = useWords('portal');
  const token = useLinkSecret();
  return (
    <PortalShell title={t('page.track')}>
      <Progress holder={{ kind: 'link', token }} />
      <LinkTools key={token} token={token} />
    </PortalShell>
  );
}

/** /mine/<ref>: one of the matters under the phone signed in with. */
export function MyCasePage() {
  const t = useWords('portal');
  const { ref = '' } = useParams({ strict: false }) as { ref?: string };
  return (
    <PortalShell title={t('page.track')}>
      <Progress holder={{ kind: 'mine', ref }} />
    </PortalShell>
  );
}

/** /helped/<mandate>/<ref>: a matter of the one whom a helper acts for. */
export function HelpedCasePage() {
  const t = useWords('portal');
  const { ref = '', mandate = '' } = useParams({ strict: false }) as { ref?: string; mandate?: string };
  return (
    <PortalShell title={t('page.track')}>
      <Suspense fallback={null}>
        <ForWhom mandate={mandate} />
      </Suspense>
      <Progress holder={{ kind: 'helped', ref, mandate }} />
    </PortalShell>
  );
}

/** /followed/<ref>: a matter that the phone signed in with follows. */
export function FollowedPage() {
  const t = useWords('portal');
  const { ref = '' } = useParams({ strict: false }) as { ref?: string };
  return (
    <PortalShell title={t('page.track')}>
      <Progress holder={{ kind: 'followed', ref }} />
    </PortalShell>
  );
}
