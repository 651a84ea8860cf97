import { Link } from '@tanstack/react-router';
import { useWords } from '../../../kit/i18n.ts';
import { useReach } from '../../../kit/use-reach.ts';
import { FieldBanner } from '../../../offline/FieldBanner.tsx';
import { sender } from '../../../offline/field-outbox.ts';
import type { OutboxRow } from '../../../offline/store.ts';
import { useRows } from '../../../offline/use-outbox.ts';
import { MobileCard, MobileShell } from '../../../ui/mobile/MobileShell.tsx';
import { Empty, Loading } from '../../../ui/show/StateBlocks.tsx';
import { QueueRow } from './QueueRow.tsx';
import './field.css';
import './queue.css';

const dayMs = 24 * 3_600_000;

function Rows({ rows }: { readonly rows: readonly OutboxRow[] }) {
  return (
    <ul className="field-lines">
      {rows.map((row) => (
        <QueueRow key={row.id} row={row} />
      ))}
    </ul>
  );
}

/** What was done in the field: sent back, on its way, not finished, and delivered this week. */
export function QueuePage() {
  const t = useWords('field');
  const isReached = useReach();
  const rows = useRows();
  const of = (...states: readonly OutboxRow['state'][]) => (rows ?? []).filter(({ state }) => states.includes(state));
  const [back, waiting, drafts, done] = [of('refused'), of('waiting', 'sending'), of('draft'), of('done')];
  const isOld = waiting.some(({ madeAt }) => Date.now() - Date.parse(madeAt) > dayMs);
  return (
    <MobileShell look="work" title={t('page.queue')} tabs="surface" {...(isReached ? {} : { banner: <FieldBanner /> })}>
      <MobileCard>
        <div className="field-counts">
          <div className="field-amber">
            <b>{waiting.length}</b>
            {t('queue.waiting')}
          </div>
          <div className={back.length > 0 ? 'field-red' : ''}>
            <b>{back.length}</b>
            {t('queue.needsYou')}
          </div>
          <div className="field-green">
            <b>{done.length}</b>
            {t('queue.delivered')}
          </div>
        </div>
      </MobileCard>
      {!rows && <Loading />}
      {isOld && <p className="field-old">{t('queue.old')}</p>}
      {back.length > 0 && (
        <MobileCard title={t('queue.needsYou')}>
          <Rows rows={back} />
        </MobileCard>
      )}
      {waiting.length > 0 && (
        <MobileCard title={t('queue.waiting')} aside={t('queue.safe')}>
          <Rows rows={waiting} />
          <button type="button" className="field-link" onClick={() => void sender.flushNow()}>
            {t('queue.sendNow')}
          </button>
        </MobileCard>
      )}
      {drafts.length > 0 && (
        <MobileCard title={t('queue.draft')}>
          <Rows rows={drafts} />
        </MobileCard>
      )}
      {done.length > 0 && (
        <MobileCard title={t('queue.recent')}>
          <Rows rows={done} />
        </MobileCard>
      )}
      {rows?.length === 0 && (
        <MobileCard>
          <Empty
            title={t('queue.empty')}
            hint={t('queue.emptyHint')}
            action={
              <Link to={'/report' as never} className="field-link">
                {t('home.report')}
              </Link>
            }
          />
        </MobileCard>
      )}
    </MobileShell>
  );
}
