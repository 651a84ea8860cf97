import { Link } from '@tanstack/react-router';
import { App } from 'antd';
import { useState } from 'react';
import type { SensorMessage, SensorRow } from '../../../contract/sensors.ts';
import { sensorKinds } from '../../../domain/registry/sensors.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { newSigningSecret } from '../../kit/new-signing-secret.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { useInstantWords } from '../../kit/use-time.ts';
import { ActionBar } from '../../ui/desk/ActionBar.tsx';
import { ConfirmDialog } from '../../ui/desk/ConfirmDialog.tsx';
import { DetailPane, DetailSection } from '../../ui/desk/SplitPage.tsx';
import { Facts } from '../../ui/show/Facts.tsx';
import { Empty, ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { StatusDot, type Tone } from '../../ui/show/StatusDot.tsx';
import { ChangeSensorDialog, type MadeSecret, renewedSensors } from './SensorDialogs.tsx';
import { toneOfSensor } from './sensor-tone.ts';

interface SensorDetailProps {
  readonly id: string;
  /** A new secret, which nobody will be told again. */
  readonly onSecret: (made: MadeSecret) => void;
  readonly onClose: () => void;
}

type Asking = 'change' | 'rotate' | 'retire';

/** One device: how it stands, whose it is and who repairs it, and what it last said with the matters that came of it. */
export function SensorDetail({ id, onSecret, onClose }: SensorDetailProps) {
  const t = useWords('sensors');
  const [asking, setAsking] = useState<Asking>();
  const { data, error, refetch } = useApi('GET /sensors/:id', { params: { id } });
  const done = () => setAsking(undefined);
  const act = (key: Asking) => ({ key, label: t(key), isDanger: key === 'retire', onAct: () => setAsking(key) });
  const isKept = data !== undefined && data.state !== 'retired';
  return (
    <DetailPane
      title={data?.name ?? t('detail')}
      onClose={onClose}
      {...(isKept
        ? { actions: <ActionBar primary={act('change')} secondary={[act('rotate')]} more={[act('retire')]} /> }
        : {})}
    >
      {error && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={6} />}
      {data && (
        <>
          <SensorFacts sensor={data} />
          <DetailSection title={t('messages')}>
            <Messages messages={data.messages} />
          </DetailSection>
          {asking === 'change' && <ChangeSensorDialog sensor={data} onDone={done} />}
          {asking === 'rotate' && <RotateDialog sensor={data} onSecret={onSecret} onDone={done} />}
          {asking === 'retire' && <RetireDialog sensor={data} onDone={done} />}
        </>
      )}
    </DetailPane>
  );
}

function SensorFacts({ sensor }: { readonly sensor: SensorRow }) {
  const t = useWords('sensors');
  const pick = usePick();
  const sayInstant = useInstantWords();
  const { state, since, lastHeardAt, previousUntil } = sensor;
  const sayPatience = (minutes: number) =>
    minutes % 60 === 0 ? t('silentHours', { n: minutes / 60 }) : t('silentMinutes', { n: minutes });
  return (
    <>
      <p className="sensors-health">
        <StatusDot tone={toneOfSensor[state]}>
          {[t(`states.${state}`), ...(since ? [t('since', { at: sayInstant(since) })] : [])].join(' · ')}
        </StatusDot>
        <small>{lastHeardAt ? t('heard', { at: sayInstant(lastHeardAt) }) : t('neverHeard')}</small>
      </p>
      <Facts
        items={[
          ...(sensor.faultWords ? [{ label: t('fact.fault'), value: sensor.faultWords }] : []),
          { label: t('fact.owner'), value: sensor.owner?.name ?? t('noOwner') },
          { label: t('fact.contact'), value: sensor.contact || t('noContact') },
          { label: t('fact.place'), value: [sensor.communityName, sensor.place].join(' ') },
          { label: t('fact.kind'), value: pick(sensorKinds[sensor.kind]) },
          { label: t('fact.device'), value: <span className="figures">{sensor.deviceId}</span> },
          { label: t('fact.category'), value: pick(sensor.categoryName) },
          { label: t('fact.quiet'), value: t('quietMinutes', { n: sensor.quietMinutes }) },
          { label: t('fact.silent'), value: sayPatience(sensor.silentAfterMinutes) },
          {
            label: t('fact.secret'),
            value: previousUntil ? t('secretGrace', { at: sayInstant(previousUntil) }) : t('secretKept'),
          },
          { label: t('fact.registered'), value: sayInstant(sensor.registeredAt) },
        ]}
      />
    </>
  );
}

const toneOfSaid: Readonly<Record<SensorMessage['said'], Tone>> = { alarm: 'red', cleared: 'green', fault: 'amber' };

function Messages({ messages }: { readonly messages: readonly SensorMessage[] }) {
  const t = useWords('sensors');
  const sayInstant = useInstantWords();
  if (messages.length === 0) return <Empty title={t('noMessages')} />;
  return (
    <ul className="sensors-lines">
      {messages.map((one) => (
        <li key={one.id}>
          <div>
            <StatusDot tone={toneOfSaid[one.said]}>{t(`said.${one.said}`)}</StatusDot>
            <small>{[sayInstant(one.heardAt), ...(one.value ? [one.value] : [])].join(' · ')}</small>
          </div>
          {one.case ? (
            <Link to={'/cases/$ref' as never} params={{ ref: one.case.ref } as never}>
              {t('caseOpen', { number: one.case.number })}
            </Link>
          ) : (
            one.hasCase && <span>{t('caseRaised')}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

interface DeedProps {
  readonly sensor: SensorRow;
  readonly onDone: () => void;
}

function RotateDialog({ sensor, onSecret, onDone }: DeedProps & Pick<SensorDetailProps, 'onSecret'>) {
  const t = useWords('sensors');
  const [secret] = useState(newSigningSecret);
  const send = useSend('sensors.rotate', renewedSensors);
  const { id, deviceId, name } = sensor;
  const rotate = () =>
    send.mutate(
      { id, secret },
      {
        onSuccess: () => {
          onDone();
          onSecret({ id, deviceId, secret, isNew: false });
        },
      },
    );
  return (
    <ConfirmDialog
      open
      title={t('rotateTitle', { name })}
      confirmLabel={t('rotate')}
      isBusy={send.isPending}
      error={send.error}
      onConfirm={rotate}
      onCancel={onDone}
    >
      <p>{t('rotateWhat')}</p>
    </ConfirmDialog>
  );
}

function RetireDialog({ sensor, onDone }: DeedProps) {
  const t = useWords('sensors');
  const { message } = App.useApp();
  const send = useSend('sensors.retire', renewedSensors);
  const retire = () =>
    send.mutate(
      { id: sensor.id },
      {
        onSuccess: () => {
          void message.success(t('done.retired'));
          onDone();
        },
      },
    );
  return (
    <ConfirmDialog
      open
      title={t('retireTitle', { name: sensor.name })}
      confirmLabel={t('retire')}
      isDanger
      isBusy={send.isPending}
      error={send.error}
      onConfirm={retire}
      onCancel={onDone}
    >
      <p>{t('retireWhat')}</p>
    </ConfirmDialog>
  );
}
