import { Outlet, useRouterState } from '@tanstack/react-router';
import { useWords } from '../kit/i18n.ts';
import './surface-root.css';

/** Every page of a surface, and a bar over it while the next one is on its way: until then the old page stays in sight. */
export function SurfaceRoot() {
  const t = useWords('common');
  const isOnItsWay = useRouterState({ select: ({ isLoading }) => isLoading });
  return (
    <>
      {isOnItsWay && (
        <div className="ll-on-its-way" role="progressbar" aria-busy="true" aria-label={t('state.loading')} />
      )}
      <Outlet />
    </>
  );
}
