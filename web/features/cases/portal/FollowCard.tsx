import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../../../kit/i18n.ts';
import { useSend } from '../../../kit/use-api.ts';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { Sheet } from '../../../ui/mobile/Sheet.tsx';
import { MobileButton } from '../../../ui/mobile/StickyActions.tsx';
import { useErrorWords } from '../../../ui/show/StateBlocks.tsx';
import { forgetTrack } from './device.ts';
import type { Matter } from './use-matters.ts';

const renewed = ['GET /track', 'GET /my/followed', 'GET /my/followed/:ref'] as const;

/** What somebody may do with a matter they met, too: say that it is not solved, and follow it no longer. */
export function FollowCard({ matter }: { readonly matter: Matter }) {
  const t = useWords('following');
  const { holder, track } = matter;
  const token = holder.kind === 'link' ? holder.token : undefined;
  const navigate = useNavigate();
  const stop = useSend('cases.unfollow', ['GET /my/followed'], { link: token });
  const say = useSend('cases.stillThere', renewed, { link: token });
  const sayError = useErrorWords();
  const [asks, setAsks] = useState<'stop' | 'still'>();
  const { follows } = track;
  if (!follows) return null;
  const isStop = asks === 'stop';
  const error = stop.error ?? say.error;
  const done = () => setAsks(undefined);
  const leave = () => {
    if (token) forgetTrack(token);
    void navigate({ to: '/mine', replace: true } as never);
  };
  const confirm = () =>
    isStop
      ? stop.mutate({ ref: track.ref }, { onSuccess: leave })
      : say.mutate({ ref: track.ref }, { onSuccess: done });
  return (
    <MobileCard title={t('card.title')} aside={t('card.people', { count: follows.people })}>
      <p className="portal-quiet">{t('card.hint')}</p>
      <p role="status" className="portal-said">
        {follows.saidAt && !follows.maySay ? t('card.said') : ''}
      </p>
      <div className="portal-quick">
        {follows.maySay && (
          <MobileButton look="plain" action={{ label: t('card.still'), onPress: () => setAsks('still') }} />
        )}
        <MobileButton look="plain" action={{ label: t('card.stop'), onPress: () => setAsks('stop') }} />
      </div>
      <Sheet open={asks !== undefined} title={t(isStop ? 'card.stopAsk' : 'card.stillAsk')} onClose={done}>
        <div className="portal-offer">
          <p>{t(isStop ? 'card.stopHint' : 'card.stillHint')}</p>
          {error ? (
            <p className="ll-field-error" role="alert">
              {sayError(error).title}
            </p>
          ) : null}
          <div className="portal-two">
            <MobileButton look="plain" action={{ label: t('card.stopNo'), onPress: done }} />
            <MobileButton
              look="fill"
              action={{
                label: t(isStop ? 'card.stopYes' : 'card.stillYes'),
                onPress: confirm,
                isBusy: stop.isPending || say.isPending,
              }}
            />
          </div>
        </div>
      </Sheet>
    </MobileCard>
  );
}
