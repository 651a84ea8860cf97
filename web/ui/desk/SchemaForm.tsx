import { Alert, Button, Checkbox, DatePicker, Form, Input, InputNumber, Radio, Select } from 'antd';
import dayjs from 'dayjs';
import { lazy, type ReactNode, Suspense, useEffect, useId, useState } from 'react';
import { usePick, useWords } from '../../kit/i18n.ts';
import { RefusalError } from '../../kit/refusal-error.ts';
import {
  type FormField,
  type FormSources,
  type FormValues,
  fieldOfPath,
  filledValues,
  shownFields,
  type Words,
} from '../forms/fields.ts';
import { joinedWords } from '../forms/joined-words.ts';
import { useFieldFault } from '../forms/use-issue-words.ts';
import { ScorePicker } from '../show/ScorePicker.tsx';
import { useErrorWords } from '../show/StateBlocks.tsx';
import type { ControlProps } from './control-props.ts';
import { FilesInput } from './FilesInput.tsx';
import { PickInput } from './PickInput.tsx';
import { PlaceInput } from './PlaceInput.tsx';

const PeopleInput = lazy(() => import('../forms/PeopleInput.tsx').then((module) => ({ default: module.PeopleInput })));

interface SchemaFormProps {
  readonly fields: readonly FormField[];
  readonly initial?: FormValues;
  readonly sources?: FormSources;
  readonly submitLabel: string;
  readonly isBusy?: boolean;
  /** What the server said of the last try; its fields are marked, the rest is said above. */
  readonly error?: unknown;
  readonly onSubmit: (values: FormValues) => void;
  readonly onChange?: (values: FormValues) => void;
  readonly onCancel?: () => void;
  /** Beside the submit button. */
  readonly extra?: ReactNode;
}

/** Draws a form from declared fields, checks each as it is filled, and puts the server's refusals beside their fields. */
export function SchemaForm(props: SchemaFormProps) {
  const {
    fields,
    initial = {},
    sources = {},
    submitLabel,
    isBusy = false,
    error,
    onSubmit,
    onChange,
    onCancel,
  } = props;
  const t = useWords('common');
  const pick = usePick();
  const [form] = Form.useForm<Record<string, unknown>>();
  const [values, setValues] = useState<FormValues>(initial);
  const name = useId();
  useEffect(() => {
    const marked = error instanceof RefusalError ? error.fields : [];
    for (const field of fields) {
      const own = marked.filter(({ path }) => fieldOfPath(fields, path) === field).map(({ text }) => pick(text));
      if (own.length > 0) form.setFields([{ name: field.key, errors: own }]);
    }
  }, [error, fields, form, pick]);
  return (
    <Form
      form={form}
      name={name}
      layout="vertical"
      initialValues={initial}
      requiredMark={(label, { required }) => <FieldLabel label={label} isRequired={required} />}
      scrollToFirstError={{ focus: true }}
      onValuesChange={(_, all) => {
        setValues(all);
        onChange?.(all);
      }}
      onFinish={(all) => onSubmit(filledValues(fields, all))}
      onFinishFailed={() => requestAnimationFrame(() => focusFirstFault(name))}
    >
      <FormFault error={error} fields={fields} />
      {shownFields(fields, values).map((field) => (
        <FieldItem key={field.key} field={field} sources={sources} />
      ))}
      <div style={{ display: 'flex', gap: 8 }}>
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {submitLabel}
        </Button>
        {onCancel && <Button onClick={onCancel}>{t('action.cancel')}</Button>}
        {props.extra}
      </div>
    </Form>
  );
}

/** Gives the keyboard to the first control that is not right; antd finds only those of one element. */
function focusFirstFault(formId: string): void {
  const form = document.getElementById(formId);
  form?.querySelector<HTMLElement>('.ant-form-item-has-error :is(input, textarea, button)')?.focus();
}

function FieldLabel({ label, isRequired }: { readonly label: ReactNode; readonly isRequired: boolean }) {
  const t = useWords('common');
  return (
    <>
      {label}
      {!isRequired && <span style={{ color: 'var(--ink-500)', marginLeft: 6 }}>{t('form.optional')}</span>}
    </>
  );
}

/** What was refused and belongs to no field in sight. */
function FormFault({ error, fields }: { readonly error: unknown; readonly fields: readonly FormField[] }) {
  const pick = usePick();
  const sayError = useErrorWords();
  if (error === undefined || error === null) return null;
  const { title, hint } = sayError(error);
  const others = error instanceof RefusalError ? error.fields.filter(({ path }) => !fieldOfPath(fields, path)) : [];
  const words = [hint, ...others.map(({ text }) => pick(text))].filter((line) => line !== undefined);
  return (
    <Alert
      type="error"
      showIcon
      style={{ marginBottom: 16 }}
      title={title}
      description={words.length > 0 ? words.join(' ') : undefined}
    />
  );
}

function FieldItem({ field, sources }: { readonly field: FormField; readonly sources: FormSources }) {
  const pick = usePick();
  const faultOf = useFieldFault();
  const label = pick(field.label);
  const needsRule = {
    required: field.required ?? false,
    validator: async (_: unknown, value: unknown) => {
      const fault = faultOf(field, value);
      if (fault) throw new Error(fault);
    },
  };
  return (
    <Form.Item name={field.key} label={label} extra={field.hint && pick(field.hint)} rules={[needsRule]}>
      <FieldControl field={field} label={label} sources={sources} />
    </Form.Item>
  );
}

