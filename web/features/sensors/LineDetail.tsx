import type { AnswerOf } from '../../../contract/route.ts';
import type { sensorRoutes } from '../../../contract/sensors.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi } from '../../kit/use-api.ts';
import { useInstantWords, useNow } from '../../kit/use-time.ts';
import { DetailPane, DetailSection } from '../../ui/desk/SplitPage.tsx';
import { Facts } from '../../ui/show/Facts.tsx';
import { Empty, ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { StatusDot, type Tone } from '../../ui/show/StatusDot.tsx';

type Answer = AnswerOf<(typeof sensorRoutes)['GET /sensors/line']>;
type Line = NonNullable<Answer['line']>;

const seenWithinMs = 60_000;
const toneOf: Readonly<Record<Line['state'] | 'gone', Tone>> = {
  connected: 'green',
  waiting: 'red',
  off: 'grey',
  gone: 'red',
};

/** 消息接入: how the line to the broker is, and what came over it that was not taken. */
export function LineDetail({ onClose }: { readonly onClose: () => void }) {
  const t = useWords('sensors');
  const { data, error, refetch } = useApi('GET /sensors/line');
  return (
    <DetailPane title={t('line.title')} onClose={onClose}>
      {error && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={5} />}
      {data && (
        <>
          {data.line ? <LineFacts line={data.line} /> : <p>{t('line.noneYet')}</p>}
          <DetailSection title={t('line.refusals')}>
            <Refusals refusals={data.refusals} />
          </DetailSection>
        </>
      )}
    </DetailPane>
  );
}

function LineFacts({ line }: { readonly line: Line }) {
  const t = useWords('sensors');
  const sayInstant = useInstantWords();
  const now = useNow();
  const isGone = line.state !== 'off' && now.getTime() - Date.parse(line.seenAt) > seenWithinMs;
  const state = isGone ? 'gone' : line.state;
  return (
    <Facts
      items={[
        { label: t('line.fact.state'), value: <StatusDot tone={toneOf[state]}>{t(`line.states.${state}`)}</StatusDot> },
        { label: t('line.fact.since'), value: sayInstant(isGone ? line.seenAt : line.since) },
        ...(line.fault ? [{ label: t('line.fact.fault'), value: line.fault }] : []),
        { label: t('line.fact.taken'), value: t('line.times', { n: line.taken }) },
        { label: t('line.fact.refused'), value: t('line.times', { n: line.refused }) },
      ]}
    />
  );
}

function Refusals({ refusals }: Pick<Answer, 'refusals'>) {
  const t = useWords('sensors');
  const pick = usePick();
  const sayInstant = useInstantWords();
  if (refusals.length === 0) return <Empty title={t('line.noRefusals')} />;
  return (
    <>
      <p className="sensors-hint">{t('line.refusalsHint')}</p>
      <ul className="sensors-lines">
        {refusals.map((one) => (
          <li key={`${one.topic} ${one.code}`}>
            <div>
              <b>{pick(one.reason)}</b>
              <code>{one.topic}</code>
              <small>{t('line.refused', { n: one.times, at: sayInstant(one.lastAt), bytes: one.bytes })}</small>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
