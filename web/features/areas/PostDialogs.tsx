import { App } from 'antd';
import { useMemo } from 'react';
import type { Post } from '../../../contract/responsibilities.ts';
import { roles } from '../../../domain/access/roles.ts';
import { areaKinds } from '../../../domain/registry/area-kinds.ts';
import { api } from '../../kit/api.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import type { FormSources, FormValues, PickValue } from '../../ui/forms/fields.ts';
import { Loading } from '../../ui/show/StateBlocks.tsx';
import { dayAfter, today } from './area-words.ts';

/** The staff who may be assigned to an area, and areas by name, as answers of pickers. */
function usePostSources(areaId: number): FormSources {
  const pick = usePick();
  return useMemo(
    () => ({
      find: {
        staff: async (q, signal) => {
          const { items } = await api.get('POST /areas/:id/assignable', {
            params: { id: areaId },
            query: q ? { q } : {},
            signal,
          });
          return items.map(({ userId, name, roles: held, phoneMasked }) => ({
            ref: userId,
            name,
            hint: [
              ...held.map((role) => (role in roles ? pick(roles[role as keyof typeof roles].label) : role)),
              phoneMasked ?? '',
            ]
              .filter(Boolean)
              .join(' · '),
          }));
        },
        area: async (q, signal) => {
          if (q === '') return [];
          const { items } = await api.get('POST /areas/search', { query: { q, limit: 20 }, signal });
          return items.map((item) => ({
            ref: String(item.id),
            name: item.name,
            hint:
              item.path
                .slice(-3, -1)
                .map((step) => step.name)
                .join(' / ') || pick(areaKinds[item.kind].label),
          }));
        },
      },
    }),
    [areaId, pick],
  );
}

interface AssignDialogProps {
  readonly areaId: number;
  readonly onDone: () => void;
}

/** Gives somebody a post on an area. */
export function AssignDialog({ areaId, onDone }: AssignDialogProps) {
  const t = useWords('areas');
  const { message } = App.useApp();
  const area = useApi('GET /areas/:id', { params: { id: areaId } });
  const sources = usePostSources(areaId);
  const send = useSend('responsibilities.assign');
  if (!area.data) return <Loading lines={2} />;
  const submit = (values: FormValues) => {
    const user = values['user'] as PickValue;
    const place = values['area'] as PickValue;
    send.mutate(
      {
        areaId: Number(place.ref),
        userId: user.ref,
        duty: String(values['duty']),
        isLead: values['isLead'] === true,
        ...(values['publishedPhone'] ? { publishedPhone: String(values['publishedPhone']) } : {}),
        from: String(values['from']),
        ...(values['to'] ? { to: String(values['to']) } : {}),
      },
      {
        onSuccess: () => {
          void message.success(t('posts.assigned', { name: user.name }));
          onDone();
        },
      },
    );
  };
  return (
    <FormDialog
      title={t('posts.assign')}
      fields={[
        { key: 'area', kind: 'pick', from: 'area', label: t('posts.place'), required: true },
        { key: 'user', kind: 'pick', from: 'staff', label: t('posts.whom'), required: true },
        { key: 'duty', kind: 'text', label: t('posts.duty'), required: true, max: 30, hint: t('posts.dutyHint') },
        { key: 'isLead', kind: 'yes-no', label: t('posts.isLead') },
        {
          key: 'publishedPhone',
          kind: 'text',
          label: t('posts.publishedPhone'),
          max: 40,
          hint: t('posts.publishedPhoneHint'),
        },
        { key: 'from', kind: 'date', label: t('posts.from'), required: true },
        { key: 'to', kind: 'date', label: t('posts.to'), hint: t('posts.toHint') },
      ]}
      initial={{ area: { ref: String(areaId), name: area.data.current.name }, isLead: false, from: today() }}
      sources={sources}
      submitLabel={t('posts.assign')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}

interface PostDialogProps {
  readonly post: Post;
  readonly onDone: () => void;
}

/** Ends a post on a day. */
export function EndPostDialog({ post, onDone }: PostDialogProps) {
  const t = useWords('areas');
  const { message } = App.useApp();
  const send = useSend('responsibilities.end');
  return (
    <FormDialog
      title={t('posts.end')}
      fields={[{ key: 'on', kind: 'date', label: t('posts.endOn'), required: true, notBefore: today() }]}
      initial={{ on: today() }}
      submitLabel={t('posts.end')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={(values) =>
        send.mutate(
          { ref: post.ref, on: String(values['on']) },
          {
            onSuccess: () => {
              void message.success(t('posts.ended'));
              onDone();
            },
          },
        )
      }
      onCancel={onDone}
    >
      <p className="areas-dialog-what">{t('posts.endWhat')}</p>
    </FormDialog>
  );
}

/** Lets somebody stand in between two days. */
export function CoverDialog({ post, onDone }: PostDialogProps) {
  const t = useWords('areas');
  const { message } = App.useApp();
  const sources = usePostSources(post.area.id);
  const send = useSend('responsibilities.cover');
  const first = post.validFrom > today() ? post.validFrom : today();
  return (
    <FormDialog
      title={t('posts.coverBy')}
      fields={[
        { key: 'user', kind: 'pick', from: 'staff', label: t('posts.standIn'), required: true },
        {
          key: 'from',
          kind: 'date',
          label: t('posts.from'),
          required: true,
          notBefore: post.validFrom,
          notAfter: post.validTo ?? undefined,
        },
        {
          key: 'to',
          kind: 'date',
          label: t('posts.coverTo'),
          required: true,
          notBefore: dayAfter(first),
          notAfter: post.validTo ?? undefined,
        },
      ]}
      initial={{ from: first }}
      sources={sources}
      submitLabel={t('posts.coverBy')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={(values) =>
        send.mutate(
          {
            ref: post.ref,
            userId: (values['user'] as PickValue).ref,
            from: String(values['from']),
            to: String(values['to']),
          },
          {
            onSuccess: () => {
              void message.success(t('posts.covered'));
              onDone();
            },
          },
        )
      }
      onCancel={onDone}
    />
  );
}