interface FieldControlProps extends ControlProps {
  readonly field: FormField;
  readonly label: string;
  readonly sources: FormSources;
}

function FieldControl({ field, label, sources, ...control }: FieldControlProps) {
  const t = useWords('common');
  const pick = usePick();
  switch (field.kind) {
    case 'text':
      return <TextControl field={field} {...control} />;
    case 'choice':
      return <ChoiceControl field={field} label={label} {...control} />;
    case 'yes-no':
      return (
        <Radio.Group
          aria-label={label}
          value={control.value}
          onChange={(event) => control.onChange?.(event.target.value)}
          options={[
            { value: true, label: t('form.yes') },
            { value: false, label: t('form.no') },
          ]}
        />
      );
    case 'number':
      return (
        <InputNumber
          {...(control as object)}
          style={{ width: 200 }}
          suffix={field.unit && pick(field.unit)}
          {...(field.whole ? { precision: 0 } : {})}
        />
      );
    case 'date':
    case 'instant':
      return <DayControl field={field} {...control} />;
    case 'place':
      return <PlaceInput label={label} {...control} />;
    case 'files':
      return <FilesInput field={field} label={label} upload={sources.upload} {...control} />;
    case 'pick':
      return <PickInput field={field} sources={sources} {...control} />;
    case 'people':
      return (
        <Suspense fallback={null}>
          <PeopleInput
            id={control.id}
            label={label}
            max={field.max}
            value={control.value}
            onChange={(people) => control.onChange?.(people)}
          />
        </Suspense>
      );
    case 'score':
      return (
        <ScorePicker
          label={label}
          value={control.value as number | undefined}
          onChange={(score) => control.onChange?.(score)}
        />
      );
  }
}

function TextControl({ field, ...control }: ControlProps & { readonly field: FormField & { kind: 'text' } }) {
  const shared = { ...(control as object), ...(field.max === undefined ? {} : { maxLength: field.max }) };
  if ((field.lines ?? 1) === 1) return <Input {...shared} />;
  const area = <Input.TextArea {...shared} rows={field.lines} showCount={field.max !== undefined} />;
  if (!field.templates || field.templates.length === 0) return area;
  return (
    <>
      <TemplatePick
        templates={field.templates}
        onPick={(words) => control.onChange?.(joinedWords(control.value, words, field.max))}
      />
      {area}
    </>
  );
}

/** Templates to begin from: a choice puts the words in, where they are changed like any others. */
function TemplatePick({
  templates,
  onPick,
}: {
  readonly templates: readonly Words[];
  readonly onPick: (words: string) => void;
}) {
  const t = useWords('desk');
  const pick = usePick();
  return (
    <Select
      className="ll-template-pick"
      size="small"
      value={null}
      placeholder={t('template')}
      aria-label={t('template')}
      options={templates.map((one) => ({ value: pick(one), label: pick(one) }))}
      onChange={(words: string | null) => words && onPick(words)}
    />
  );
}

const chipsUpTo = 6;

function ChoiceControl(
  props: ControlProps & { readonly field: FormField & { kind: 'choice' }; readonly label: string },
) {
  const { field, label, id, value, onChange } = props;
  const pick = usePick();
  const options = field.options.map((option) => ({ value: option.value, label: pick(option.label) }));
  if (field.look === 'chips')
    return (
      <Radio.Group
        aria-label={label}
        optionType="button"
        className="ll-form-chips"
        options={options}
        value={value}
        onChange={(event) => onChange?.(event.target.value)}
      />
    );
  if (options.length > chipsUpTo)
    return (
      <Select
        {...(id ? { id } : {})}
        {...(field.many ? { mode: 'multiple' as const } : {})}
        options={options}
        value={value as string}
        onChange={(next) => onChange?.(next)}
        showSearch={{ optionFilterProp: 'label' }}
        allowClear
      />
    );
  if (field.many)
    return (
      <Checkbox.Group
        aria-label={label}
        options={options}
        value={(value ?? []) as string[]}
        onChange={(next) => onChange?.(next)}
      />
    );
  return (
    <Radio.Group
      aria-label={label}
      options={options}
      value={value}
      onChange={(event) => onChange?.(event.target.value)}
    />
  );
}

function DayControl({ field, id, value, onChange }: ControlProps & { readonly field: FormField }) {
  const isInstant = field.kind === 'instant';
  const bounds = field.kind === 'date' ? field : undefined;
  return (
    <DatePicker
      {...(id ? { id } : {})}
      style={{ width: 200 }}
      // The language's own format of an instant has seconds, and would not take one typed without.
      format={isInstant ? 'YYYY-MM-DD HH:mm' : 'YYYY-MM-DD'}
      showTime={isInstant && { format: 'HH:mm' }}
      value={value ? dayjs(String(value)) : null}
      {...(bounds?.notBefore ? { minDate: dayjs(bounds.notBefore) } : {})}
      {...(bounds?.notAfter ? { maxDate: dayjs(bounds.notAfter) } : {})}
      onChange={(day) => onChange?.(day ? (isInstant ? day.toISOString() : day.format('YYYY-MM-DD')) : undefined)}
    />
  );
}
