import { App } from 'antd';
import { useState } from 'react';
import type { UserRow } from '../../../../contract/users.ts';
import { type RoleCode, roles, separatedRoles } from '../../../../domain/access/roles.ts';
import { businessDay } from '../../../../domain/calendar/instant.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { useSend } from '../../../kit/use-api.ts';
import { FormDialog } from '../../../ui/desk/FormDialog.tsx';
import type { FormField, FormValues, PickValue } from '../../../ui/forms/fields.ts';
import { useReachSources } from '../../../ui/forms/use-reach-sources.ts';
import { RoleMay } from './UserHoldings.tsx';

type Holding = UserRow['holdings'][number];

const today = (): string => businessDay(Date.now());

/** A holding as it is wanted when nothing of it changes. */
function asWanted({ role, area, organisation, validFrom, validTo }: Holding) {
  return {
    role: role as Exclude<RoleCode, 'resident'>,
    ...(area ? { areaId: area.id } : {}),
    ...(organisation ? { organisationId: organisation.id } : {}),
    validFrom,
    ...(validTo ? { validTo } : {}),
  };
}

/** What somebody holds, as the asker saw it: the server refuses if it is another by now. */
function useSetHoldings(user: UserRow, onDone: () => void) {
  const t = useWords('users');
  const { message } = App.useApp();
  const send = useSend('users.setHoldings', ['POST /users', 'GET /confirmations']);
  const known = user.holdings.map(({ id }) => id);
  return {
    send,
    set: (holdings: ReturnType<typeof asWanted>[]) =>
      send.mutate(
        { userId: user.id, holdings, known },
        {
          onSuccess: ({ granted, proposed }) => {
            void message.success(t(proposed > 0 ? 'said.proposed' : granted > 0 ? 'said.granted' : 'said.ended'));
            onDone();
          },
        },
      ),
  };
}

interface GrantDialogProps {
  readonly user: UserRow;
  readonly onDone: () => void;
}

function useGrantFields(): readonly FormField[] {
  const t = useWords('users');
  const reachOf = (values: FormValues) => roles[(values['role'] as RoleCode | undefined) ?? 'resident'].reach;
  return [
    {
      key: 'role',
      kind: 'choice',
      label: t('grantForm.role'),
      required: true,
      options: (Object.keys(roles) as RoleCode[])
        .filter((role) => role !== 'resident')
        .map((role) => ({ value: role, label: roles[role].label })),
    },
    {
      key: 'area',
      kind: 'pick',
      from: 'area',
      label: t('grantForm.area'),
      required: true,
      when: (values) => reachOf(values) === 'area',
      path: 'areaId',
    },
    {
      key: 'organisation',
      kind: 'pick',
      from: 'organisation',
      label: t('grantForm.organisation'),
      required: true,
      when: (values) => reachOf(values) === 'organisation',
      path: 'organisationId',
    },
    { key: 'from', kind: 'date', label: t('grantForm.from'), required: true, notBefore: today() },
    { key: 'to', kind: 'date', label: t('grantForm.to'), hint: t('grantForm.toHint'), notBefore: today() },
  ];
}

/** Grants one more role; a role of an administrator is only proposed. */
export function GrantDialog({ user, onDone }: GrantDialogProps) {
  const t = useWords('users');
  const [role, setRole] = useState<RoleCode>();
  const { send, set } = useSetHoldings(user, onDone);
  const submit = (values: FormValues) => {
    const area = values['area'] as PickValue | undefined;
    const organisation = values['organisation'] as PickValue | undefined;
    set([
      ...user.holdings.map(asWanted),
      {
        role: values['role'] as Exclude<RoleCode, 'resident'>,
        ...(area ? { areaId: Number(area.ref) } : {}),
        ...(organisation ? { organisationId: organisation.ref } : {}),
        validFrom: String(values['from']),
        ...(values['to'] ? { validTo: String(values['to']) } : {}),
      },
    ]);
  };
  return (
    <FormDialog
      title={t('grant')}
      fields={useGrantFields()}
      initial={{ from: today() }}
      sources={useReachSources()}
      submitLabel={t('grant')}
      isBusy={send.isPending}
      error={send.error}
      onChange={(values) => setRole(values['role'] as RoleCode | undefined)}
      onSubmit={submit}
      onCancel={onDone}
    >
      <div className="users-role-words">
        <b>{t('grantForm.may')}</b>
        {role ? <RoleMay role={role} /> : <p className="users-may">{t('grantForm.mayNothing')}</p>}
        {role && separatedRoles.includes(role) && <p className="users-two">{t('grantForm.two')}</p>}
      </div>
    </FormDialog>
  );
}

interface EndHoldingDialogProps extends GrantDialogProps {
  readonly holding: Holding;
}

/** Ends a role on a day. */
export function EndHoldingDialog({ user, holding, onDone }: EndHoldingDialogProps) {
  const t = useWords('users');
  const pick = usePick();
  const { send, set } = useSetHoldings(user, onDone);
  const submit = (values: FormValues) => {
    const on = String(values['on']);
    const others = user.holdings.filter(({ id }) => id !== holding.id).map(asWanted);
    set(on <= today() ? others : [...others, { ...asWanted(holding), validTo: on }]);
  };
  return (
    <FormDialog
      title={t('endForm.title', {
        role: pick(roles[holding.role].label),
        where: holding.area?.name ?? holding.organisation?.name ?? '',
      })}
      fields={[{ key: 'on', kind: 'date', label: t('endForm.on'), required: true, notBefore: today() }]}
      initial={{ on: today() }}
      submitLabel={t('roles.end')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onDone}
    >
      <p>{t('endForm.what')}</p>
    </FormDialog>
  );
}
