import { Button } from 'antd';
import type { UserRow } from '../../../../contract/users.ts';
import { type Capability, capabilities } from '../../../../domain/access/capabilities.ts';
import { type RoleCode, roles } from '../../../../domain/access/roles.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';

type Holding = UserRow['holdings'][number];

interface UserHoldingsProps {
  readonly holdings: readonly Holding[];
  readonly onEnd?: (holding: Holding) => void;
}

/** What somebody holds now or later, with its days and, on demand, what it may do. */
export function UserHoldings({ holdings, onEnd }: UserHoldingsProps) {
  const t = useWords('users');
  const pick = usePick();
  const sayDays = useDayWords();
  if (holdings.length === 0) return <p className="users-quiet">{t('noRoles')}</p>;
  return (
    <ul className="users-holdings">
      {holdings.map((holding) => {
        const role = pick(roles[holding.role].label);
        const where = holding.area?.name ?? holding.organisation?.name ?? '';
        return (
          <li key={holding.id}>
            <div>
              <b>
                {role} · {where}
              </b>
              <small>{sayDays(holding)}</small>
              <details>
                <summary>{t('roles.may')}</summary>
                <RoleMay role={holding.role} />
              </details>
            </div>
            {onEnd && (
              <Button size="small" aria-label={t('roles.endNamed', { role, where })} onClick={() => onEnd(holding)}>
                {t('roles.end')}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function useDayWords(): (holding: Holding) => string {
  const t = useWords('users');
  const daysOf = ({ validFrom, validTo, isNow }: Holding) => {
    if (validTo) return t('roles.until', { from: validFrom, to: validTo });
    return isNow ? t('roles.since', { from: validFrom }) : t('roles.from', { day: validFrom });
  };
  return (holding) =>
    [daysOf(holding), ...(holding.grantedBy ? [t('roles.granted', { name: holding.grantedBy })] : [])].join(' · ');
}

/** What a role may do, in words. */
export function RoleMay({ role }: { readonly role: RoleCode }) {
  const pick = usePick();
  const words = [...new Set<Capability>(roles[role].may)].map((may) => pick(capabilities[may]));
  return <p className="users-may">{words.join(' · ')}</p>;
}
