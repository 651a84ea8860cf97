import type { ItemMaterials } from '../../../contract/service-items.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { Tag } from '../../ui/show/StatusDot.tsx';
import './services.css';

/** The materials of an item as staff see them: on record, with what is shown of it and where from, or to be looked at. */
export function HeldList({ materials }: Pick<ItemMaterials, 'materials'>) {
  const t = useWords('service-items-desk');
  const pick = usePick();
  return (
    <ul className="services-materials">
      {materials.map(({ code, label, held }) => (
        <li key={code}>
          <span>
            {pick(label)} <Tag tone={held ? 'green' : 'grey'}>{held ? t('case.held') : t('case.need')}</Tag>
          </span>
          {held && (
            <small className="figures">
              {[held.shown, `${held.from} · ${pick(held.what)} · ${held.day}`].filter(Boolean).join(' — ')}
            </small>
          )}
        </li>
      ))}
    </ul>
  );
}
