import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown';
import { useState } from 'react';
import { usePick, useWords } from '../../kit/i18n.ts';
import type { FormField, Words } from '../forms/fields.ts';
import { joinedWords } from '../forms/joined-words.ts';
import { SheetPicker } from './Sheet.tsx';

interface MobileTextProps {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
  readonly field: FormField & { readonly kind: 'text' };
  readonly words: string;
  readonly onChange: (words: string) => void;
}

/** Words on a phone: a line or several, and where there are templates a way to begin from one of them. */
export function MobileText({ field, words, onChange, ...shared }: MobileTextProps) {
  const given = {
    ...shared,
    maxLength: field.max,
    value: words,
    onChange: (event: { readonly target: { readonly value: string } }) => onChange(event.target.value),
  };
  if ((field.lines ?? 1) === 1) return <input {...given} />;
  return (
    <>
      {field.templates && field.templates.length > 0 && (
        <TemplatePick
          templates={field.templates}
          onPick={(template) => onChange(joinedWords(words, template, field.max))}
        />
      )}
      <textarea {...given} rows={field.lines} />
    </>
  );
}

interface TemplatePickProps {
  readonly templates: readonly Words[];
  readonly onPick: (words: string) => void;
}

/** Templates to begin from, in full: a press on one puts its words in, where they are changed like any others. */
function TemplatePick({ templates, onPick }: TemplatePickProps) {
  const t = useWords('common');
  const pick = usePick();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="ll-mform-template" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t('form.template')}
        <CaretDownIcon size={16} aria-hidden />
      </button>
      <SheetPicker
        open={isOpen}
        title={t('form.template')}
        options={templates.map((one) => ({ key: pick(one), label: pick(one) }))}
        onPick={onPick}
        onClose={() => setOpen(false)}
      />
    </>
  );
}
