import { Input } from 'antd';
import type { Text } from '../../../domain/text.ts';
import { useWords } from '../../kit/i18n.ts';

interface TextPairProps {
  /** What the words are, for those who do not see where they stand. */
  readonly label: string;
  readonly value: Text | undefined;
  readonly onChange: (value: Text) => void;
  readonly disabled?: boolean | undefined;
  readonly isWrong?: boolean;
  /** More than one: a field of several lines. */
  readonly lines?: number;
  readonly max?: number;
}

/** The same words in both languages, side by side. */
export function TextPair({
  label,
  value,
  onChange,
  disabled = false,
  isWrong = false,
  lines = 1,
  max = 200,
}: TextPairProps) {
  const t = useWords('catalogue');
  const { zh = '', en = '' } = value ?? {};
  const shared = { disabled, maxLength: max, ...(isWrong ? { status: 'error' as const, 'aria-invalid': true } : {}) };
  const sides = [
    {
      key: 'zh',
      value: zh,
      label: t('zhOf', { what: label }),
      hint: t('zh'),
      put: (next: string) => onChange({ zh: next, en }),
    },
    {
      key: 'en',
      value: en,
      label: t('enOf', { what: label }),
      hint: t('en'),
      put: (next: string) => onChange({ zh, en: next }),
    },
  ];
  return (
    <div className="cat-pair">
      {sides.map((side) =>
        lines === 1 ? (
          <Input
            key={side.key}
            {...shared}
            aria-label={side.label}
            placeholder={side.hint}
            value={side.value}
            onChange={(event) => side.put(event.target.value)}
          />
        ) : (
          <Input.TextArea
            key={side.key}
            {...shared}
            autoSize={{ minRows: lines, maxRows: 8 }}
            aria-label={side.label}
            placeholder={side.hint}
            value={side.value}
            onChange={(event) => side.put(event.target.value)}
          />
        ),
      )}
    </div>
  );
}
