import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { today } from './area-words.ts';

interface DayPickerProps {
  readonly label: string;
  /** Another day than today. */
  readonly day: string | undefined;
  readonly onChange: (day: string | undefined) => void;
}

/** Chooses the day one looks at; today is nothing chosen. */
export function DayPicker({ label, day, onChange }: DayPickerProps) {
  return (
    <DatePicker
      aria-label={label}
      allowClear={false}
      value={dayjs(day ?? today())}
      onChange={(next) => {
        const chosen = next?.format('YYYY-MM-DD');
        onChange(chosen === today() ? undefined : chosen);
      }}
    />
  );
}
