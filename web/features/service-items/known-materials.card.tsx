import { useQuery } from '@tanstack/react-query';
import { usePick, useWords } from '../../kit/i18n.ts';
import { apiQuery } from '../../kit/use-api.ts';
import { Card } from '../../ui/desk/SplitPage.tsx';
import { HeldList } from './HeldList.tsx';
import { usePublicItems } from './use-public-items.ts';

interface KnownMaterialsProps {
  readonly itemId: number | undefined;
  readonly areaId: number | undefined;
  /** A whole number; undefined while it is being typed. */
  readonly phone: string | undefined;
}

/** At the counter: what of an item's materials is on record of the one who applies, so that it is not asked for. */
export function KnownMaterials({ itemId, areaId, phone }: KnownMaterialsProps) {
  const item = usePublicItems().data?.items.find(({ id }) => id === itemId);
  if (!item || areaId === undefined || phone === undefined) return null;
  return <Known itemId={item.id} areaId={areaId} phone={phone} />;
}

function Known({
  itemId,
  areaId,
  phone,
}: {
  readonly itemId: number;
  readonly areaId: number;
  readonly phone: string;
}) {
  const t = useWords('service-items-desk');
  const pick = usePick();
  const { data } = useQuery({
    ...apiQuery('POST /service-items/:id/known', { params: { id: itemId }, query: { areaId, phone } }),
    retry: false,
  });
  if (!data || data.materials.length === 0) return null;
  return (
    <Card title={t('known')}>
      {data.isKnown ? (
        <HeldList materials={data.materials} />
      ) : (
        <>
          <p className="services-quiet">{t('case.unknown')}</p>
          <ul className="services-lines">
            {data.materials.map(({ code, label }) => (
              <li key={code}>{pick(label)}</li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}
