import { Alert, Button } from 'antd';
import { useState } from 'react';
import type { ImportDetail } from '../../../contract/imports.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useSend } from '../../kit/use-api.ts';
import { useGo } from '../../kit/use-go.ts';
import { ConfirmDialog } from '../../ui/desk/ConfirmDialog.tsx';
import { useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { ColumnTable } from './ColumnTable.tsx';
import { ImportFigures } from './ImportFigures.tsx';
import { ImportRows } from './ImportRows.tsx';
import { countChanges, type Drafts, overridesOf, setColumn, setIncluded } from './plan-drafts.ts';
import { SheetList } from './SheetList.tsx';
import { rowReads } from './use-import.ts';

interface PreviewProps {
  readonly item: ImportDetail;
}

/** How the file is read, to be looked at and corrected; then to be tried or run. */
export function ImportPreview({ item }: PreviewProps) {
  const [drafts, setDrafts] = useState<Drafts>({});
  const [shown, setShown] = useState(() => item.sheets.find((sheet) => sheet.isIncluded)?.name ?? item.sheets[0]?.name);
  const sheet = item.sheets.find(({ name }) => name === shown);
  return (
    <>
      <RunBar item={item} isChanged={countChanges(drafts) > 0} />
      {item.counts && item.isDryRun && <Tried item={item} />}
      <RefusedColumns item={item} />
      <Plan item={item}>
        <SheetList
          sheets={item.sheets}
          drafts={drafts}
          shown={shown}
          onShow={setShown}
          onInclude={(name, included) => setDrafts(setIncluded(drafts, item.sheets, name, included))}
        />
        {sheet && (
          <ColumnTable
            key={sheet.name}
            sheet={sheet}
            refused={item.refusedColumns.filter((column) => column.sheet === sheet.name)}
            draft={drafts[sheet.name]}
            onChoose={(column, field) => setDrafts(setColumn(drafts, item.sheets, sheet.name, column, field))}
          />
        )}
      </Plan>
      <ChangesBar item={item} drafts={drafts} onReset={() => setDrafts({})} />
    </>
  );
}

function Plan({ item, children }: { readonly item: ImportDetail; readonly children: React.ReactNode }) {
  const t = useWords('imports');
  return (
    <section className="imports-plan" aria-label={`${t('preview.title')} ${item.fileName}`}>
      {children}
    </section>
  );
}

function Tried({ item }: PreviewProps) {
  const t = useWords('imports');
  return (
    <section className="imports-tried" aria-label={t('run.tried')}>
      <Alert type="info" showIcon title={t('run.triedHint')} />
      {item.counts && <ImportFigures counts={item.counts} />}
      <ImportRows item={item} />
    </section>
  );
}

function RunBar({ item, isChanged }: PreviewProps & { readonly isChanged: boolean }) {
  const t = useWords('imports');
  const go = useGo();
  const sayError = useErrorWords();
  const run = useSend('imports.run', rowReads);
  const discard = useSend('imports.discard', ['GET /imports']);
  const [isAsking, setIsAsking] = useState(false);
  const start = (isDryRun: boolean) => run.mutate({ ref: item.ref, isDryRun });
  return (
    <div className="imports-bar">
      <Button type="primary" disabled={isChanged} loading={run.isPending} onClick={() => start(false)}>
        {t('run.go')}
      </Button>
      <Button disabled={isChanged || run.isPending} onClick={() => start(true)}>
        {t('run.try')}
      </Button>
      <span>{t('run.tryHint')}</span>
      <Button type="text" onClick={() => setIsAsking(true)}>
        {t('run.discard')}
      </Button>
      {run.error && <Alert type="error" showIcon title={sayError(run.error).title} />}
      {isAsking && (
        <ConfirmDialog
          open
          title={t('run.discardTitle')}
          confirmLabel={t('run.discard')}
          isDanger
          isBusy={discard.isPending}
          error={discard.error}
          onConfirm={() => discard.mutate({ ref: item.ref }, { onSuccess: () => go('/imports') })}
          onCancel={() => setIsAsking(false)}
        >
          <p>{t('run.discardWhat')}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}

/** Columns that must not be held, named once however many sheets repeat them. */
function RefusedColumns({ item }: PreviewProps) {
  const t = useWords('imports');
  const pick = usePick();
  const named = [...new Map(item.refusedColumns.map((column) => [column.header, column])).values()];
  if (named.length === 0) return null;
  return (
    <Alert
      type="error"
      showIcon
      title={t('preview.refusedTitle', { n: named.length })}
      description={
        <>
          <ul className="imports-refused">
            {named.map(({ header, why }) => (
              <li key={header}>
                <b>{header}</b> {pick(why)}
              </li>
            ))}
          </ul>
          {t('preview.refusedHint')}
        </>
      }
    />
  );
}

interface ChangesBarProps extends PreviewProps {
  readonly drafts: Drafts;
  readonly onReset: () => void;
}

function ChangesBar({ item, drafts, onReset }: ChangesBarProps) {
  const t = useWords('imports');
  const sayError = useErrorWords();
  const replan = useSend('imports.replan', rowReads);
  const count = countChanges(drafts);
  if (count === 0) return null;
  const apply = () =>
    replan.mutate({ ref: item.ref, overrides: overridesOf(item.sheets, drafts) as never }, { onSuccess: onReset });
  return (
    <div className="imports-changes" role="status">
      <span>{t('preview.changed', { n: count })}</span>
      {replan.error && <Alert type="error" showIcon title={sayError(replan.error).title} />}
      <Button onClick={onReset}>{t('preview.reset')}</Button>
      <Button type="primary" loading={replan.isPending} onClick={apply}>
        {t('preview.apply')}
      </Button>
    </div>
  );
}
