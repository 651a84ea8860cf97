import { useEffect } from 'react';
import { ElderHome } from '../../features/cases/portal/ElderHome.tsx';
import { PlainHome } from '../../features/cases/portal/PlainHome.tsx';
import { useDoor } from '../../features/cases/portal/use-place.ts';
import { useWords } from '../../kit/i18n.ts';
import { useTextSize } from '../../kit/text-size.ts';

/** The first page of the residents' portal, in one of its two layouts; a door's code (`/?door=`) leads here. */
export function HomePage() {
  const t = useWords('portal');
  useDoor();
  useEffect(() => {
    document.title = t('product');
  }, [t]);
  return useTextSize() === 'elder' ? <ElderHome /> : <PlainHome />;
}
