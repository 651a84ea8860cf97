import { CheckCircleIcon } from '@phosphor-icons/react/dist/csr/CheckCircle';
import { MagnetIcon } from '@phosphor-icons/react/dist/csr/Magnet';
import { WarningCircleIcon } from '@phosphor-icons/react/dist/csr/WarningCircle';
import { Alert, App, Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { AreaView } from '../../../contract/areas.ts';
import { useWords } from '../../kit/i18n.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { SchemaForm } from '../../ui/desk/SchemaForm.tsx';
import { DetailPane, DetailSection, SplitPage } from '../../ui/desk/SplitPage.tsx';
import type { FormField, FormValues } from '../../ui/forms/fields.ts';
import type { Ring } from '../../ui/map/geo.ts';
import { polygonOf, ringFault } from '../../ui/map/ring.ts';
import { Loading } from '../../ui/show/StateBlocks.tsx';
import { roomAround, useGroundOf, useOutlines, viewOf } from './AreaMap.tsx';
import { cornersOf, isInParts, today } from './area-words.ts';
import { checkDrawing, type DrawingChecks } from './check-drawing.ts';
import { snapRing } from './snap-ring.ts';
import './grid-drawing.css';

const PolygonEditor = lazy(async () => ({ default: (await import('../../ui/map/PolygonEditor.tsx')).PolygonEditor }));

interface GridDrawingProps {
  /** A community: a new grid in it, or its own outline. A grid: its border. */
  readonly view: AreaView;
  readonly isOutline: boolean;
  readonly onDone: (id: number) => void;
  readonly onCancel: () => void;
}

/** Draws a new grid, a grid's border or an area's own outline on the map; says at once what the server would say. */
export function GridDrawing({ view, isOutline, onDone, onCancel }: GridDrawingProps) {
  const t = useWords('areas');
  const community = view.path.find((step) => step.kind === 'community');
  const parent = community?.id ?? view.id;
  const isEditing = isOutline || view.kind === 'grid';
  const [ring, setRing] = useState<Ring>(() => (isEditing ? cornersOf(view.current.polygon) : []));
  const ground = useApi('GET /areas/:id', { params: { id: parent } });
  const outlines = useOutlines(parent, 'grid', undefined);
  const buildings = useOutlines(parent, 'building', undefined);
  const base = useGroundOf(parent, true, undefined);
  if (!ground.data || !outlines || !base) return <Loading lines={6} />;
  const others = outlines.features.filter((feature) => feature.id !== view.id);
  const checks = checkDrawing({
    ring,
    isOutline,
    community: ground.data,
    others,
    buildings: buildings?.features ?? [],
  });
  const title = isOutline ? 'draw.outlineTitle' : view.kind === 'grid' ? 'draw.redrawTitle' : 'draw.newTitle';
  const bounds = roomAround(viewOf(view, outlines) ?? viewOf(ground.data, outlines));
  return (
    <SplitPage
      detailLabel={t('detail')}
      onCloseDetail={onCancel}
      detail={
        <DetailPane title={t(title, { name: view.current.name })} onClose={onCancel}>
          {isEditing && isInParts(view.current.polygon) && (
            <Alert className="areas-parts" type="warning" showIcon title={t('draw.parts')} />
          )}
          <Checks
            checks={checks}
            ring={ring}
            onSnap={setRing}
            neighbours={others.map((feature) => feature.geometry)}
            community={ground.data}
          />
          <DrawingForm view={view} isOutline={isOutline} ring={ring} onDone={onDone} onCancel={onCancel} />
        </DetailPane>
      }
    >
      <div className="areas-drawing">
        <Suspense fallback={<Loading lines={6} />}>
          <PolygonEditor
            label={t('map', { name: ground.data.current.name })}
            base={base}
            height="calc(100dvh - 290px)"
            {...(bounds ? { bounds } : {})}
            grids={{ type: 'FeatureCollection', features: withGround(others, ground.data, isOutline) }}
            ring={ring}
            onChange={setRing}
          />
        </Suspense>
      </div>
    </SplitPage>
  );
}

type Outline = NonNullable<ReturnType<typeof useOutlines>>['features'][number];

/** The community's own border under its grids, so that one sees how far one may draw. */
function withGround(others: readonly Outline[], { id, current }: AreaView, isOutline: boolean): readonly Outline[] {
  if (!current.polygon || isOutline) return others;
  return [{ type: 'Feature', id: -id, geometry: current.polygon, properties: { id: -id, name: '' } }, ...others];
}

interface ChecksProps {
  readonly checks: DrawingChecks | undefined;
  readonly ring: Ring;
  readonly neighbours: readonly Outline['geometry'][];
  readonly community: AreaView;
  readonly onSnap: (ring: Ring) => void;
}

function Checks({ checks, ring, neighbours, community, onSnap }: ChecksProps) {
  const t = useWords('areas');
  const { message } = App.useApp();
  const snap = () => {
    const shapes = [...neighbours, ...(community.current.polygon ? [community.current.polygon] : [])];
    const { ring: next, moved } = snapRing(ring, shapes as never);
    if (moved > 0) onSnap(next);
    void message.info(moved > 0 ? t('draw.snapped', { n: moved }) : t('draw.snapNone'));
  };
  return (
    <DetailSection title={t('draw.checks')}>
      <div aria-live="polite">{checks && <CheckLines checks={checks} name={community.current.name} />}</div>
      <Button icon={<MagnetIcon size={16} />} disabled={ring.length < 3} onClick={snap}>
        {t('draw.snap')}
      </Button>
    </DetailSection>
  );
}

function CheckLines({ checks, name }: { readonly checks: DrawingChecks; readonly name: string }) {
  const t = useWords('areas');
  const { beyondM2, overlaps, buildings, gapM2, isGrid } = checks;
  if (!isGrid) return null;
  const m2 = (area: number) => Math.round(area).toLocaleString('en');
  return (
    <ul className="areas-checks">
      {beyondM2 === undefined ? (
        <Line state="info">{t('draw.noGround')}</Line>
      ) : (
        <Line state={beyondM2 > 0 ? 'bad' : 'good'}>
          {beyondM2 > 0 ? t('draw.beyond', { m2: m2(beyondM2), name }) : t('draw.inside')}
        </Line>
      )}
      {overlaps.length === 0 && <Line state="good">{t('draw.apart')}</Line>}
      {overlaps.map((one) => (
        <Line key={one.id} state="bad">
          {t('draw.overlaps', { name: one.name, m2: m2(one.m2) })}
        </Line>
      ))}
      <Line state="info">{t('draw.takes', { n: buildings })}</Line>
      {gapM2 !== undefined && (
        <Line state="info">{gapM2 > 100 ? t('draw.gap', { ha: (gapM2 / 10_000).toFixed(2) }) : t('draw.full')}</Line>
      )}
    </ul>
  );
}

function Line({ state, children }: { readonly state: 'good' | 'bad' | 'info'; readonly children: string }) {
  return (
    <li className={`areas-check-${state}`}>
      {state === 'bad' ? <WarningCircleIcon size={17} aria-hidden /> : <CheckCircleIcon size={17} aria-hidden />}
      {children}
    </li>
  );
}

type FormProps = GridDrawingProps & { readonly ring: Ring };

function useDrawingFields({ view, isOutline }: FormProps): readonly FormField[] {
  const t = useWords('areas');
  const isNew = !isOutline && view.kind !== 'grid';
  return [
    ...(isNew
      ? ([
          { key: 'name', kind: 'text', label: t('draw.gridName'), required: true, max: 60 },
          {
            key: 'gridKind',
            kind: 'choice',
            label: t('fact.gridKind'),
            options: [
              { value: 'basic', label: t('basic') },
              { value: 'dedicated', label: t('dedicated') },
            ],
          },
        ] as const)
      : []),
    { key: 'from', kind: 'date', label: t('form.from'), required: true, notBefore: today(), hint: t('form.fromHint') },
    ...(isOutline ? [] : ([{ key: 'takesBuildings', kind: 'yes-no', label: t('form.takes') }] as const)),
    { key: 'reason', kind: 'text', label: t('form.reason'), max: 200 },
  ];
}

function DrawingForm(props: FormProps) {
  const { view, isOutline, ring, onDone, onCancel } = props;
  const t = useWords('areas');
  const { message } = App.useApp();
  const draw = useSend('areas.drawGrid');
  const redraw = useSend('areas.redrawGrid');
  const change = useSend('areas.change');
  const fields = useDrawingFields(props);
  const submit = (values: FormValues) => {
    const { name, gridKind, ...rest } = values;
    const polygon = polygonOf(ring);
    const drawn = (answer: { id: number; movedBuildings: number }) => {
      void message.success(t('said.drawn', { n: answer.movedBuildings }));
      onDone(answer.id);
    };
    if (isOutline)
      change.mutate({ id: view.id, basedOn: view.current.stamp, polygon, ...rest } as never, {
        onSuccess: ({ id }) => {
          void message.success(t('said.changed', { day: String(values['from']) }));
          onDone(id);
        },
      });
    else if (view.kind === 'grid')
      redraw.mutate({ id: view.id, basedOn: view.current.stamp, polygon, ...rest } as never, { onSuccess: drawn });
    else draw.mutate({ communityId: view.id, polygon, name, gridKind, ...rest } as never, { onSuccess: drawn });
  };
  return (
    <div className="areas-drawing-form">
      <SchemaForm
        fields={fields}
        initial={{ from: today(), takesBuildings: true, gridKind: 'basic' }}
        submitLabel={isOutline ? t('draw.saveOutline') : t('draw.save')}
        isBusy={draw.isPending || redraw.isPending || change.isPending}
        error={ringFault(ring) ? undefined : (draw.error ?? redraw.error ?? change.error)}
        onSubmit={submit}
        onCancel={onCancel}
      />
    </div>
  );
}
