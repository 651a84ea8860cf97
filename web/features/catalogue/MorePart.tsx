import { Input, InputNumber, Radio } from 'antd';
import type { Text } from '../../../domain/text.ts';
import { useWords } from '../../kit/i18n.ts';
import { CategoryIcon, iconNames } from './CategoryIcon.card.tsx';
import { joinWords, type OutOfScope, splitWords } from './category-draft.ts';
import { EditorPart, useEditing } from './EditorPart.tsx';
import { Labelled } from './Labelled.tsx';
import { ListEditor } from './ListEditor.tsx';
import { TextPair } from './TextPair.tsx';

interface MorePartProps {
  readonly name: Text;
  readonly onName: (name: Text) => void;
}

/** Name, icon, urgency, privacy, retention, and what is not for us. */
export function MorePart({ name, onName }: MorePartProps) {
  const t = useWords('catalogue');
  const { mayChange } = useEditing();
  return (
    <>
      <section className="cat-part" aria-label={t('more.name')}>
        <header>
          <h3>{t('more.name')}</h3>
        </header>
        <TextPair label={t('more.name')} value={name} max={60} disabled={!mayChange} onChange={onName} />
      </section>
      <EditorPart part="icon" label={t('more.icon')} hint={t('more.iconHint')}>
        {(icon, put, disabled) => (
          <Radio.Group
            className="cat-icons"
            aria-label={t('more.icon')}
            optionType="button"
            disabled={disabled}
            value={icon}
            onChange={(event) => put(event.target.value)}
            options={iconNames.map((value) => ({ value, title: value, label: <IconLabel name={value} /> }))}
          />
        )}
      </EditorPart>
      <div className="cat-columns">
        <YesNoPart part="isUrgentByDefault" label={t('more.urgent')} hint={t('more.urgentHint')} />
        <YesNoPart part="isPrivate" label={t('more.private')} hint={t('more.privateHint')} />
        <YesNoPart part="isCommon" label={t('more.common')} hint={t('more.commonHint')} />
        <NumberPart
          part="duplicateRadiusM"
          label={t('more.duplicate')}
          hint={t('more.duplicateHint')}
          unit={t('more.metres')}
          max={2000}
          min={0}
        />
        <NumberPart
          part="retentionYears"
          label={t('more.retention')}
          hint={t('more.retentionHint')}
          unit={t('more.years')}
          max={30}
          min={1}
        />
      </div>
      <OutOfScopePart />
    </>
  );
}

function IconLabel({ name }: { readonly name: string }) {
  return (
    <>
      <CategoryIcon name={name} size={20} />
      <span className="visually-hidden">{name}</span>
    </>
  );
}

interface ScalarProps<K extends string> {
  readonly part: K;
  readonly label: string;
  readonly hint: string;
}

function YesNoPart({ part, label, hint }: ScalarProps<'isUrgentByDefault' | 'isPrivate' | 'isCommon'>) {
  const t = useWords('catalogue');
  return (
    <EditorPart part={part} label={label} hint={hint}>
      {(value, put, disabled) => (
        <Radio.Group
          aria-label={label}
          disabled={disabled}
          value={value ?? false}
          onChange={(event) => put(event.target.value)}
          options={[
            { value: true, label: t('more.yes') },
            { value: false, label: t('more.no') },
          ]}
        />
      )}
    </EditorPart>
  );
}

interface NumberPartProps extends ScalarProps<'duplicateRadiusM' | 'retentionYears'> {
  readonly unit: string;
  readonly min: number;
  readonly max: number;
}

function NumberPart({ part, label, hint, unit, min, max }: NumberPartProps) {
  return (
    <EditorPart part={part} label={label} hint={hint}>
      {(value, put, disabled) => (
        <InputNumber
          aria-label={label}
          style={{ width: 160 }}
          suffix={unit}
          precision={0}
          min={min}
          max={max}
          disabled={disabled}
          value={value ?? null}
          onChange={(next) => next !== null && put(next)}
        />
      )}
    </EditorPart>
  );
}

function OutOfScopePart() {
  const t = useWords('catalogue');
  return (
    <EditorPart part="outOfScope" label={t('more.outOfScope')} hint={t('more.outOfScopeHint')}>
      {(rules = [], put, disabled) => (
        <ListEditor<OutOfScope>
          label={t('more.outOfScope')}
          items={rules}
          nameOf={(rule) => rule.words.join()}
          onChange={(next) => put([...next])}
          blank={() => ({ words: [], say: { zh: '', en: '' } })}
          addLabel={t('more.addSay')}
          disabled={disabled}
        >
          {(rule, change) => (
            <>
              <Labelled label={t('more.words')}>
                <Input
                  aria-label={t('more.words')}
                  disabled={disabled}
                  // Typed as one line, kept as words: it becomes new words when it is left.
                  key={rule.words.join()}
                  defaultValue={joinWords(rule.words)}
                  onBlur={(event) => change({ ...rule, words: splitWords(event.target.value) })}
                />
              </Labelled>
              <Labelled label={t('more.say')}>
                <TextPair
                  label={t('more.say')}
                  value={rule.say}
                  lines={2}
                  max={400}
                  disabled={disabled}
                  onChange={(say) => change({ ...rule, say })}
                />
              </Labelled>
            </>
          )}
        </ListEditor>
      )}
    </EditorPart>
  );
}
