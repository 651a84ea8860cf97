import { Outlet } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useWords } from '../../kit/i18n.ts';
import { LanguageSwitch } from '../../ui/show/LanguageSwitch.tsx';
import { Loading } from '../../ui/show/StateBlocks.tsx';
import { WallShell } from '../../ui/wall/WallShell.tsx';
import { SessionGuard } from '../SessionGuard.tsx';

/** The frame around every wall page. */
export function CommandFrame() {
  const t = useWords('wall');
  return (
    <WallShell title={t('title')} aside={<LanguageSwitch />}>
      <SessionGuard>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </SessionGuard>
    </WallShell>
  );
}
