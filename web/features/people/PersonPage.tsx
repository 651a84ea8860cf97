import { Link, useParams } from '@tanstack/react-router';
import { useWords } from '../../kit/i18n.ts';
import { useGo } from '../../kit/use-go.ts';
import { PageTitle } from '../../ui/desk/SplitPage.tsx';
import { PersonPane } from './PersonPane.tsx';
import './person-pane.css';

/** One person as a page of its own: for links and for a second window. */
export function PersonPage() {
  const t = useWords('people');
  const go = useGo();
  const { ref = '' } = useParams({ strict: false }) as { ref?: string };
  return (
    <div className="people-page">
      <PageTitle title={t('detail')} actions={<Link to={'/people' as never}>{t('toList')}</Link>} />
      <div className="people-page-card">
        <PersonPane personRef={ref} onChoose={(other) => go(`/people/${other}`)} />
      </div>
    </div>
  );
}
