import { lazy, type ReactNode, Suspense, useId, useRef, useState } from 'react';
import { usePick, useWords } from '../../kit/i18n.ts';
import { RefusalError } from '../../kit/refusal-error.ts';
import {
  type FormField,
  type FormSources,
  type FormValues,
  fieldOfPath,
  filledValues,
  type PickValue,
  shownFields,
} from '../forms/fields.ts';
import { useFound } from '../forms/use-found.ts';
import { useFieldFault } from '../forms/use-issue-words.ts';
import { ReasonChips } from '../show/ReasonChips.tsx';
import { ScorePicker } from '../show/ScorePicker.tsx';
import { useErrorWords } from '../show/StateBlocks.tsx';
import { MobileText } from './MobileText.tsx';
import { SheetPicker } from './Sheet.tsx';
import { Segments } from './TileGrid.tsx';
import './mobile-form.css';

const PeopleInput = lazy(() => import('../forms/PeopleInput.tsx').then((module) => ({ default: module.PeopleInput })));

export interface MobileControlProps {
  readonly id: string;
  readonly field: FormField;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

interface MobileFormProps {
  /** Ties a button elsewhere (StickyActions) to this form: `document.getElementById(id).requestSubmit()`. */
  readonly id?: string;
  readonly fields: readonly FormField[];
  readonly initial?: FormValues;
  readonly sources?: FormSources;
  /** The surface's own controls: places and files need one. */
  readonly controls?: Partial<Record<FormField['kind'], (props: MobileControlProps) => ReactNode>>;
  readonly error?: unknown;
  readonly onSubmit: (values: FormValues) => void;
  readonly onChange?: (values: FormValues) => void;
  readonly children?: ReactNode;
}

/** Draws declared fields for a phone; faults stand under their fields and the first one is brought into sight. */
export function MobileForm(props: MobileFormProps) {
  const { id, fields, initial = {}, sources = {}, controls = {}, error, onSubmit, onChange, children } = props;
  const pick = usePick();
  const sayFault = useFieldFault();
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState<FormValues>(initial);
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const shown = shownFields(fields, values);
  const refused = error instanceof RefusalError ? error.fields : [];
  const faultOf = (field: FormField): string | undefined =>
    faults[field.key] ??
    refused.filter(({ path }) => fieldOfPath(fields, path) === field).map(({ text }) => pick(text))[0];
  const change = (key: string, value: unknown) => {
    const next = { ...values, [key]: value };
    setValues(next);
    setFaults(({ [key]: _, ...rest }) => rest);
    onChange?.(next);
  };
  const submit = () => {
    const found = shown.flatMap((field) => {
      const fault = sayFault(field, values[field.key]);
      return fault ? [[field.key, fault] as const] : [];
    });
    setFaults(Object.fromEntries(found));
    const first = found[0]?.[0];
    if (first) form.current?.querySelector(`[data-field="${first}"]`)?.scrollIntoView({ block: 'center' });
    else onSubmit(filledValues(fields, values));
  };
  return (
    <form
      ref={form}
      {...(id ? { id } : {})}
      className="ll-mform"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <MobileFault error={error} />
      <MobileFields
        fields={shown}
        values={values}
        faultOf={faultOf}
        onChange={change}
        controls={controls}
        sources={sources}
      />
      {children}
    </form>
  );
}

interface MobileFieldsProps {
  readonly fields: readonly FormField[];
  readonly values: FormValues;
  readonly faultOf: (field: FormField) => string | undefined;
  readonly onChange: (key: string, value: unknown) => void;
  readonly controls?: MobileFormProps['controls'];
  readonly sources?: FormSources;
}

/** Declared fields as part of a page that keeps their values itself. */
export function MobileFields({ fields, values, faultOf, onChange, controls = {}, sources = {} }: MobileFieldsProps) {
  return fields.map((field) => (
    <MobileField
      key={field.key}
      field={field}
      value={values[field.key]}
      fault={faultOf(field)}
      onChange={(value) => onChange(field.key, value)}
      own={controls[field.kind]}
      sources={sources}
    />
  ));
}

function MobileFault({ error }: { readonly error: unknown }) {
  const sayError = useErrorWords();
  if (error === undefined || error === null) return null;
  const { title, hint } = sayError(error);
  return (
    <p className="ll-mform-fault" role="alert">
      {title} {hint}
    </p>
  );
}

interface MobileFieldProps {
  readonly field: FormField;
  readonly value: unknown;
  readonly fault: string | undefined;
  readonly onChange: (value: unknown) => void;
  readonly own: ((props: MobileControlProps) => ReactNode) | undefined;
  readonly sources: FormSources;
}

function MobileField({ field, value, fault, onChange, own, sources }: MobileFieldProps) {
  const pick = usePick();
  const t = useWords('common');
  const id = useId();
  const describedBy = fault ? `${id}-fault` : undefined;
  return (
    <div className="ll-mform-field" data-field={field.key} data-invalid={fault ? '' : undefined}>
      <label htmlFor={id}>
        {pick(field.label)}
        {field.kind === 'number' && field.unit && <i className="visually-hidden">{pick(field.unit)}</i>}
        {!field.required && <span>{t('form.optional')}</span>}
      </label>
      {own ? (
        own({ id, field, value, onChange })
      ) : (
        <MobileControl
          id={id}
          field={field}
          value={value}
          onChange={onChange}
          describedBy={describedBy}
          sources={sources}
        />
      )}
      {field.hint && <small>{pick(field.hint)}</small>}
      {fault && (
        <p id={`${id}-fault`} className="ll-field-error" role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}

interface AnyControlProps extends MobileControlProps {
  readonly describedBy: string | undefined;
  readonly sources: FormSources;
}

function MobileControl({ id, field, value, onChange, describedBy, sources }: AnyControlProps) {
  const pick = usePick();
  const t = useWords('common');
  const shared = { id, 'aria-describedby': describedBy, 'aria-invalid': describedBy !== undefined };
  const words = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  switch (field.kind) {
    case 'text':
      return <MobileText {...shared} field={field} words={words} onChange={onChange} />;
    case 'number':
      return <NumberControl {...shared} field={field} value={value} onChange={onChange} />;
    case 'date':
      return (
        <input
          {...shared}
          type="date"
          min={field.notBefore}
          max={field.notAfter}
          value={words}
          onChange={(event) => onChange(event.target.value || undefined)}
        />
      );
    case 'instant':
      return (
        <input
          {...shared}
          type="datetime-local"
          value={words ? new Date(Date.parse(words) + 8 * 3_600_000).toISOString().slice(0, 16) : ''}
          onChange={(event) => onChange(event.target.value ? `${event.target.value}:00+08:00` : undefined)}
        />
      );
    case 'yes-no':
      return (
        <Segments
          label={pick(field.label)}
          options={[
            { key: 'yes', label: t('form.yes') },
            { key: 'no', label: t('form.no') },
          ]}
          value={value === undefined ? undefined : value ? 'yes' : 'no'}
          onChange={(key) => onChange(key === 'yes')}
        />
      );
    case 'choice':
      return <ChoiceControl field={field} id={id} value={value} onChange={onChange} />;
    case 'pick':
      return <PickControl field={field} id={id} value={value} onChange={onChange} sources={sources} />;
    case 'score':
      return <ScorePicker label={pick(field.label)} value={value as number | undefined} onChange={onChange} />;
    case 'people':
      return (
        <Suspense fallback={null}>
          <PeopleInput id={id} label={pick(field.label)} max={field.max} value={value} onChange={onChange} />
        </Suspense>
      );
    case 'place':
    case 'files':
      throw new Error(`the surface gives its own control for ${field.kind}`);
  }
}

interface NumberControlProps {
  readonly id: string;
  readonly field: FormField & { kind: 'number' };
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/** A number with its unit beside it; what is typed stays as typed, so that a point may be followed by its digits. */
function NumberControl({ field, value, onChange, ...shared }: NumberControlProps) {
  const pick = usePick();
  const [typed, setTyped] = useState('');
  const isOwn = typed !== '' && Number(typed) === value;
  return (
    <span className="ll-mform-number">
      <input
        {...shared}
        inputMode={field.whole && (field.min ?? 0) >= 0 ? 'numeric' : 'decimal'}
        autoComplete="off"
        value={isOwn ? typed : typeof value === 'number' ? String(value) : ''}
        onChange={(event) => {
          const digits = event.target.value.replace(/[^\d.-]/g, '');
          setTyped(digits);
          onChange(digits === '' || Number.isNaN(Number(digits)) ? undefined : Number(digits));
        }}
      />
      {field.unit && <span aria-hidden>{pick(field.unit)}</span>}
    </span>
  );
}

interface PickControlProps extends MobileControlProps {
  readonly field: FormField & { kind: 'pick' };
  readonly sources: FormSources;
}

function PickControl({ id, field, value, onChange, sources }: PickControlProps) {
  const pick = usePick();
  const t = useWords('common');
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const found = useFound(sources.find?.[field.from], words, open);
  const chosen = (Array.isArray(value) ? value : value ? [value] : []) as readonly PickValue[];
  const choose = (ref: string) => {
    const one = found?.find((candidate) => candidate.ref === ref);
    if (!one) return;
    if (!field.many) return onChange(one);
    onChange(
      chosen.some((other) => other.ref === ref) ? chosen.filter((other) => other.ref !== ref) : [...chosen, one],
    );
  };
  return (
    <>
      <button type="button" id={id} className="ll-mform-open" onClick={() => setOpen(true)}>
        {chosen.length > 0 ? chosen.map(({ name }) => name).join(' · ') : <span>{t('form.choose')}</span>}
      </button>
      <SheetPicker
        open={open}
        title={pick(field.label)}
        options={(found ?? []).map(({ ref, name, hint }) => ({ key: ref, label: name, hint }))}
        value={chosen[0]?.ref}
        search={{ words, onWords: setWords, isBusy: found === undefined }}
        onPick={choose}
        onClose={() => setOpen(false)}
      />
    </>
  );
}

const segmentsUpTo = 3;

function ChoiceControl(props: MobileControlProps & { readonly field: FormField & { kind: 'choice' } }) {
  const { id, field, value, onChange } = props;
  const pick = usePick();
  const t = useWords('common');
  const [open, setOpen] = useState(false);
  const options = field.options.map((option) => ({ key: option.value, label: pick(option.label) }));
  if (field.many) return <ManyChoices {...props} options={options} />;
  if (field.look === 'chips')
    return (
      <ReasonChips
        label={pick(field.label)}
        isLabelHidden
        reasons={options.map(({ key, label }) => ({ code: key, label }))}
        text="none"
        value={{ code: value as string | undefined }}
        onChange={({ code }) => onChange(code)}
      />
    );
  if (options.length <= segmentsUpTo)
    return (
      <Segments label={pick(field.label)} options={options} value={value as string | undefined} onChange={onChange} />
    );
  return (
    <>
      <button type="button" id={id} className="ll-mform-open" onClick={() => setOpen(true)}>
        {options.find(({ key }) => key === value)?.label ?? <span>{t('form.choose')}</span>}
      </button>
      <SheetPicker
        open={open}
        title={pick(field.label)}
        options={options}
        value={value as string | undefined}
        onPick={onChange}
        onClose={() => setOpen(false)}
      />
    </>
  );
}

interface ManyChoicesProps extends MobileControlProps {
  readonly options: readonly { readonly key: string; readonly label: string }[];
}

function ManyChoices({ field, options, value, onChange }: ManyChoicesProps) {
  const pick = usePick();
  const chosen = (value ?? []) as readonly string[];
  return (
    <fieldset className="ll-mform-many">
      <legend className="visually-hidden">{pick(field.label)}</legend>
      {options.map(({ key, label }) => (
        <label key={key}>
          <input
            type="checkbox"
            checked={chosen.includes(key)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, key] : chosen.filter((other) => other !== key))
            }
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
