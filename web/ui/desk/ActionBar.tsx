import { DotsThreeIcon } from '@phosphor-icons/react/dist/csr/DotsThree';
import { Button, Tooltip } from 'antd';
import { useWords } from '../../kit/i18n.ts';
import { DropMenu } from './DropMenu.tsx';
import './action-bar.css';

export interface BarAction {
  readonly key: string;
  readonly label: string;
  readonly onAct: () => void;
  readonly isBusy?: boolean;
  readonly isDanger?: boolean;
  /** Why it may not be done now; the button then rests and says so. */
  readonly refusal?: string | undefined;
}

interface ActionBarProps {
  /** The one thing most people do next. */
  readonly primary?: BarAction | undefined;
  readonly secondary?: readonly BarAction[];
  /** Behind the three dots. */
  readonly more?: readonly BarAction[];
}

/** The sticky row of actions under a detail; one of them is primary. */
export function ActionBar({ primary, secondary = [], more = [] }: ActionBarProps) {
  const t = useWords('common');
  return (
    <footer className="ll-actions">
      {primary && <ActionButton action={primary} isPrimary />}
      {secondary.map((action) => (
        <ActionButton key={action.key} action={action} />
      ))}
      {more.length > 0 && (
        <DropMenu
          placement="topRight"
          items={more.map(({ key, label, refusal, isDanger = false }) => ({
            key,
            label: refusal ? `${label} · ${refusal}` : label,
            disabled: refusal !== undefined,
            danger: isDanger,
          }))}
          onPick={(key) => more.find((action) => action.key === key)?.onAct()}
        >
          <Button
            className="ll-actions-more"
            type="text"
            aria-label={t('action.more')}
            icon={<DotsThreeIcon size={20} weight="bold" />}
          />
        </DropMenu>
      )}
    </footer>
  );
}

function ActionButton({ action, isPrimary = false }: { readonly action: BarAction; readonly isPrimary?: boolean }) {
  const { label, onAct, isBusy = false, isDanger = false, refusal } = action;
  const button = (
    <Button
      type={isPrimary ? 'primary' : 'default'}
      danger={isDanger}
      loading={isBusy}
      disabled={refusal !== undefined}
      onClick={onAct}
    >
      {label}
    </Button>
  );
  return refusal === undefined ? button : <Tooltip title={refusal}>{button}</Tooltip>;
}
