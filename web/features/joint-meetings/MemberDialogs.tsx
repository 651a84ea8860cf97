import { App } from 'antd';
import type { JointMember } from '../../../contract/joint-meetings.ts';
import { type MemberKind, memberKinds } from '../../../domain/joint-meetings/member-kinds.ts';
import { useWords } from '../../kit/i18n.ts';
import { momentOf } from '../../kit/time.ts';
import { useSend } from '../../kit/use-api.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import type { FormField, FormValues, PickValue } from '../../ui/forms/fields.ts';
import { useReachSources } from '../../ui/forms/use-reach-sources.ts';

const words = (values: FormValues, key: string): string => String(values[key] ?? '').trim();

function useTermFields(): readonly FormField[] {
  const t = useWords('joint-meetings');
  return [
    { key: 'post', kind: 'text', label: t('field.post'), required: true, max: 60, hint: t('field.postHint') },
    { key: 'beginsOn', kind: 'date', label: t('field.beginsOn'), required: true },
    { key: 'endsOn', kind: 'date', label: t('field.endsOn'), required: true },
  ];
}

const termOf = (values: FormValues) => ({
  post: words(values, 'post'),
  beginsOn: words(values, 'beginsOn'),
  endsOn: words(values, 'endsOn'),
});

interface AddProps {
  readonly areas: readonly { readonly id: number; readonly name: string }[];
  readonly onDone: () => void;
}

export function AddMemberDialog({ areas, onDone }: AddProps) {
  const t = useWords('joint-meetings');
  const send = useSend('joint-members.add', ['POST /joint-meetings/members']);
  const fields: readonly FormField[] = [
    {
      key: 'areaId',
      kind: 'choice',
      label: t('field.area'),
      required: true,
      options: areas.map(({ id, name }) => ({ value: String(id), label: name })),
    },
    { key: 'name', kind: 'text', label: t('field.name'), required: true, max: 40 },
    {
      key: 'kind',
      kind: 'choice',
      label: t('field.kind'),
      required: true,
      options: Object.entries(memberKinds).map(([value, label]) => ({ value, label })),
    },
    { key: 'organisationId', kind: 'pick', from: 'organisation', label: t('field.unit') },
    { key: 'unitWords', kind: 'text', label: t('field.unitWords'), max: 60 },
    ...useTermFields(),
  ];
  const submit = (values: FormValues) =>
    send.mutate(
      {
        areaId: Number(values['areaId']),
        kind: values['kind'] as MemberKind,
        name: words(values, 'name'),
        organisationId: (values['organisationId'] as PickValue | undefined)?.ref ?? null,
        unitWords: words(values, 'unitWords'),
        ...termOf(values),
      },
      { onSuccess: onDone },
    );
  return (
    <FormDialog
      title={t('add')}
      width={600}
      fields={fields}
      initial={{
        beginsOn: momentOf(new Date()).day,
        ...(areas.length === 1 ? { areaId: String(areas[0]?.id) } : {}),
      }}
      sources={useReachSources()}
      submitLabel={t('save')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}

interface MemberProps {
  readonly member: JointMember;
  readonly onDone: () => void;
}

export function ChangeMemberDialog({ member, onDone }: MemberProps) {
  const t = useWords('joint-meetings');
  const send = useSend('joint-members.change', ['POST /joint-meetings/members']);
  const { id, post, beginsOn, endsOn } = member;
  return (
    <FormDialog
      title={`${t('change')} · ${member.name}`}
      fields={useTermFields()}
      initial={{ post, beginsOn, endsOn }}
      submitLabel={t('save')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={(values) => send.mutate({ id, ...termOf(values) }, { onSuccess: onDone })}
      onCancel={onDone}
    />
  );
}

export function LeaveDialog({ member, onDone }: MemberProps) {
  const t = useWords('joint-meetings');
  const send = useSend('joint-members.leave', ['POST /joint-meetings/members']);
  const today = momentOf(new Date()).day;
  return (
    <FormDialog
      title={`${t('leave')} · ${member.name}`}
      fields={[
        { key: 'on', kind: 'date', label: t('field.on'), required: true },
        { key: 'why', kind: 'text', label: t('field.why'), lines: 2, max: 200 },
      ]}
      initial={{ on: today }}
      submitLabel={t('leave')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={(values) =>
        send.mutate({ id: member.id, on: words(values, 'on'), why: words(values, 'why') }, { onSuccess: onDone })
      }
      onCancel={onDone}
    >
      <p className="joint-hint">{t('leaveHint')}</p>
    </FormDialog>
  );
}

/** A topic in a member's name: it comes before the meeting as a matter that is followed to its end. */
export function ProposeDialog({ member, onDone }: MemberProps) {
  const t = useWords('joint-meetings');
  const { message } = App.useApp();
  const send = useSend('joint-members.propose', ['POST /joint-meetings/members', 'POST /joint-meetings/matters']);
  const submit = (values: FormValues) =>
    send.mutate(
      { memberId: member.id, topic: words(values, 'topic') },
      {
        onSuccess: ({ number }) => {
          void message.success(t('proposed', { number }));
          onDone();
        },
      },
    );
  return (
    <FormDialog
      title={`${t('propose')} · ${member.name}`}
      fields={[{ key: 'topic', kind: 'text', label: t('field.topic'), required: true, lines: 3, max: 500 }]}
      submitLabel={t('propose')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}
