import { useState } from 'react';
import { useWords } from '../../kit/i18n.ts';
import { Segments } from '../../ui/mobile/TileGrid.tsx';
import { PoolPart } from './PoolPart.tsx';
import { RegisterPart } from './RegisterPart.tsx';
import { TakenPart } from './TakenPart.tsx';

const parts = ['pool', 'mine', 'register'] as const;

interface OrdersPartProps {
  /** Where the one who looks lives. */
  readonly community: { readonly id: number; readonly name: string } | undefined;
}

/** What can be taken, what I took, and my registration. */
export function OrdersPart({ community }: OrdersPartProps) {
  const t = useWords('orders');
  const [part, setPart] = useState<string>('pool');
  const [isTaken, setIsTaken] = useState(false);
  const turnTo = (next: string) => {
    setPart(next);
    setIsTaken(false);
  };
  // What was taken is offered no more: whoever took it is shown where it lies now.
  const showTaken = () => {
    setPart('mine');
    setIsTaken(true);
  };
  return (
    <>
      <Segments
        label={t('title')}
        options={parts.map((key) => ({ key, label: t(key) }))}
        value={part}
        onChange={turnTo}
      />
      <p role="status" className={isTaken ? 'orders-said' : 'visually-hidden'}>
        {isTaken && t('took')}
      </p>
      {part === 'pool' && <PoolPart communityId={community?.id} onTaken={showTaken} />}
      {part === 'mine' && <TakenPart onStep={() => setIsTaken(false)} />}
      {part === 'register' && <RegisterPart communities={community ? [community] : []} />}
    </>
  );
}
