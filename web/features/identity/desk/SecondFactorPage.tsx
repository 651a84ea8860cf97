import { App } from 'antd';
import { type RoleCode, roles, separatedRoles } from '../../../../domain/access/roles.ts';
import { useWords } from '../../../kit/i18n.ts';
import { useApi, useSend } from '../../../kit/use-api.ts';
import { SchemaForm } from '../../../ui/desk/SchemaForm.tsx';
import { Card, PageTitle, PlainPage } from '../../../ui/desk/SplitPage.tsx';
import { ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';

type Role = Exclude<RoleCode, 'resident'>;

const optional = (Object.keys(roles) as RoleCode[]).filter(
  (role): role is Role => role !== 'resident' && !separatedRoles.includes(role),
);

/** 第二验证: which roles must have one, and how long a device is remembered. */
export function SecondFactorPage() {
  const t = useWords('second-factor');
  const { message } = App.useApp();
  const { data, error, refetch } = useApi('GET /second-factor/policy');
  const send = useSend('second-factor.setPolicy', ['GET /second-factor/policy']);
  return (
    <PlainPage>
      <PageTitle title={t('policy.title')} sub={t('policy.sub')} />
      <Card>
        <p>{t('policy.always')}</p>
        {error && <ErrorBlock error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Loading />}
        {data && (
          <SchemaForm
            fields={[
              {
                key: 'roles',
                kind: 'choice',
                many: true,
                label: t('policy.roles'),
                hint: t('policy.rolesHint'),
                options: optional.map((role) => ({ value: role, label: roles[role].label })),
              },
              {
                key: 'rememberDays',
                kind: 'number',
                label: t('policy.days'),
                hint: t('policy.daysHint'),
                required: true,
                min: 0,
                max: 30,
                whole: true,
                unit: t('policy.unit'),
              },
            ]}
            initial={{ ...data }}
            submitLabel={t('policy.save')}
            isBusy={send.isPending}
            error={send.error}
            onSubmit={(values) =>
              send.mutate(
                { roles: (values['roles'] as Role[] | undefined) ?? [], rememberDays: Number(values['rememberDays']) },
                { onSuccess: () => void message.success(t('policy.saved')) },
              )
            }
          />
        )}
      </Card>
    </PlainPage>
  );
}
