import { Alert, App, Button, Input } from 'antd';
import { useState } from 'react';
import type { Season } from '../../../domain/calendar/calendar.ts';
import type { Text } from '../../../domain/text.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useSend } from '../../kit/use-api.ts';
import { Labelled } from '../../ui/desk/Labelled.tsx';
import { Modal } from '../../ui/desk/Modal.tsx';
import { useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { readSeason, type SeasonText, seasonText } from './hours-text.ts';

/** A named set of opening hours. */
export interface HoursSetView {
  readonly name: string;
  readonly title: Text;
  readonly seasons: readonly Season[];
}

interface HoursDialogProps {
  /** Absent: a new set. */
  readonly set: HoursSetView | undefined;
  readonly version: number;
  readonly onDone: () => void;
}

const emptySeason: SeasonText = {
  from: '01-01',
  to: '12-31',
  periods: '09:00-12:00 14:00-17:30',
  weekends: '',
  holidays: '',
};

/** Changes a set of opening hours, all its seasons at once. */
export function HoursDialog({ set, version, onDone }: HoursDialogProps) {
  const t = useWords('calendar');
  const pick = usePick();
  const { message } = App.useApp();
  const sayError = useErrorWords();
  const send = useSend('calendar.setHours');
  const [name, setName] = useState(set?.name ?? '');
  const [title, setTitle] = useState<Text>(set?.title ?? { zh: '', en: '' });
  const [seasons, setSeasons] = useState<readonly SeasonText[]>(() => set?.seasons.map(seasonText) ?? [emptySeason]);
  const [fault, setFault] = useState<string>();
  const save = () => {
    const read = seasons.map(readSeason);
    const wrong = read.findIndex((one) => typeof one === 'string');
    setFault(wrong < 0 ? undefined : t(read[wrong] === 'day' ? 'hours.badDay' : 'hours.badPeriods', { n: wrong + 1 }));
    if (wrong >= 0) return;
    send.mutate({ name, basedOn: version, title, seasons: read } as never, {
      onSuccess: () => {
        void message.success(t('hours.saved'));
        onDone();
      },
    });
  };
  const isReady = /^[a-z][a-z0-9-]*$/.test(name) && title.zh.trim() !== '' && title.en.trim() !== '';
  return (
    <Modal
      open
      width={600}
      title={set ? t('hours.editTitle', { name: pick(set.title) }) : t('hours.addTitle')}
      okText={t('hours.save')}
      okButtonProps={{ disabled: !isReady }}
      confirmLoading={send.isPending}
      onOk={save}
      onCancel={onDone}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <div className="calendar-edit">
        {(fault ?? send.error) && <Alert type="error" showIcon title={fault ?? sayError(send.error).title} />}
        {!set && <NewSet name={name} title={title} onName={setName} onTitle={setTitle} />}
        {seasons.map((season, at) => (
          <SeasonFields
            // biome-ignore lint/suspicious/noArrayIndexKey: a season is its place in the list
            key={at}
            no={at + 1}
            season={season}
            onChange={(next) => setSeasons(seasons.with(at, next))}
            {...(seasons.length > 1 ? { onRemove: () => setSeasons(seasons.toSpliced(at, 1)) } : {})}
          />
        ))}
        <Button onClick={() => setSeasons([...seasons, emptySeason])}>{t('hours.addSeason')}</Button>
      </div>
    </Modal>
  );
}

interface NewSetProps {
  readonly name: string;
  readonly title: Text;
  readonly onName: (name: string) => void;
  readonly onTitle: (title: Text) => void;
}

function NewSet({ name, title, onName, onTitle }: NewSetProps) {
  const t = useWords('calendar');
  return (
    <>
      <Labelled label={t('hours.key')}>
        {(id) => <Input id={id} maxLength={30} value={name} onChange={(event) => onName(event.target.value)} />}
      </Labelled>
      <Labelled label={t('hours.nameZh')}>
        {(id) => (
          <Input
            id={id}
            maxLength={30}
            value={title.zh}
            onChange={(event) => onTitle({ ...title, zh: event.target.value })}
          />
        )}
      </Labelled>
      <Labelled label={t('hours.nameEn')}>
        {(id) => (
          <Input
            id={id}
            maxLength={60}
            value={title.en}
            onChange={(event) => onTitle({ ...title, en: event.target.value })}
          />
        )}
      </Labelled>
    </>
  );
}

interface SeasonFieldsProps {
  readonly no: number;
  readonly season: SeasonText;
  readonly onChange: (season: SeasonText) => void;
  readonly onRemove?: () => void;
}

function SeasonFields({ no, season, onChange, onRemove }: SeasonFieldsProps) {
  const t = useWords('calendar');
  return (
    <fieldset>
      <legend>{t('hours.seasonNo', { n: no })}</legend>
      {(['from', 'to', 'periods', 'weekends', 'holidays'] as const).map((key) => (
        <Labelled
          key={key}
          className={key === 'from' || key === 'to' ? undefined : 'calendar-wide'}
          label={t(`hours.${key}`)}
        >
          {(id) => (
            <Input
              id={id}
              className="figures"
              value={season[key]}
              placeholder={key === 'from' || key === 'to' ? '05-01' : t('hours.periodsHint')}
              onChange={(event) => onChange({ ...season, [key]: event.target.value })}
            />
          )}
        </Labelled>
      ))}
      {onRemove && (
        <Button className="calendar-remove" size="small" onClick={onRemove}>
          {t('hours.removeSeason')}
        </Button>
      )}
    </fieldset>
  );
}
