import { Input, Radio } from 'antd';
import { useWords } from '../../kit/i18n.ts';
import { newCode, type Stopper } from './category-draft.ts';
import { EditorPart } from './EditorPart.tsx';
import { Labelled } from './Labelled.tsx';
import { ListEditor } from './ListEditor.tsx';
import { QuestionsPart } from './QuestionsPart.tsx';
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
      <QuestionsPart />
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
