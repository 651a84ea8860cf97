import { Button } from 'antd';
import { useState } from 'react';
import type { Volunteer } from '../../../contract/orders.ts';
import { helpKinds } from '../../../domain/processes/order-kinds.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import { Card, PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import { SureButton } from '../../ui/desk/SureButton.tsx';
import { Empty, ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { Tag } from '../../ui/show/StatusDot.tsx';
import './orders.css';

const renewed = ['GET /orders/volunteers'] as const;

/** /desk/volunteers: who is willing to help here; those who wait come first, nobody is ranked. */
export function VolunteersPage() {
  const t = useWords('orders');
  const { data, error, refetch } = useApi('GET /orders/volunteers');
  const [chosen, setChosen] = useState<Volunteer>();
  return (
    <PlainPage>
      <PageTitle title={t('desk')} sub={t('deskSub')} />
      <Card>
        {error && !data && <ErrorBlock error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Loading lines={6} />}
        {data?.items.length === 0 && <Empty title={t('deskNone')} hint={t('deskNoneHint')} />}
        <ul className="orders-volunteers">
          {data?.items.map((one) => (
            <VolunteerRow key={one.id} volunteer={one} onAdmit={() => setChosen(one)} />
          ))}
        </ul>
      </Card>
      {chosen && <AdmitDialog volunteer={chosen} onDone={() => setChosen(undefined)} />}
    </PlainPage>
  );
}

function VolunteerRow({ volunteer, onAdmit }: { readonly volunteer: Volunteer; readonly onAdmit: () => void }) {
  const t = useWords('orders');
  const pick = usePick();
  const dismiss = useSend('orders.dismiss', [...renewed]);
  const { id, name, state, organisationName, phoneMasked, kinds, insuredUntil } = volunteer;
  return (
    <li>
      <span>
        <b>{name}</b> <Tag tone={state === 'asked' ? 'amber' : 'green'}>{t(`state_${state}`)}</Tag>
        <small>
          {[organisationName, phoneMasked, insuredUntil ? t('insured', { day: insuredUntil }) : t('notInsured')]
            .filter(Boolean)
            .join(' · ')}
        </small>
        <small>{kinds.map((kind) => pick(helpKinds[kind] ?? kind)).join('、')}</small>
      </span>
      <Button type={state === 'asked' ? 'primary' : 'default'} onClick={onAdmit}>
        {t(state === 'asked' ? 'admit' : 'insure')}
      </Button>
      <SureButton
        danger
        type="text"
        loading={dismiss.isPending}
        ask={t('dismissSure')}
        yes={t('dismiss')}
        onSure={() => dismiss.mutate({ id })}
      >
        {t('dismiss')}
      </SureButton>
    </li>
  );
}

function AdmitDialog({ volunteer, onDone }: { readonly volunteer: Volunteer; readonly onDone: () => void }) {
  const t = useWords('orders');
  const admit = useSend('orders.admit', [...renewed]);
  return (
    <FormDialog
      title={`${t(volunteer.state === 'asked' ? 'admit' : 'insure')} · ${volunteer.name}`}
      fields={[
        { key: 'insuredUntil', kind: 'date', label: t('insuredUntil') },
        { key: 'insuredBy', kind: 'text', label: t('insuredBy'), max: 80 },
      ]}
      initial={{ insuredUntil: volunteer.insuredUntil ?? undefined, insuredBy: volunteer.insuredBy }}
      submitLabel={t(volunteer.state === 'asked' ? 'admit' : 'insure')}
      isBusy={admit.isPending}
      error={admit.error}
      onSubmit={({ insuredUntil, insuredBy }) =>
        admit.mutate(
          {
            id: volunteer.id,
            insuredUntil: typeof insuredUntil === 'string' ? insuredUntil : null,
            insuredBy: typeof insuredBy === 'string' ? insuredBy : '',
          },
          { onSuccess: onDone },
        )
      }
      onCancel={onDone}
    />
  );
}
