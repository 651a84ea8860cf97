import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { AreaView } from '../../../contract/areas.ts';
import type { ResponsibleAnswer } from '../../../contract/responsibilities.ts';
import { areaKinds } from '../../../domain/registry/area-kinds.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { mayAnywhere, useSession } from '../../kit/session.ts';
import { useApi, useApiList } from '../../kit/use-api.ts';
import { useFilters } from '../../kit/use-filters.ts';
import { Card, PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import type { LonLat } from '../../ui/map/geo.ts';
import { Empty, ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { Tag } from '../../ui/show/StatusDot.tsx';
import { useGroundOf, useOutlines, viewOf } from './AreaMap.tsx';
import { AreaSearch } from './AreaTree.tsx';
import { PostLine } from './PostLine.tsx';
import './areas.css';
import './door-page.css';

const MapView = lazy(async () => ({ default: (await import('../../ui/map/MapView.tsx')).MapView }));

/** Who is responsible for a door, at once: by name, by a spot on the map, or (from a house's page) by the house. */
export function DoorPage() {
  const t = useWords('areas');
  const [{ area, at, house }, change] = useFilters(['area', 'at', 'house']);
  const own = useApi('GET /areas/tree', { query: {} });
  const point = pointOf(at);
  const root = own.data?.items[0];
  return (
    <PlainPage>
      <PageTitle title={t('door.title')} sub={t('door.sub')} />
      <div className="areas-door">
        <Card>
          <div className="areas-door-find">
            <span>{t('door.find')}</span>
            <AreaSearch onChoose={(id) => change({ area: String(id), at: undefined, house: undefined })} />
          </div>
          <p className="areas-none">{t('door.findHint')}</p>
          {own.error && !own.data && <ErrorBlock error={own.error} onRetry={() => void own.refetch()} />}
          {!own.data && !own.error && <Loading lines={5} />}
          {root && (
            <DoorMap
              rootId={root.id}
              areaId={area === undefined ? root.id : Number(area)}
              point={point}
              onPick={([lon, lat]) =>
                change({ at: `${lon.toFixed(6)},${lat.toFixed(6)}`, area: undefined, house: undefined })
              }
            />
          )}
        </Card>
        <div aria-live="polite">
          <Found area={area} house={house} point={point} />
        </div>
      </div>
    </PlainPage>
  );
}

interface FoundProps {
  readonly area: string | undefined;
  readonly house: string | undefined;
  readonly point: LonLat | undefined;
}

function Found({ area, house, point }: FoundProps) {
  const t = useWords('areas');
  if (point) return <ByDoor query={{ lon: point[0], lat: point[1] }} />;
  if (house !== undefined) return <ByDoor query={{ house }} />;
  if (area !== undefined) return <ByArea id={Number(area)} />;
  return (
    <Card>
      <Empty title={t('door.start')} hint={t('door.startHint')} />
    </Card>
  );
}

function pointOf(words: string | undefined): LonLat | undefined {
  const [lon, lat] = (words ?? '').split(',').map(Number);
  return lon !== undefined && lat !== undefined && Number.isFinite(lon) && Number.isFinite(lat)
    ? [lon, lat]
    : undefined;
}

interface DoorMapProps {
  readonly rootId: number;
  /** The chosen place, or where one begins: what the map shows. */
  readonly areaId: number;
  readonly point: LonLat | undefined;
  readonly onPick: (point: LonLat) => void;
}

function DoorMap({ rootId, areaId, point, onPick }: DoorMapProps) {
  const t = useWords('areas');
  const grids = useOutlines(rootId, 'grid', undefined);
  const base = useGroundOf(rootId, true, undefined);
  const { data: view } = useApiList('GET /areas/:id', { params: { id: areaId } });
  if (!base || !grids || !view) return <Loading lines={5} />;
  const bounds = viewOf(view, grids);
  const spot = point ?? spotOf(view);
  return (
    <Suspense fallback={<Loading lines={5} />}>
      <MapView
        label={t('door.orMap')}
        base={base}
        {...(bounds ? { bounds } : {})}
        height="calc(100dvh - 330px)"
        grids={grids}
        pick={{ point: spot, onPick }}
      />
    </Suspense>
  );
}

/** A building or stairwell is one spot; anything wider is not. */
function spotOf({ kind, lon, lat }: AreaView): LonLat | undefined {
  const isSpot = kind === 'building' || kind === 'unit';
  return isSpot && lon !== null && lat !== null ? [lon, lat] : undefined;
}

function ByArea({ id }: { readonly id: number }) {
  return <Answer {...useApi('GET /areas/:id/responsible', { params: { id } })} />;
}

function ByDoor({
  query,
}: {
  readonly query: { readonly lon: number; readonly lat: number } | { readonly house: string };
}) {
  return <Answer {...useApi('GET /responsible', { query })} />;
}

interface AnswerProps {
  readonly data: ResponsibleAnswer | undefined;
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

function Answer({ data, error, refetch }: AnswerProps) {
  const t = useWords('areas');
  const pick = usePick();
  const session = useSession();
  if (error)
    return (
      <Card>
        <ErrorBlock error={error} onRetry={() => void refetch()} />
      </Card>
    );
  if (!data)
    return (
      <Card>
        <Loading lines={6} />
      </Card>
    );
  const mayAssign = mayAnywhere(session.data, 'responsibilities.manage');
  return (
    <Card
      title={data.house?.address ?? data.path.at(-1)?.name ?? ''}
      aside={data.path
        .slice(0, -1)
        .map((step) => step.name)
        .join(' / ')}
    >
      <ol className="areas-levels">
        {data.levels.map(({ area, posts }) => (
          <li key={area.id}>
            <h3>
              <Tag tone="grey" small>
                {pick(areaKinds[area.kind].label)}
              </Tag>
              {area.name}
            </h3>
            {posts.map((post) => (
              <PostLine key={post.ref} post={post} />
            ))}
            {posts.length === 0 && (
              <p className="areas-none">
                {t('door.nobody')}
                {mayAssign && (
                  <>
                    {' '}
                    <Link to={'/posts' as never} search={{ area: String(area.id) } as never}>
                      {t('door.assign')}
                    </Link>
                  </>
                )}
              </p>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}
