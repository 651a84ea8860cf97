import { use, useCallback, useState } from 'react';
import { DeskProvider } from '../desk/DeskProvider.tsx';
import { Card, PageTitle, PlainPage } from '../desk/SplitPage.tsx';
import type { LonLat, Ring } from '../map/geo.ts';
import { middleOf } from '../map/geo.ts';
import { MapView } from '../map/MapView.tsx';
import { PolygonEditor } from '../map/PolygonEditor.tsx';
import { ringOf } from '../map/ring.ts';
import { grids, loadGround, points } from './ground.ts';
import { parts } from './samples.ts';
import { wall } from './samples-wall.ts';

const ground = loadGround();

/** Maps of the desk: grids with matters, a spot to choose, an outline to draw. */
export function MapViews() {
  const base = use(ground);
  const [spot, setSpot] = useState<LonLat | undefined>(middleOf(base.bounds));
  const [chosen, setChosen] = useState<number | string>(6);
  const [ring, setRing] = useState<Ring>(() => ringOf(grids.features[5]?.geometry as never));
  const change = useCallback((next: Ring) => setRing(next), []);
  return (
    <DeskProvider>
      <main>
        <PlainPage>
          <PageTitle title={wall.mapLabel} />
          <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(340px, 1fr))', gap: 16 }}>
            <Card title={wall.mapLabel}>
              <MapView
                label={wall.mapLabel}
                base={base}
                grids={grids}
                points={points}
                chosenGrid={chosen}
                onGrid={setChosen}
              />
            </Card>
            <Card title={parts.pick}>
              <MapView label={parts.pick} base={base} pick={{ point: spot, onPick: setSpot }} />
            </Card>
            <Card title={parts.outline}>
              <PolygonEditor label={parts.outline} base={base} grids={grids} ring={ring} onChange={change} />
            </Card>
          </div>
        </PlainPage>
      </main>
    </DeskProvider>
  );
}
