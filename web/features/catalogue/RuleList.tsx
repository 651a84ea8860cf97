import { DotsSixVerticalIcon } from '@phosphor-icons/react/dist/csr/DotsSixVertical';
import { Switch } from 'antd';
import { type DragEvent, type KeyboardEvent, useState } from 'react';
import { usePick, useWords } from '../../kit/i18n.ts';
import { Tag } from '../../ui/show/StatusDot.tsx';
import { moveRule, type RuleItem, withRule } from './routing-draft.ts';
import { useTimesWords } from './use-times-words.ts';

interface RuleListProps {
  readonly label: string;
  readonly rules: readonly RuleItem[];
  readonly chosen: string | undefined;
  readonly mayChange: boolean;
  readonly onChange: (rules: readonly RuleItem[]) => void;
  readonly onChoose: (id: string) => void;
}

/** The rules in the order they are tried; the handle moves one by pointer, or by the up and down keys. */
export function RuleList({ label, rules, chosen, mayChange, onChange, onChoose }: RuleListProps) {
  const t = useWords('catalogue');
  const [dragged, setDragged] = useState<string>();
  const [said, setSaid] = useState('');
  const move = (rule: RuleItem, to: number) => {
    if (to < 0 || to >= rules.length) return;
    onChange(moveRule(rules, rule.id, to));
    setSaid(t('routing.moved', { name: rule.name, n: to + 1 }));
  };
  const over = (event: DragEvent, at: number) => {
    if (dragged === undefined) return;
    event.preventDefault();
    if (rules[at]?.id !== dragged) onChange(moveRule(rules, dragged, at));
  };
  return (
    <>
      <ol className="cat-rules" aria-label={label}>
        {rules.map((rule, at) => (
          <li
            key={rule.id}
            className={[
              rule.id === chosen ? 'cat-rule-chosen' : '',
              rule.id === dragged ? 'cat-rule-dragged' : '',
              rule.isOn ? '' : 'cat-rule-off',
            ].join(' ')}
            onDragOver={(event) => over(event, at)}
            onDrop={(event) => event.preventDefault()}
          >
            <Handle
              rule={rule}
              at={at}
              disabled={!mayChange}
              onMove={(by) => move(rule, at + by)}
              onDrag={setDragged}
            />
            <b className="figures">{at + 1}</b>
            <RuleWords rule={rule} onOpen={() => onChoose(rule.id)} />
            <Switch
              size="small"
              aria-label={t('routing.onOf', { name: rule.name })}
              checked={rule.isOn}
              disabled={!mayChange}
              onChange={(isOn) => onChange(withRule(rules, { ...rule, isOn }))}
            />
          </li>
        ))}
      </ol>
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </>
  );
}

interface HandleProps {
  readonly rule: RuleItem;
  readonly at: number;
  readonly disabled: boolean;
  readonly onMove: (by: 1 | -1) => void;
  readonly onDrag: (id: string | undefined) => void;
}

function Handle({ rule, at, disabled, onMove, onDrag }: HandleProps) {
  const t = useWords('catalogue');
  const onKey = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
    if (by === undefined) return;
    event.preventDefault();
    onMove(by);
  };
  return (
    <button
      type="button"
      className="cat-rule-handle"
      draggable={!disabled}
      disabled={disabled}
      aria-label={t('routing.handle', { name: rule.name, n: at + 1 })}
      title={t('routing.orderHint')}
      onKeyDown={onKey}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', rule.name);
        onDrag(rule.id);
      }}
      onDragEnd={() => onDrag(undefined)}
    >
      <DotsSixVerticalIcon size={18} weight="bold" />
    </button>
  );
}

function RuleWords({ rule, onOpen }: { readonly rule: RuleItem; readonly onOpen: () => void }) {
  const t = useWords('catalogue');
  const pick = usePick();
  const sayTimes = useTimesWords();
  const { lead, helpers, categories, polygon, sends } = rule;
  const what = categories.length === 0 ? t('routing.every') : categories.map((one) => pick(one.name)).join(' · ');
  return (
    <button type="button" className="cat-rule-words" onClick={onOpen}>
      <span>
        <b>{rule.name}</b>
        {sends.urgency === 'urgent' && (
          <Tag tone="red" small>
            {t('routing.urgent')}
          </Tag>
        )}
        {!rule.isOn && (
          <Tag tone="grey" small>
            {t('routing.off')}
          </Tag>
        )}
      </span>
      <small>{[what, sayTimes(rule.times), polygon ? t('routing.partOf') : ''].filter(Boolean).join(' · ')}</small>
      <span className="cat-rule-to">
        → {lead.name}
        {!lead.isInForce && (
          <Tag tone="red" small>
            {t('duty.ended')}
          </Tag>
        )}
        {helpers.length > 0 && (
          <small>{t('routing.with', { units: helpers.map((unit) => unit.name).join(' · ') })}</small>
        )}
      </span>
    </button>
  );
}
