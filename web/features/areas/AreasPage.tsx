import { DownloadSimpleIcon } from '@phosphor-icons/react/dist/csr/DownloadSimple';
import { Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { useWords } from '../../kit/i18n.ts';
import { mayAnywhere, useSession } from '../../kit/session.ts';
import { useApi, useApiList } from '../../kit/use-api.ts';
import { useFilters } from '../../kit/use-filters.ts';
import { PageTitle, SplitPage } from '../../ui/desk/SplitPage.tsx';
import { ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { AreaDetail } from './AreaDetail.tsx';
import { AreaMap } from './AreaMap.tsx';
import { AreaTree } from './AreaTree.tsx';
import { today } from './area-words.ts';
import { DayPicker } from './DayPicker.tsx';
import { GridDrawing } from './GridDrawing.tsx';
import { SplitGrid } from './SplitGrid.tsx';
import './areas-page.css';

/** Areas and grids: the tree at the left, the map in the middle, everything about the chosen one at the right. */
export function AreasPage() {
  const [{ area, on, mode }, change] = useFilters(['area', 'on', 'mode']);
  const own = useApi('GET /areas/tree', { query: {} });
  const chosen = area === undefined ? own.data?.items[0]?.id : Number(area);
  const day = on === today() ? undefined : on;
  const choose = (id: number) => change({ area: String(id), mode: undefined });
  if (own.error) return <ErrorBlock error={own.error} onRetry={() => void own.refetch()} />;
  if (mode !== undefined && chosen !== undefined)
    return <DrawingPage id={chosen} mode={mode} onDone={choose} onCancel={() => change({ mode: undefined })} />;
  return (
    <WithView id={chosen} on={day}>
      {(view, path) => <Browse view={view} path={path} chosen={chosen} day={day} change={change} />}
    </WithView>
  );
}

interface BrowseProps {
  readonly view: View | undefined;
  readonly path: readonly number[];
  readonly chosen: number | undefined;
  readonly day: string | undefined;
  readonly change: (patch: { area?: string | undefined; on?: string | undefined; mode?: string | undefined }) => void;
}

function Browse({ view, path, chosen, day, change }: BrowseProps) {
  const t = useWords('areas');
  const choose = (id: number) => change({ area: String(id), mode: undefined });
  const leave = () => change({ area: undefined });
  const draw = (isOutline: boolean) => view && change({ area: String(view.id), mode: isOutline ? 'outline' : 'draw' });
  const split = () => view && change({ area: String(view.id), mode: 'split' });
  return (
    <SplitPage
      detailLabel={t('detail')}
      onCloseDetail={leave}
      detail={
        view && <AreaDetail view={view} on={day} onChoose={choose} onDraw={draw} onSplit={split} onClose={leave} />
      }
    >
      <PageTitle title={t('title')} sub={view?.path.map((step) => step.name).join(' / ')} actions={<ImportLink />} />
      {day && <Alert className="areas-past" type="info" showIcon title={t('pastDay', { day })} />}
      <div className="areas-two">
        <section className="areas-panel" aria-label={t('tree')}>
          <div className="areas-day">
            <span aria-hidden>{t('onDay')}</span>
            <DayPicker label={t('onDay')} day={day} onChange={(on) => change({ on })} />
          </div>
          <AreaTree chosen={chosen} path={path} on={day} onChoose={choose} />
        </section>
        <section className="areas-panel areas-map">
          {view ? <AreaMap view={view} on={day} onChoose={choose} /> : <Loading lines={6} />}
        </section>
      </div>
    </SplitPage>
  );
}

/** The way to the import, for those who may. */
function ImportLink() {
  const t = useWords('areas');
  const session = useSession();
  if (!mayAnywhere(session.data, 'areas.manage')) return null;
  return (
    <Link to={'/areas/divisions' as never}>
      <Button icon={<DownloadSimpleIcon size={16} />}>{t('importDivisions')}</Button>
    </Link>
  );
}

type View = NonNullable<ReturnType<typeof useView>['data']>;

function useView(id: number, on: string | undefined) {
  return useApiList('GET /areas/:id', { params: { id }, query: on ? { on } : {} });
}

interface WithViewProps {
  readonly id: number | undefined;
  readonly on: string | undefined;
  readonly children: (view: View | undefined, path: readonly number[]) => React.ReactNode;
}

function WithView({ id, on, children }: WithViewProps) {
  if (id === undefined) return children(undefined, []);
  return (
    <Chosen id={id} on={on}>
      {children}
    </Chosen>
  );
}

function Chosen({ id, on, children }: WithViewProps & { readonly id: number }) {
  const { data } = useView(id, on);
  return children(data, data?.path.slice(0, -1).map((step) => step.id) ?? []);
}

interface DrawingPageProps {
  readonly id: number;
  readonly mode: string;
  readonly onDone: (id: number) => void;
  readonly onCancel: () => void;
}

function DrawingPage({ id, mode, onDone, onCancel }: DrawingPageProps) {
  const { data, error, refetch } = useApi('GET /areas/:id', { params: { id } });
  if (error) return <ErrorBlock error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={6} />;
  if (mode === 'split') return <SplitGrid view={data} onDone={onDone} onCancel={onCancel} />;
  return <GridDrawing view={data} isOutline={mode === 'outline'} onDone={onDone} onCancel={onCancel} />;
}
