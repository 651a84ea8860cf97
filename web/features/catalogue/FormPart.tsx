import { Checkbox, Input, Radio, Select } from 'antd';
import { useWords } from '../../kit/i18n.ts';
import { type Chip, newCode, type Question, type Stopper } from './category-draft.ts';
import { EditorPart } from './EditorPart.tsx';
import { ListEditor } from './ListEditor.tsx';
import { TextPair } from './TextPair.tsx';

const blankText = { zh: '', en: '' };

/** What a report of the category asks for: a photo where the rule says so, questions, and what is asked before anything is sent. */
export function FormPart() {
  const t = useWords('catalogue');
  return (
    <>
      <EditorPart part="photo" label={t('form.photo')} hint={t('form.photoHint')}>
        {(photo, put, disabled) => (
          <Radio.Group
            aria-label={t('form.photo')}
            disabled={disabled}
            value={photo ?? 'none'}
            onChange={(event) => put(event.target.value)}
            options={[
              { value: 'none', label: t('form.photoNone') },
              { value: 'at-report', label: t('form.photoAtReport') },
              { value: 'at-done', label: t('form.photoAtDone') },
            ]}
          />
        )}
      </EditorPart>
      <EditorPart part="photoWhy" label={t('form.photoWhy')}>
        {(why, put, disabled) => <TextPair label={t('form.photoWhy')} value={why} disabled={disabled} onChange={put} />}
      </EditorPart>
      <EditorPart part="stoppers" label={t('form.stoppers')} hint={t('form.stoppersHint')}>
        {(stoppers = [], put, disabled) => (
          <ListEditor<Stopper>
            label={t('form.stoppers')}
            items={stoppers}
            nameOf={(one) => one.question.zh}
            onChange={(next) => put([...next])}
            blank={() => ({ code: newCode(stoppers.map((one) => one.code)), question: blankText, instead: blankText })}
            addLabel={t('form.addStopper')}
            max={6}
            disabled={disabled}
          >
            {(one, change) => <StopperFields one={one} disabled={disabled} onChange={change} />}
          </ListEditor>
        )}
      </EditorPart>
      <EditorPart part="questions" label={t('form.questions')} hint={t('form.questionsHint')}>
        {(questions = [], put, disabled) => (
          <ListEditor<Question>
            label={t('form.questions')}
            items={questions}
            nameOf={(one) => one.label.zh}
            onChange={(next) => put([...next])}
            blank={() => ({ key: newCode(questions.map((one) => one.key)), label: blankText, kind: 'flag' })}
            addLabel={t('form.addQuestion')}
            max={8}
            disabled={disabled}
          >
            {(one, change) => <QuestionFields one={one} disabled={disabled} onChange={change} />}
          </ListEditor>
        )}
      </EditorPart>
    </>
  );
}

interface FieldsProps<T> {
  readonly one: T;
  readonly disabled: boolean;
  readonly onChange: (one: T) => void;
}

function StopperFields({ one, disabled, onChange }: FieldsProps<Stopper>) {
  const t = useWords('catalogue');
  const { phone, ...rest } = one;
  return (
    <>
      <Labelled label={t('form.stopper')}>
        <TextPair
          label={t('form.stopper')}
          value={one.question}
          disabled={disabled}
          onChange={(question) => onChange({ ...one, question })}
        />
      </Labelled>
      <Labelled label={t('form.instead')}>
        <TextPair
          label={t('form.instead')}
          value={one.instead}
          lines={2}
          max={400}
          disabled={disabled}
          onChange={(instead) => onChange({ ...one, instead })}
        />
      </Labelled>
      <Labelled label={t('form.phone')}>
        <Input
          className="figures cat-phone"
          aria-label={t('form.phone')}
          disabled={disabled}
          maxLength={20}
          value={phone ?? ''}
          onChange={(event) =>
            onChange({ ...rest, ...(event.target.value === '' ? {} : { phone: event.target.value }) })
          }
        />
      </Labelled>
    </>
  );
}

function QuestionFields({ one, disabled, onChange }: FieldsProps<Question>) {
  const t = useWords('catalogue');
  const options = one.of ?? [];
  return (
    <>
      <Labelled label={t('form.question')}>
        <TextPair
          label={t('form.question')}
          value={one.label}
          disabled={disabled}
          onChange={(label) => onChange({ ...one, label })}
        />
      </Labelled>
      <Labelled label={t('form.kind')}>
        <div className="cat-inline">
          <Select
            aria-label={t('form.kind')}
            style={{ width: 120 }}
            disabled={disabled}
            value={one.kind}
            options={[
              { value: 'flag', label: t('form.kindFlag') },
              { value: 'choice', label: t('form.kindChoice') },
              { value: 'text', label: t('form.kindText') },
            ]}
            onChange={(kind) => onChange({ ...one, kind })}
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
      {one.kind === 'choice' && (
        <Labelled label={t('form.options')}>
          <ListEditor<Chip>
            label={t('form.options')}
            items={options}
            nameOf={(option) => option.text.zh}
            onChange={(of) => onChange({ ...one, of: [...of] })}
            blank={() => ({ code: newCode(options.map((option) => option.code)), text: blankText })}
            addLabel={t('form.addOption')}
            max={20}
            disabled={disabled}
            isPlain
          >
            {(option, change, at) => (
              <TextPair
                label={t('form.option', { n: at + 1 })}
                value={option.text}
                disabled={disabled}
                onChange={(text) => change({ ...option, text })}
              />
            )}
          </ListEditor>
        </Labelled>
      )}
    </>
  );
}

/** A label over its controls, which name themselves. */
export function Labelled({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div className="cat-labelled">
      <span aria-hidden>{label}</span>
      {children}
    </div>
  );
}
