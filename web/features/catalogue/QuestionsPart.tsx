import { App, Checkbox, InputNumber, Select } from 'antd';
import { questionKindList } from '../../../domain/case/questions.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { SchemaForm } from '../../ui/desk/SchemaForm.tsx';
import { questionField } from '../../ui/forms/question-field.ts';
import { type Chip, fullQuestion, newKey, type Question, withDetail, withKind } from './category-draft.ts';
import { EditorPart } from './EditorPart.tsx';
import { Labelled, useFault } from './Labelled.tsx';
import { ListEditor } from './ListEditor.tsx';
import { TextPair } from './TextPair.tsx';

const blankText = { zh: '', en: '' };
const mostQuestions = 8;

/** What the category asks whoever raises a matter: the questions in order, and how they will look. */
export function QuestionsPart() {
  const t = useWords('catalogue');
  return (
    <EditorPart part="questions" label={t('form.questions')} hint={t('form.questionsHint')}>
      {(questions = [], put, disabled) => (
        <div className="cat-questions">
          <div>
            <ListEditor<Question>
              label={t('form.questions')}
              items={questions}
              nameOf={(one, at) => one.label.zh || t('save.nth', { n: at + 1 })}
              onChange={(next) => put([...next])}
              blank={() => ({ key: newKey(), label: blankText, kind: 'flag' })}
              addLabel={t('form.addQuestion')}
              max={mostQuestions}
              disabled={disabled}
            >
              {(one, change, at) => <QuestionFields one={one} at={at} disabled={disabled} onChange={change} />}
            </ListEditor>
          </div>
          <Preview questions={questions} />
        </div>
      )}
    </EditorPart>
  );
}

interface FieldsProps {
  readonly one: Question;
  readonly at: number;
  readonly disabled: boolean;
  readonly onChange: (one: Question) => void;
}

function QuestionFields({ one, at, disabled, onChange }: FieldsProps) {
  const t = useWords('catalogue');
  const path = `questions.${at}`;
  return (
    <>
      <Labelled label={t('form.question')} path={`${path}.label`}>
        <TextPair
          label={t('form.question')}
          value={one.label}
          isWrong={useFault(`${path}.label`) !== undefined}
          disabled={disabled}
          onChange={(label) => onChange({ ...one, label })}
        />
      </Labelled>
      <Labelled label={t('form.kind')} path={`${path}.key`}>
        <div className="cat-inline">
          <Select
            aria-label={t('form.kind')}
            style={{ width: 120 }}
            disabled={disabled}
            value={one.kind}
            options={questionKindList.map((kind) => ({ value: kind, label: t(`form.kinds.${kind}`) }))}
            onChange={(kind) => onChange(withKind(one, kind))}
          />
          <Checkbox
            disabled={disabled}
            checked={one.isRequired ?? false}
            onChange={(event) => onChange({ ...one, isRequired: event.target.checked })}
          >
            {t('form.isRequired')}
          </Checkbox>
        </div>
      </Labelled>
      {one.kind === 'choice' && <OptionFields one={one} at={at} disabled={disabled} onChange={onChange} />}
      {one.kind === 'number' && <NumberFields one={one} at={at} disabled={disabled} onChange={onChange} />}
    </>
  );
}

function OptionFields({ one, at, disabled, onChange }: FieldsProps) {
  const t = useWords('catalogue');
  return (
    <Labelled label={t('form.options')} path={`questions.${at}.of`}>
      <ListEditor<Chip>
        label={t('form.options')}
        items={one.of ?? []}
        nameOf={(option, nth) => option.text.zh || t('form.option', { n: nth + 1 })}
        onChange={(of) => onChange({ ...one, of: [...of] })}
        blank={() => ({ code: newKey(), text: blankText })}
        addLabel={t('form.addOption')}
        max={20}
        disabled={disabled}
        isPlain
      >
        {(option, change, nth) => (
          <TextPair
            label={t('form.option', { n: nth + 1 })}
            value={option.text}
            disabled={disabled}
            onChange={(text) => change({ ...option, text })}
          />
        )}
      </ListEditor>
    </Labelled>
  );
}

function NumberFields({ one, at, disabled, onChange }: FieldsProps) {
  const t = useWords('catalogue');
  const path = `questions.${at}`;
  const bound = (part: 'min' | 'max') => (
    <InputNumber
      aria-label={t(`form.${part}`)}
      placeholder={t(`form.${part}`)}
      disabled={disabled}
      value={one[part] ?? null}
      onChange={(value) => onChange(withDetail(one, part, value ?? undefined))}
    />
  );
  return (
    <>
      <Labelled label={t('form.unit')} path={`${path}.unit`}>
        <TextPair
          label={t('form.unit')}
          value={one.unit}
          max={20}
          isWrong={useFault(`${path}.unit`) !== undefined}
          disabled={disabled}
          onChange={(unit) => onChange(withDetail(one, 'unit', unit.zh === '' && unit.en === '' ? undefined : unit))}
        />
      </Labelled>
      <Labelled label={t('form.range')} path={`${path}.min`}>
        <div className="cat-inline">
          {bound('min')}
          {bound('max')}
          <Checkbox
            disabled={disabled}
            checked={one.hasDecimals ?? false}
            onChange={(event) => onChange(withDetail(one, 'hasDecimals', event.target.checked || undefined))}
          >
            {t('form.hasDecimals')}
          </Checkbox>
        </div>
      </Labelled>
    </>
  );
}

/** The questions as whoever raises a matter meets them, to be tried out; nothing of it is kept. */
function Preview({ questions }: { readonly questions: readonly Question[] }) {
  const t = useWords('catalogue');
  const pick = usePick();
  const { message } = App.useApp();
  const shown = questions.filter(({ label }) => pick(label).trim() !== '').map(fullQuestion);
  return (
    <aside className="cat-preview" aria-label={t('form.preview')}>
      <h4>{t('form.preview')}</h4>
      {shown.length === 0 ? (
        <p className="cat-none">{t('form.previewNone')}</p>
      ) : (
        <SchemaForm
          fields={shown.map((one) => questionField(one, `${one.key}:${one.kind}`))}
          submitLabel={t('form.try')}
          onSubmit={() => void message.success(t('form.tried'))}
        />
      )}
    </aside>
  );
}
