import { Link, useParams } from '@tanstack/react-router';
import { useWords } from '../../kit/i18n.ts';
import { PageTitle } from '../../ui/desk/SplitPage.tsx';
import { HousePane } from './HousePane.tsx';

/** One home as a page of its own: for links and for a second window. */
export function HousePage() {
  const t = useWords('houses');
  const { ref = '' } = useParams({ strict: false }) as { ref?: string };
  return (
    <div className="houses-page">
      <PageTitle title={t('detail')} actions={<Link to={'/houses' as never}>{t('toList')}</Link>} />
      <div className="houses-page-card">
        <HousePane houseRef={ref} />
      </div>
    </div>
  );
}
