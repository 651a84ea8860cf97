import { lazy, useEffect } from 'react';
import { useDoor } from '../../features/cases/portal/use-place.ts';
import { useWords } from '../../kit/i18n.ts';
import { useTextSize } from '../../kit/text-size.ts';
import { useInstallation } from '../../kit/use-installation.ts';

const PlainHome = lazy(() =>
  import('../../features/cases/portal/PlainHome.tsx').then((module) => ({ default: module.PlainHome })),
);
const ElderHome = lazy(() =>
  import('../../features/cases/portal/ElderHome.tsx').then((module) => ({ default: module.ElderHome })),
);

/** The first page of the residents' portal, in one of its two layouts; a door's code (`/?door=`) leads here. */
export function HomePage() {
  const t = useWords('portal');
  const { name } = useInstallation();
  useDoor();
  useEffect(() => {
    document.title = name ?? t('product');
  }, [name, t]);
  return useTextSize() === 'elder' ? <ElderHome /> : <PlainHome />;
}
