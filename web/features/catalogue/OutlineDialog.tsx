import { useMemo, useState } from 'react';
import { useWords } from '../../kit/i18n.ts';
import { useApi } from '../../kit/use-api.ts';
import { Modal } from '../../ui/desk/Modal.tsx';
import { type GridFeatures, useBaseMap } from '../../ui/map/base-map.ts';
import { boundsOf, type Ring } from '../../ui/map/geo.ts';
import { PolygonEditor } from '../../ui/map/PolygonEditor.tsx';
import { polygonOf, ringFault, ringOf } from '../../ui/map/ring.ts';
import { Loading } from '../../ui/show/StateBlocks.tsx';
import type { RuleItem } from './routing-draft.ts';

interface OutlineDialogProps {
  readonly name: string;
  readonly areaId: number;
  readonly polygon: RuleItem['polygon'];
  readonly onUse: (polygon: NonNullable<RuleItem['polygon']>) => void;
  readonly onCancel: () => void;
}

/** Draws the part of an area that a rule holds for, over the area's own outline. */
export function OutlineDialog({ name, areaId, polygon, onUse, onCancel }: OutlineDialogProps) {
  const t = useWords('catalogue');
  const base = useBaseMap();
  const area = useApi('GET /areas/:id', { params: { id: areaId } }).data;
  const [ring, setRing] = useState<Ring>(() => (polygon?.type === 'Polygon' ? ringOf(polygon) : []));
  const ground = useMemo<GridFeatures | undefined>(() => {
    if (!area?.current.polygon) return undefined;
    const feature = {
      type: 'Feature',
      id: area.id,
      geometry: area.current.polygon,
      properties: { id: area.id, name: area.current.name },
    } as const;
    return { type: 'FeatureCollection', features: [feature] };
  }, [area]);
  const bounds = useMemo(() => {
    if (ground) return boundsOf([ground]);
    if (!area || area.lon === null || area.lat === null) return undefined;
    return [area.lon - 0.004, area.lat - 0.003, area.lon + 0.004, area.lat + 0.003] as const;
  }, [ground, area]);
  return (
    <Modal
      open
      title={t('routing.form.drawTitle', { name: name || t('routing.newName') })}
      width={860}
      okText={t('routing.form.useOutline')}
      okButtonProps={{ disabled: ringFault(ring) !== undefined }}
      onOk={() => onUse(polygonOf(ring) as NonNullable<RuleItem['polygon']>)}
      onCancel={onCancel}
      mask={{ closable: false }}
      destroyOnHidden
    >
      {base && area ? (
        <PolygonEditor
          label={area.current.name}
          base={base}
          height={420}
          {...(bounds ? { bounds } : {})}
          {...(ground ? { grids: ground } : {})}
          ring={ring}
          onChange={setRing}
        />
      ) : (
        <Loading lines={6} />
      )}
    </Modal>
  );
}
