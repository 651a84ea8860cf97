import { CheckCircleIcon } from '@phosphor-icons/react/dist/csr/CheckCircle';
import { useQuery } from '@tanstack/react-query';
import type { ItemMaterials } from '../../../contract/service-items.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { apiQuery } from '../../kit/use-api.ts';
import { MobileCard } from '../../ui/mobile/MobileShell.tsx';
import { usePublicItems } from './use-public-items.ts';
import './services.css';

interface MaterialsCardProps {
  /** The item, as the category it is. */
  readonly itemId: number | undefined;
  /** Where the person applies, once they have said so. */
  readonly areaId: number | undefined;
  readonly isSignedIn: boolean;
}

/** What to hand in for an item; what the community has on record of this person is ticked and not asked again. */
export function MaterialsCard({ itemId, areaId, isSignedIn }: MaterialsCardProps) {
  const t = useWords('service-items');
  const item = usePublicItems().data?.items.find(({ id }) => id === itemId);
  const isAsked = isSignedIn && areaId !== undefined && item !== undefined;
  const mine = useQuery({
    ...apiQuery('GET /service-items/:id/mine', { params: { id: itemId ?? 0 }, query: { areaId: areaId ?? 0 } }),
    enabled: isAsked,
    retry: false,
  });
  if (!item || item.guide.materials.length === 0) return null;
  const known: ItemMaterials = (isAsked && mine.data) || {
    isKnown: false,
    materials: item.guide.materials.map(({ code, label, isRequired }) => ({ code, label, isRequired, held: null })),
  };
  return (
    <MobileCard title={t('mine.title')}>
      <MaterialList materials={known.materials} />
      {!isSignedIn && <p className="services-quiet">{t('mine.signIn')}</p>}
      {isAsked && mine.data && !known.isKnown && <p className="services-quiet">{t('mine.unknown')}</p>}
    </MobileCard>
  );
}

function MaterialList({ materials }: Pick<ItemMaterials, 'materials'>) {
  const t = useWords('service-items');
  const pick = usePick();
  return (
    <ul className="services-materials">
      {materials.map(({ code, label, isRequired, held }) => (
        <li key={code}>
          <span>{pick(label)}</span>
          {held ? (
            <small>
              <span className="services-held">
                <CheckCircleIcon size="1rem" weight="fill" aria-hidden /> {t('mine.held')}
              </span>{' '}
              {t('mine.heldFrom', { from: held.from, what: pick(held.what), day: held.day })}
            </small>
          ) : (
            <small>{t(isRequired ? 'mine.bring' : 'mine.bringOptional')}</small>
          )}
        </li>
      ))}
    </ul>
  );
}
