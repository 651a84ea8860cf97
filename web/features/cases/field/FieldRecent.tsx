import { Link } from '@tanstack/react-router';
import { useWords } from '../../../kit/i18n.ts';
import { useRows } from '../../../offline/use-outbox.ts';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { QueueRow } from './QueueRow.tsx';
import './field.css';
import './queue.css';

const shown = 3;

/** The last things done in the field; a report left unfinished stands first. */
export function FieldRecent() {
  const t = useWords('field');
  const rows = useRows();
  const drafts = rows?.filter(({ state, command }) => state === 'draft' && command === 'cases.raise') ?? [];
  const recent = rows?.filter(({ state }) => state !== 'draft').slice(0, shown) ?? [];
  return (
    <MobileCard title={t('home.recent')}>
      {drafts.length > 0 && (
        <p className="field-draft">
          {t('home.draft')}
          <Link to={'/report' as never} className="field-link">
            {t('home.goOn')}
          </Link>
        </p>
      )}
      {rows && recent.length === 0 && <p className="field-hint">{t('home.nothingSent')}</p>}
      <ul className="field-lines">
        {recent.map((row) => (
          <QueueRow key={row.id} row={row} />
        ))}
      </ul>
      {recent.length > 0 && (
        <Link to={'/reports' as never} className="field-link">
          {t('home.all')}
        </Link>
      )}
    </MobileCard>
  );
}
