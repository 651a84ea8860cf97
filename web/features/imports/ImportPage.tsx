import { Link, useParams } from '@tanstack/react-router';
import { Progress } from 'antd';
import type { ImportDetail } from '../../../contract/imports.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useInstantWords } from '../../kit/use-time.ts';
import { Card, PageTitle } from '../../ui/desk/SplitPage.tsx';
import { Empty, ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { StatusDot } from '../../ui/show/StatusDot.tsx';
import { ImportPreview } from './ImportPreview.tsx';
import { ImportResult } from './ImportResult.tsx';
import { toneOf, useImport } from './use-import.ts';
import './imports.css';

/** One import: how its file is read, how far it is, and what came of it. */
export function ImportPage() {
  const t = useWords('imports');
  const { ref = '' } = useParams({ strict: false }) as { ref?: string };
  const { data, error, refetch } = useImport(ref);
  return (
    <div className="imports-page">
      <PageTitle
        title={data?.fileName ?? t('title')}
        sub={data && <ImportSub item={data} />}
        actions={<Link to={'/imports' as never}>{t('toList')}</Link>}
      />
      {error && !data && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {!data && !error && (
        <Card>
          <Loading lines={6} />
        </Card>
      )}
      {data && <Body item={data} />}
    </div>
  );
}

function ImportSub({ item }: { readonly item: ImportDetail }) {
  const t = useWords('imports');
  const sayInstant = useInstantWords();
  return (
    <span className="imports-sub">
      <StatusDot tone={toneOf[item.state]}>{t(`states.${item.state}`)}</StatusDot>
      {item.communityName}
      <span className="figures">{t('byAt', { name: item.madeBy, at: sayInstant(item.madeAt) })}</span>
    </span>
  );
}

function Body({ item }: { readonly item: ImportDetail }) {
  const t = useWords('imports');
  switch (item.state) {
    case 'reading':
      return <Working words={t('reading')} />;
    case 'undoing':
      return <Working words={t('undoing')} />;
    case 'queued':
    case 'running':
      return <Running item={item} />;
    case 'previewed':
      return <ImportPreview item={item} />;
    case 'failed':
    case 'discarded':
      return <NotImported item={item} />;
    case 'done':
    case 'undone':
      return <ImportResult item={item} />;
  }
}

function Working({ words }: { readonly words: string }) {
  return (
    <Card>
      <p role="status">{words}</p>
      <Loading lines={5} />
    </Card>
  );
}

function Running({ item }: { readonly item: ImportDetail }) {
  const t = useWords('imports');
  const { doneRows, totalRows } = item;
  const percent = totalRows > 0 ? Math.floor((doneRows / totalRows) * 100) : 0;
  return (
    <Card>
      <div className="imports-running" role="status">
        <Progress percent={percent} showInfo={false} aria-label={t('progress', { done: doneRows, total: totalRows })} />
        <b className="figures">{t('progress', { done: doneRows, total: totalRows })}</b>
        <p>{t('running')}</p>
      </div>
    </Card>
  );
}

function NotImported({ item }: { readonly item: ImportDetail }) {
  const t = useWords('imports');
  const pick = usePick();
  return (
    <Card>
      <Empty
        title={t('failed')}
        {...(item.failure ? { hint: pick(item.failure.text) } : {})}
        action={<Link to={'/imports' as never}>{t('again')}</Link>}
      />
    </Card>
  );
}
