import { usualChips } from '../../../domain/case/reasons.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { type Chip, newCode, type ReasonSetKey, withReasons } from './category-draft.ts';
import { OwnSwitch, useEditing, useSourceWords } from './EditorPart.tsx';
import { ListEditor } from './ListEditor.tsx';
import { TextPair } from './TextPair.tsx';

/** In the order in which a matter may need them. */
const sets: readonly ReasonSetKey[] = [
  'decline',
  'return',
  'arbitrate',
  'transfer',
  'extension',
  'deferral',
  'supplement',
  'unsolved',
  'supervise',
];

/** The reasons to tap, by what they are for. */
export function ReasonsPart() {
  const t = useWords('catalogue');
  return (
    <>
      <p className="cat-hint">{t('reason.hint')}</p>
      <div className="cat-columns">
        {sets.map((set) => (
          <ReasonSetPart key={set} set={set} />
        ))}
      </div>
    </>
  );
}

function ReasonSetPart({ set }: { readonly set: ReasonSetKey }) {
  const t = useWords('catalogue');
  const source = useSourceWords();
  const { detail, rule, setRule, mayChange } = useEditing();
  const own = rule.reasons?.[set];
  const above = detail.inherited.reasons[set];
  const chips = own ?? above ?? usualChips[set];
  const label = t(`reason.${set}`);
  return (
    <section className="cat-part" aria-label={label}>
      <header>
        <h3>{label}</h3>
        <OwnSwitch
          label={label}
          isOwn={own !== undefined}
          from={above ? source : t('fromUsual')}
          onChange={(isOwn) => setRule(withReasons(rule, set, isOwn ? chips : undefined))}
        />
      </header>
      {own && mayChange ? (
        <ListEditor<Chip>
          label={label}
          items={own}
          nameOf={(chip) => chip.text.zh}
          onChange={(next) => setRule(withReasons(rule, set, next))}
          blank={() => ({ code: newCode(own.map((chip) => chip.code)), text: { zh: '', en: '' } })}
          addLabel={t('reason.add')}
          max={20}
          disabled={false}
          isPlain
        >
          {(chip, put) => (
            <TextPair label={t('reason.chip')} value={chip.text} max={60} onChange={(text) => put({ ...chip, text })} />
          )}
        </ListEditor>
      ) : (
        <ChipRow chips={chips} />
      )}
    </section>
  );
}

function ChipRow({ chips }: { readonly chips: readonly Chip[] }) {
  const t = useWords('catalogue');
  const pick = usePick();
  if (chips.length === 0) return <p className="cat-none">{t('none')}</p>;
  return (
    <ul className="cat-chips">
      {chips.map((chip) => (
        <li key={chip.code}>{pick(chip.text)}</li>
      ))}
    </ul>
  );
}
