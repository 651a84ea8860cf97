import { App } from 'antd';
import { useMemo } from 'react';
import type { LinkedDoor } from '../../../contract/visits.ts';
import { roles } from '../../../domain/access/roles.ts';
import { dayNumber, dayOf } from '../../../domain/calendar/instant.ts';
import { api } from '../../kit/api.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { momentOf } from '../../kit/time.ts';
import { useSend } from '../../kit/use-api.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import type { FormSources, PickValue } from '../../ui/forms/fields.ts';
import { findHouses } from './find-houses.ts';

const today = (): string => momentOf(new Date()).day;
/** A period's last day counts for whoever writes it; the row holds the first that no longer does. */
const dayAfter = (day: string): string => dayOf(dayNumber(day) + 1);

/** Doors, and whoever may be linked with them in an area, as answers of pickers. */
function useLinkSources(areaId: number): FormSources {
  const pick = usePick();
  return useMemo(
    () => ({
      find: {
        house: findHouses,
        staff: async (q, signal) => {
          const query = q ? { q } : {};
          const { items } = await api.get('POST /areas/:id/assignable', { params: { id: areaId }, query, signal });
          return items.map(({ userId, name, roles: held }) => ({
            ref: userId,
            name,
            hint: held
              .map((role) => (role in roles ? pick(roles[role as keyof typeof roles].label) : role))
              .join(' · '),
          }));
        },
      },
    }),
    [areaId, pick],
  );
}

/** Links somebody with a few doors (1+10, 包保): one form, whatever the number of doors. */
export function LinkDialog({ areaId, onDone }: { readonly areaId: number; readonly onDone: () => void }) {
  const t = useWords('visits');
  const { message } = App.useApp();
  const send = useSend('responsibilities.linkHouses');
  const sources = useLinkSources(areaId);
  return (
    <FormDialog
      title={t('link')}
      width={560}
      fields={[
        { key: 'user', kind: 'pick', from: 'staff', label: t('who'), required: true },
        {
          key: 'duty',
          kind: 'text',
          label: t('duty'),
          required: true,
          max: 30,
          templates: [t('duty10'), t('dutyCare')],
        },
        {
          key: 'houses',
          kind: 'pick',
          from: 'house',
          many: true,
          label: t('linkHouses'),
          hint: t('linkHint'),
          required: true,
        },
        { key: 'from', kind: 'date', label: t('linkFrom'), required: true },
      ]}
      initial={{ duty: t('duty10'), from: today() }}
      sources={sources}
      submitLabel={t('link')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={(values) =>
        send.mutate(
          {
            houses: (values['houses'] as readonly PickValue[]).map(({ ref }) => ref),
            userId: (values['user'] as PickValue).ref,
            duty: String(values['duty']),
            from: String(values['from']),
          },
          {
            onSuccess: ({ linked }) => {
              void message.success(t('linkDone', { count: linked }));
              onDone();
            },
          },
        )
      }
      onCancel={onDone}
    >
      <p className="visits-note">{t('linkWhat')}</p>
    </FormDialog>
  );
}

interface OfLink {
  readonly link: LinkedDoor;
  readonly onDone: () => void;
}

/** Lets somebody stand in for one door while its own is away; what is missed there goes to them first. */
export function CoverLinkDialog({ link, onDone }: OfLink) {
  const t = useWords('visits');
  const { message } = App.useApp();
  const send = useSend('responsibilities.cover');
  const sources = useLinkSources(link.areaId);
  const first = link.from > today() ? link.from : today();
  return (
    <FormDialog
      title={`${t('cover')} · ${link.address}`}
      fields={[
        { key: 'user', kind: 'pick', from: 'staff', label: t('standIn'), required: true },
        { key: 'from', kind: 'date', label: t('coverFrom'), required: true, notBefore: first },
        { key: 'last', kind: 'date', label: t('coverLast'), required: true, notBefore: first, path: 'to' },
      ]}
      initial={{ from: first }}
      sources={sources}
      submitLabel={t('cover')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={(values) =>
        send.mutate(
          {
            ref: link.ref,
            userId: (values['user'] as PickValue).ref,
            from: String(values['from']),
            to: dayAfter(String(values['last'])),
          },
          {
            onSuccess: () => {
              void message.success(t('coverDone'));
              onDone();
            },
          },
        )
      }
      onCancel={onDone}
    >
      <p className="visits-note">{t('coverWhat', { name: link.user.name })}</p>
    </FormDialog>
  );
}

/** Ends the link of one door; its visits stay as they were written down. */
export function EndLinkDialog({ link, onDone }: OfLink) {
  const t = useWords('visits');
  const { message } = App.useApp();
  const send = useSend('responsibilities.end');
  return (
    <FormDialog
      title={`${t('endLink')} · ${link.address}`}
      fields={[{ key: 'on', kind: 'date', label: t('endOn'), required: true, notBefore: today() }]}
      initial={{ on: today() }}
      submitLabel={t('endLink')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={(values) =>
        send.mutate(
          { ref: link.ref, on: String(values['on']) },
          {
            onSuccess: () => {
              void message.success(t('endDone'));
              onDone();
            },
          },
        )
      }
      onCancel={onDone}
    >
      <p className="visits-note">{t('endWhat', { name: link.user.name })}</p>
    </FormDialog>
  );
}
