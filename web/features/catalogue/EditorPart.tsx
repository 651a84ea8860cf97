import { Switch } from 'antd';
import { createContext, type ReactNode, useContext, useId } from 'react';
import type { CategoryDetail } from '../../../contract/catalogue.ts';
import type { FieldProblem } from '../../../domain/refusals.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import type { OwnPart, OwnRule } from './category-draft.ts';
import { withPart } from './category-draft.ts';

/** What every part of the editor works on. */
export interface Editing {
  readonly detail: CategoryDetail;
  readonly rule: OwnRule;
  readonly setRule: (rule: OwnRule) => void;
  readonly mayChange: boolean;
  /** What was wrong when it was to be saved, by its place in the rule. */
  readonly faults: readonly FieldProblem[];
}

const editing = createContext<Editing | undefined>(undefined);
export const EditingProvider = editing.Provider;

/** The category being edited; only inside its editor. */
export function useEditing(): Editing {
  const found = useContext(editing);
  if (!found) throw new Error('A part of the editor stands outside it');
  return found;
}

/** Whose words hold where the category is silent. */
export function useSourceWords(): string {
  const t = useWords('catalogue');
  const pick = usePick();
  const parent = useEditing().detail.path.at(-2);
  return parent ? t('fromParent', { name: pick(parent.name) }) : t('fromUsual');
}

interface OwnSwitchProps {
  readonly label: string;
  readonly isOwn: boolean;
  readonly onChange: (isOwn: boolean) => void;
  /** Whose words hold while it is off. */
  readonly from?: string;
}

/** Says whether a part is the category's own or another's, and changes it. */
export function OwnSwitch({ label, isOwn, onChange, from }: OwnSwitchProps) {
  const t = useWords('catalogue');
  const { mayChange } = useEditing();
  const source = useSourceWords();
  return (
    <span className="cat-own">
      <span className={isOwn ? 'cat-own-yes' : undefined}>{isOwn ? t('own') : (from ?? source)}</span>
      <Switch
        size="small"
        aria-label={t('ownOf', { what: label })}
        checked={isOwn}
        disabled={!mayChange}
        onChange={onChange}
      />
    </span>
  );
}

interface EditorPartProps<K extends OwnPart> {
  readonly part: K;
  readonly label: string;
  readonly hint?: string;
  readonly from?: string;
  /** Draws the value that holds; `put` is there once the part is the category's own. */
  readonly children: (value: OwnRule[K], put: (value: OwnRule[K]) => void, disabled: boolean) => ReactNode;
}

/** One part of a rule: its own words, or, drawn at rest, those of the class above. Turning it on begins with what held. */
export function EditorPart<K extends OwnPart>({ part, label, hint, from, children }: EditorPartProps<K>) {
  const { detail, rule, setRule, mayChange } = useEditing();
  const isOwn = part in rule;
  const inherited = detail.inherited[part as keyof CategoryDetail['inherited']] as OwnRule[K];
  const put = (value: OwnRule[K]) => setRule(withPart(rule, part, value));
  const id = useId();
  return (
    <section className="cat-part" aria-labelledby={id}>
      <header>
        <h3 id={id}>{label}</h3>
        <OwnSwitch
          label={label}
          isOwn={isOwn}
          {...(from ? { from } : {})}
          onChange={(next) => setRule(withPart(rule, part, next ? (inherited ?? blankOf(part)) : undefined))}
        />
      </header>
      {hint && <p className="cat-hint">{hint}</p>}
      {children(isOwn ? rule[part] : inherited, put, !isOwn || !mayChange)}
    </section>
  );
}

/** Where nothing held before, an own part begins empty. */
function blankOf<K extends OwnPart>(part: K): OwnRule[K] {
  return (part === 'photoWhy' ? { zh: '', en: '' } : '') as OwnRule[K];
}
