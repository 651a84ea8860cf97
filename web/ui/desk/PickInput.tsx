import { Select } from 'antd';
import { useState } from 'react';
import { useWords } from '../../kit/i18n.ts';
import type { FormField, FormSources, PickValue } from '../forms/fields.ts';
import { useFound } from '../forms/use-found.ts';
import type { ControlProps } from './control-props.ts';

interface PickInputProps extends ControlProps {
  readonly field: FormField & { kind: 'pick' };
  readonly sources: FormSources;
}

/** Chooses one or many of a register: units, people, categories. */
export function PickInput({ field, sources, id, value, onChange }: PickInputProps) {
  const t = useWords('common');
  const [words, setWords] = useState('');
  const [isOpen, setIsOpen] = useState(false);
  const found = useFound(sources.find?.[field.from], words, isOpen);
  const chosen = (Array.isArray(value) ? value : value ? [value] : []) as readonly PickValue[];
  const known = new Map([...chosen, ...(found ?? [])].map((one) => [one.ref, one]));
  const give = (refs: string | readonly string[] | undefined) => {
    const picked = [refs ?? []].flat().flatMap((ref) => known.get(ref) ?? []);
    onChange?.(field.many ? picked : picked[0]);
    setWords('');
  };
  return (
    <Select
      {...(id ? { id } : {})}
      {...(field.many ? { mode: 'multiple' as const } : {})}
      value={(field.many ? chosen.map(({ ref }) => ref) : chosen[0]?.ref) as never}
      placeholder={t('form.find')}
      showSearch={{ filterOption: false, searchValue: words, onSearch: setWords }}
      allowClear
      open={isOpen}
      onOpenChange={setIsOpen}
      loading={isOpen && found === undefined}
      notFoundContent={found === undefined ? t('state.loading') : t('state.nothingFound')}
      options={[...known.values()].map(({ ref, name, hint }) => ({
        value: ref,
        label: hint ? `${name} · ${hint}` : name,
      }))}
      onChange={give as never}
    />
  );
}
