import { useNavigate } from '@tanstack/react-router';
import { useReach } from '../kit/use-reach.ts';
import { OfflineBanner } from '../ui/mobile/OfflineBanner.tsx';
import { useWaitingCount } from './use-outbox.ts';

/** Says when there is no signal and how much waits on this phone; a press opens the queue. */
export function FieldBanner() {
  const isReached = useReach();
  const waiting = useWaitingCount() ?? 0;
  const navigate = useNavigate();
  return (
    <OfflineBanner isOnline={isReached} waiting={waiting} onOpen={() => void navigate({ to: '/reports' as never })} />
  );
}
