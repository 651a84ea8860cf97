import { Alert, App, Button, DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import { useRef, useState } from 'react';
import type { CalendarYear } from '../../../contract/calendar.ts';
import { type HolidayList, isWeekendDay, readHolidayList } from '../../../domain/calendar/holiday-list.ts';
import { useWords } from '../../kit/i18n.ts';
import { useSend } from '../../kit/use-api.ts';
import { Labelled } from '../../ui/desk/Labelled.tsx';
import { Modal } from '../../ui/desk/Modal.tsx';
import { useErrorWords } from '../../ui/show/StateBlocks.tsx';

interface PublishDialogProps {
  readonly year: CalendarYear;
  readonly onDone: () => void;
}

/** The list of a year as one could paste it again. */
function listedIn(year: CalendarYear): string {
  return year.days.map(({ day, kind, name }) => `${day} ${name}${kind === 'workday' ? ' 班' : ''}`).join('\n');
}

/** Publishes a year's holidays from a pasted notice, table or file; shows what was read before anything is saved. */
export function PublishDialog({ year, onDone }: PublishDialogProps) {
  const t = useWords('calendar');
  const { message } = App.useApp();
  const sayError = useErrorWords();
  const send = useSend('calendar.publishYear');
  const [text, setText] = useState(() => listedIn(year));
  const [source, setSource] = useState(year.published?.source ?? '');
  const [on, setOn] = useState(year.published?.on ?? undefined);
  const list = readHolidayList(text, year.year);
  const wrong = list.makeupWorkdays.filter(({ date }) => !isWeekendDay(date));
  const publish = () =>
    send.mutate(
      {
        year: year.year,
        basedOn: year.version,
        holidays: [...list.holidays],
        makeupWorkdays: [...list.makeupWorkdays],
        ...(source.trim() ? { source: source.trim() } : {}),
        ...(on ? { publishedOn: on } : {}),
      },
      {
        onSuccess: () => {
          void message.success(t('notice.saved', { year: year.year }));
          onDone();
        },
      },
    );
  return (
    <Modal
      open
      width={640}
      title={t('notice.title', { year: year.year })}
      okText={t('notice.save')}
      okButtonProps={{ disabled: list.holidays.length === 0 || wrong.length > 0 }}
      confirmLoading={send.isPending}
      onOk={publish}
      onCancel={onDone}
      mask={{ closable: false }}
      destroyOnHidden
    >
      {send.error && <Alert type="error" showIcon title={sayError(send.error).title} />}
      <div className="calendar-edit">
        <Labelled label={t('notice.paste')}>
          {(id) => (
            <Input.TextArea
              id={id}
              rows={8}
              value={text}
              onChange={(event) => setText(event.target.value)}
              placeholder={t('notice.pasteHint')}
            />
          )}
        </Labelled>
        <FileText onText={setText} />
        <Found list={list} wrong={wrong.map(({ date }) => date)} />
        <Labelled label={t('notice.source')}>
          {(id) => <Input id={id} maxLength={200} value={source} onChange={(event) => setSource(event.target.value)} />}
        </Labelled>
        <Labelled label={t('notice.on')}>
          {(id) => (
            <DatePicker id={id} value={on ? dayjs(on) : null} onChange={(day) => setOn(day?.format('YYYY-MM-DD'))} />
          )}
        </Labelled>
      </div>
    </Modal>
  );
}

function FileText({ onText }: { readonly onText: (text: string) => void }) {
  const t = useWords('calendar');
  const input = useRef<HTMLInputElement>(null);
  return (
    <div>
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,.txt,.csv"
        onChange={(event) => {
          void event.target.files?.[0]?.text().then(onText);
          event.target.value = '';
        }}
      />
      <Button onClick={() => input.current?.click()}>{t('notice.upload')}</Button>
    </div>
  );
}

function Found({ list, wrong }: { readonly list: HolidayList; readonly wrong: readonly string[] }) {
  const t = useWords('calendar');
  return (
    <div className="calendar-found" role="status">
      <p>
        {list.holidays.length === 0
          ? t('notice.none')
          : t('notice.found', { holidays: list.holidays.length, makeup: list.makeupWorkdays.length })}
      </p>
      {wrong.map((day) => (
        <p key={day} className="calendar-bad">
          {t('notice.wrongWeekday', { day })}
        </p>
      ))}
      {list.unread.length > 0 && (
        <>
          <p>{t('notice.unread')}</p>
          <ul>
            {list.unread.slice(0, 5).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
