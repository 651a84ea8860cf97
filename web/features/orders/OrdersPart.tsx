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
  return (
    <>
      <Segments
        label={t('title')}
        options={parts.map((key) => ({ key, label: t(key) }))}
        value={part}
        onChange={setPart}
      />
      {part === 'pool' && <PoolPart communityId={community?.id} />}
      {part === 'mine' && <TakenPart />}
      {part === 'register' && <RegisterPart community={community} />}
    </>
  );
}
