import { useWords } from '../../kit/i18n.ts';
import { momentOf } from '../../kit/time.ts';
import { useApi } from '../../kit/use-api.ts';
import { MobileCard } from '../../ui/mobile/MobileShell.tsx';
import './public-duty.css';

/** Today's posts on duty around a place with their telephones, as they are published. */
export function PublicDutyCard({ areaId }: { readonly areaId: number }) {
  const t = useWords('portal-rotas');
  const items = useApi('GET /public/duty', { query: { areaId } }).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <MobileCard title={t('today')}>
      <ul className="public-duty">
        {items.map((item) => (
          <li key={`${item.id} ${item.startsAt}`}>
            <span>
              <b>{item.name}</b>
              <small>
                {[
                  item.isNow
                    ? t('until', { time: momentOf(item.endsAt).time })
                    : t('from', { time: momentOf(item.startsAt).time }),
                  item.place,
                  ...item.names,
                ].join(' · ')}
              </small>
            </span>
            {item.phone !== '' && (
              <a href={`tel:${item.phone.replace(/[^\d+]/g, '')}`}>{t('call', { phone: item.phone })}</a>
            )}
          </li>
        ))}
      </ul>
    </MobileCard>
  );
}
