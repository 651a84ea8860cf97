import { PencilSimpleIcon } from '@phosphor-icons/react/dist/csr/PencilSimple';
import { PlusIcon } from '@phosphor-icons/react/dist/csr/Plus';
import { TrashIcon } from '@phosphor-icons/react/dist/csr/Trash';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { Season } from '../../../domain/calendar/calendar.ts';
import { text } from '../../../domain/text.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { ConfirmDialog } from '../../ui/desk/ConfirmDialog.tsx';
import { Card } from '../../ui/desk/SplitPage.tsx';
import { ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { HoursDialog, type HoursSetView } from './HoursDialog.tsx';
import { periodsText } from './hours-text.ts';

/** The name that the office's hours are kept by. */
const office = 'office';

/** Opening hours by season: the office's, by which time is counted, and others beside it. */
export function HoursCard({ mayManage }: { readonly mayManage: boolean }) {
  const t = useWords('calendar');
  const { data, error, refetch } = useApi('GET /calendar');
  const [open, setOpen] = useState<HoursSetView | 'new'>();
  const [gone, setGone] = useState<HoursSetView>();
  const sets: readonly HoursSetView[] = data
    ? [
        { name: office, title: text('办公时间', 'Office hours'), seasons: data.calendar.hours },
        ...Object.entries(data.calendar.extraHours).map(([name, { title, seasons }]) => ({ name, title, seasons })),
      ]
    : [];
  return (
    <Card title={t('hours.title')}>
      <p className="calendar-hint">{t('hours.hint')}</p>
      {error && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={5} />}
      <div className="calendar-hours">
        {sets.map((set) => (
          <HoursSet
            key={set.name}
            set={set}
            {...(mayManage ? { onEdit: () => setOpen(set) } : {})}
            {...(mayManage && set.name !== office ? { onRemove: () => setGone(set) } : {})}
          />
        ))}
      </div>
      {mayManage && data && (
        <Button icon={<PlusIcon size={16} />} onClick={() => setOpen('new')}>
          {t('hours.add')}
        </Button>
      )}
      {open && data && (
        <HoursDialog set={open === 'new' ? undefined : open} version={data.version} onDone={() => setOpen(undefined)} />
      )}
      {gone && data && <RemoveDialog set={gone} version={data.version} onDone={() => setGone(undefined)} />}
    </Card>
  );
}

interface HoursSetProps {
  readonly set: HoursSetView;
  readonly onEdit?: () => void;
  readonly onRemove?: () => void;
}

function HoursSet({ set, onEdit, onRemove }: HoursSetProps) {
  const t = useWords('calendar');
  const pick = usePick();
  const name = pick(set.title);
  return (
    <section>
      <h3>
        <span>{name}</span>
        {onEdit && (
          <Button
            size="small"
            aria-label={t('hours.editTitle', { name })}
            icon={<PencilSimpleIcon size={15} />}
            onClick={onEdit}
          />
        )}
        {onRemove && (
          <Button
            size="small"
            aria-label={`${t('hours.remove')} ${name}`}
            icon={<TrashIcon size={15} />}
            onClick={onRemove}
          />
        )}
      </h3>
      {set.seasons.map((season) => (
        <SeasonLines key={season.from} season={season} />
      ))}
    </section>
  );
}

function SeasonLines({ season }: { readonly season: Season }) {
  const t = useWords('calendar');
  const lines = [
    [t('hours.onWorkdays'), season.periods],
    [t('hours.onWeekends'), season.weekends],
    [t('hours.onHolidays'), season.holidays],
  ] as const;
  return (
    <div className="calendar-season">
      <b className="figures">{t('hours.season', { from: season.from, to: season.to })}</b>
      <dl>
        {lines.map(([label, periods]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd className="figures">{periodsText(periods) || t('hours.closed')}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

interface RemoveDialogProps {
  readonly set: HoursSetView;
  readonly version: number;
  readonly onDone: () => void;
}

function RemoveDialog({ set, version, onDone }: RemoveDialogProps) {
  const t = useWords('calendar');
  const pick = usePick();
  const { message } = App.useApp();
  const send = useSend('calendar.removeHours');
  return (
    <ConfirmDialog
      open
      isDanger
      title={`${t('hours.remove')} ${pick(set.title)}`}
      confirmLabel={t('hours.remove')}
      isBusy={send.isPending}
      error={send.error}
      onCancel={onDone}
      onConfirm={() =>
        send.mutate(
          { name: set.name, basedOn: version },
          {
            onSuccess: () => {
              void message.success(t('hours.removed'));
              onDone();
            },
          },
        )
      }
    >
      {t('hours.removeWhat')}
    </ConfirmDialog>
  );
}
