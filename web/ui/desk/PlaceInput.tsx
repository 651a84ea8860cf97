import { MapPinIcon } from '@phosphor-icons/react/dist/csr/MapPin';
import { Button, Input } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useWords } from '../../kit/i18n.ts';
import type { PlaceValue } from '../forms/fields.ts';
import { useBaseMap } from '../map/base-map.ts';
import { Loading } from '../show/StateBlocks.tsx';
import type { ControlProps } from './control-props.ts';
import { Modal } from './Modal.tsx';

const MapView = lazy(async () => ({ default: (await import('../map/MapView.tsx')).MapView }));

interface PlaceInputProps extends ControlProps {
  readonly label: string;
}

/** An address in words and, where the surface has a base map, the spot on it. */
export function PlaceInput({ label, id, value, onChange }: PlaceInputProps) {
  const t = useWords('common');
  const base = useBaseMap();
  const [open, setOpen] = useState(false);
  const place = (value ?? { address: '' }) as PlaceValue;
  const point = place.lon !== undefined && place.lat !== undefined ? ([place.lon, place.lat] as const) : undefined;
  const [spot, setSpot] = useState(point);
  return (
    <div style={{ display: 'flex', gap: 8 }}>
      <Input
        {...(id ? { id } : {})}
        maxLength={200}
        value={place.address}
        onChange={(event) => onChange?.({ ...place, address: event.target.value })}
      />
      {base && (
        <Button
          icon={<MapPinIcon size={16} weight={point ? 'fill' : 'regular'} />}
          onClick={() => {
            setSpot(point);
            setOpen(true);
          }}
        >
          {point ? t('place.change') : t('place.choose')}
        </Button>
      )}
      <Modal
        open={open}
        title={t('place.title', { label })}
        width={760}
        destroyOnHidden
        okText={t('place.use')}
        cancelText={t('action.cancel')}
        okButtonProps={{ disabled: spot === undefined }}
        onCancel={() => setOpen(false)}
        onOk={() => {
          if (spot) onChange?.({ ...place, lon: spot[0], lat: spot[1] });
          setOpen(false);
        }}
      >
        <Suspense fallback={<Loading />}>
          {base && <MapView label={label} base={base} height={420} pick={{ point: spot, onPick: setSpot }} />}
        </Suspense>
      </Modal>
    </div>
  );
}
