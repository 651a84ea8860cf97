import { Link, useParams } from '@tanstack/react-router';
import { useWords } from '../../../kit/i18n.ts';
import { PageTitle } from '../../../ui/desk/SplitPage.tsx';
import { CasePane } from './CasePane.tsx';
import './case-pane.css';

/** One matter as a page of its own: for links, for a second window, for print. */
export function CasePage() {
  const t = useWords('cases');
  const { ref = '' } = useParams({ strict: false }) as { ref?: string };
  return (
    <div className="cases-page">
      <PageTitle title={t('page.one')} actions={<Link to="/cases">{t('page.toAll')}</Link>} />
      <div className="cases-page-card">
        <CasePane caseRef={ref} />
      </div>
    </div>
  );
}
