import { App, Button } from 'antd';
import { useState } from 'react';
import type { Booking } from '../../../contract/bookings.ts';
import { api } from '../../kit/api.ts';
import { useWords } from '../../kit/i18n.ts';
import { mayAnywhere, useSession } from '../../kit/session.ts';
import { momentOf } from '../../kit/time.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { useInstantWords } from '../../kit/use-time.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import { Card } from '../../ui/desk/SplitPage.tsx';
import type { FormValues } from '../../ui/forms/fields.ts';
import { useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { spanWords } from './rota-days.ts';

const renewed = ['GET /bookings', 'GET /public/slots'] as const;
const dayMs = 86_400_000;

/** What is booked around me in the days to come; with an area, booking there for whoever calls or comes. */
export function BookingsCard({ areaId }: { readonly areaId?: number }) {
  const t = useWords('bookings');
  const [isEntering, setIsEntering] = useState(false);
  const { data: session } = useSession();
  const from = momentOf(new Date()).day;
  const to = momentOf(new Date(Date.now() + 14 * dayMs)).day;
  const items = useApi('GET /bookings', { query: { from, to } }).data?.items ?? [];
  const mayEnter = areaId !== undefined && mayAnywhere(session, 'cases.raise');
  if (items.length === 0 && !mayEnter) return null;
  return (
    <Card title={t('title')}>
      {items.length === 0 && <p className="rota-none">{t('none')}</p>}
      <ul className="rota-notes">
        {items.map((one) => (
          <BookingRow key={one.id} one={one} />
        ))}
      </ul>
      {mayEnter && (
        <div className="rota-deeds">
          <Button onClick={() => setIsEntering(true)}>{t('enter')}</Button>
        </div>
      )}
      {areaId !== undefined && isEntering && <EnterDialog areaId={areaId} onDone={() => setIsEntering(false)} />}
    </Card>
  );
}

function BookingRow({ one }: { readonly one: Booking }) {
  const t = useWords('bookings');
  const { message, modal } = App.useApp();
  const sayError = useErrorWords();
  const cancel = useSend('bookings.cancel', renewed);
  const mark = useSend('bookings.mark', renewed);
  const onError = (error: unknown) => void message.error(sayError(error).title);
  const show = () => {
    const said = api.get('GET /bookings/:id/contact', { params: { id: one.id } });
    void said.then(
      ({ name, phone }) => void modal.info({ title: t('contactTitle'), content: `${name}　${phone}` }),
      onError,
    );
  };
  return (
    <li>
      <b className="figures">{spanWords(one, true)}</b>
      <span>
        {one.name} · {one.nameMasked} · <span className="figures">{one.phoneMasked}</span>
        {one.outcome && ` · ${t(one.outcome)}`}
      </span>
      {one.isUncovered && <span role="status">{t('uncovered')}</span>}
      <div className="rota-deeds">
        <Button size="small" onClick={show}>
          {t('contact')}
        </Button>
        {one.mayCancel && (
          <Button size="small" loading={cancel.isPending} onClick={() => cancel.mutate({ id: one.id }, { onError })}>
            {t('cancel')}
          </Button>
        )}
        {one.mayMark &&
          (['came', 'missed'] as const).map((outcome) => (
            <Button key={outcome} size="small" onClick={() => mark.mutate({ id: one.id, outcome }, { onError })}>
              {t(outcome)}
            </Button>
          ))}
      </div>
    </li>
  );
}

function EnterDialog({ areaId, onDone }: { readonly areaId: number; readonly onDone: () => void }) {
  const t = useWords('bookings');
  const { message } = App.useApp();
  const sayInstant = useInstantWords();
  const enter = useSend('bookings.enter', renewed);
  const posts = useApi('GET /public/slots', { query: { areaId } }).data?.items ?? [];
  const slots = posts.flatMap((post) =>
    post.slots.filter(({ free }) => free > 0).map(({ startsAt }) => ({ post, startsAt })),
  );
  const submit = (values: FormValues) => {
    const [rotaId = '', startsAt = ''] = String(values['slot']).split(' ');
    enter.mutate(
      { rotaId, startsAt, name: String(values['name'] ?? ''), phone: String(values['phone'] ?? '') },
      {
        onSuccess: () => {
          void message.success(t('done'));
          onDone();
        },
      },
    );
  };
  return (
    <FormDialog
      title={t('enter')}
      fields={[
        {
          key: 'slot',
          kind: 'choice',
          label: t('slot'),
          hint: slots.length === 0 ? t('noSlots') : undefined,
          required: true,
          options: slots.map(({ post, startsAt }) => ({
            value: `${post.rotaId} ${startsAt}`,
            label: `${sayInstant(startsAt)} ${post.name}`,
          })),
        },
        { key: 'name', kind: 'text', label: t('name'), required: true, max: 40 },
        { key: 'phone', kind: 'text', label: t('phone'), required: true, max: 40 },
      ]}
      initial={{}}
      submitLabel={t('save')}
      isBusy={enter.isPending}
      error={enter.error}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}
