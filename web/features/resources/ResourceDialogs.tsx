import { App } from 'antd';
import { useState } from 'react';
import type { PromisedResource, ResourceFit, ResourceNeed } from '../../../contract/resources.ts';
import { useWords } from '../../kit/i18n.ts';
import { momentOf } from '../../kit/time.ts';
import { useSend } from '../../kit/use-api.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import { useReachSources } from '../../ui/forms/use-reach-sources.ts';
import { type Places, promiseInput, sharedInput, useNeedFields, usePromiseFields } from './resource-fields.ts';
import { useResourceWords } from './resource-words.ts';

interface StateDialogProps {
  readonly places: Places;
  readonly onDone: (id?: string) => void;
}

const today = () => momentOf(new Date()).day;

/** A unit states what it gives; the community may write it down in its name. */
export function PromiseDialog({ places, onDone }: StateDialogProps) {
  const t = useWords('resources');
  const send = useSend('resources.promise');
  const own = places.areas.length === 0 ? places.units[0] : undefined;
  const [unitId, setUnitId] = useState(own?.id);
  return (
    <FormDialog
      title={t('promise')}
      width={600}
      fields={usePromiseFields(places, unitId)}
      initial={{
        beginsOn: today(),
        unit: 'times',
        per: 'month',
        ...(own ? { organisationId: own.id } : {}),
        ...(places.areas.length === 1 ? { areaId: String(places.areas[0]?.id) } : {}),
      }}
      sources={useReachSources()}
      submitLabel={t('save')}
      isBusy={send.isPending}
      error={send.error}
      onChange={({ organisationId }) => typeof organisationId === 'string' && setUnitId(organisationId)}
      onSubmit={(values) => send.mutate(promiseInput(values), { onSuccess: ({ id }) => onDone(id) })}
      onCancel={() => onDone()}
    />
  );
}

export function NeedDialog({ places, onDone }: StateDialogProps) {
  const t = useWords('resources');
  const send = useSend('resources.need');
  return (
    <FormDialog
      title={t('need')}
      width={600}
      fields={useNeedFields(places)}
      initial={{ beginsOn: today(), unit: 'times', areaId: String(places.areas[0]?.id ?? '') }}
      submitLabel={t('save')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={(values) => send.mutate(sharedInput(values), { onSuccess: ({ id }) => onDone(id) })}
      onCancel={() => onDone()}
    />
  );
}

interface ChangeDialogProps {
  readonly resource: PromisedResource;
  readonly onDone: () => void;
}

/** What may change of a promise; kind, count and period are what was agreed by. */
export function ChangeDialog({ resource, onDone }: ChangeDialogProps) {
  const t = useWords('resources');
  const send = useSend('resources.change');
  const { id, title, details, amount, endsOn } = resource;
  return (
    <FormDialog
      title={t('change')}
      fields={[
        { key: 'title', kind: 'text', label: t('field.title'), required: true, max: 60 },
        { key: 'details', kind: 'text', label: t('field.details'), lines: 3, max: 500 },
        { key: 'amount', kind: 'number', label: t('field.amount'), required: true, min: 1, whole: true },
        { key: 'endsOn', kind: 'date', label: t('field.endsOn') },
      ]}
      initial={{ title, details, amount, ...(endsOn ? { endsOn } : {}) }}
      submitLabel={t('save')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={(values) => {
        const { title: name, details: more, amount: count, endsOn: until } = sharedInput(values);
        send.mutate({ id, title: name, details: more, amount: count, endsOn: until }, { onSuccess: onDone });
      }}
      onCancel={onDone}
    />
  );
}

interface MatchDialogProps {
  readonly need: ResourceNeed;
  readonly fit: ResourceFit;
  readonly onDone: () => void;
}

/** How many and on what day: then it is a joint matter, led by the unit that gives. */
export function MatchDialog({ need, fit, onDone }: MatchDialogProps) {
  const t = useWords('resources');
  const say = useResourceWords();
  const { message } = App.useApp();
  const send = useSend('resources.match');
  const { resource, on, amount } = fit;
  const submit = (values: Readonly<Record<string, unknown>>) =>
    send.mutate(
      { resourceId: resource.id, needId: need.id, amount: Number(values['amount']), on: String(values['on']) },
      {
        onSuccess: ({ number }) => {
          void message.success(t('matched', { number }));
          onDone();
        },
      },
    );
  return (
    <FormDialog
      title={t('matchTitle', { resource: resource.title })}
      fields={[
        {
          key: 'amount',
          kind: 'number',
          label: t('field.amount'),
          required: true,
          min: 1,
          max: need.amount - need.met,
          unit: say.unit(need),
          whole: true,
        },
        { key: 'on', kind: 'date', label: t('field.on'), required: true, notBefore: today() },
      ]}
      initial={{ amount, on }}
      submitLabel={t('match')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onDone}
    >
      <p className="resources-hint">{t('matchHint', { unit: resource.organisation.name })}</p>
    </FormDialog>
  );
}
