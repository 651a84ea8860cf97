import { text } from '../../domain/text.ts';
import { brokerMqtt } from '../../server/outside/broker/real.ts';
import { type Finding, fault, type ReachedPatient, warning, well } from './finding.ts';

/** Longer than the beats of whoever holds the line. */
const seenWithinMs = 60_000;

/** Whether devices can put their alarms on the broker, somebody listens to it, and what of it was not taken of late. */
export async function examineBroker({ config, owner, now }: ReachedPatient): Promise<readonly Finding[]> {
  if (!config.broker)
    return [
      well('没有配置消息接入（MQTT），感知告警走签名 HTTP', 'No broker is configured: alarms come by signed HTTP'),
    ];
  const inTheWay = await brokerMqtt(config.broker).probe();
  if (inTheWay !== undefined)
    return [
      fault(
        text(`消息服务器连不上：${inTheWay}`, `The broker cannot be reached: ${inTheWay}`),
        text(
          '检查 MQTT_URL、MQTT_USER、MQTT_PASSWORD、消息服务器和网络。',
          'Check MQTT_URL, MQTT_USER, MQTT_PASSWORD, the broker and the network.',
        ),
      ),
    ];
  const { rows } = await owner.query<{ state: string; seen_at: Date | string; taken: string }>(
    'select state, seen_at, taken from sensor_line',
  );
  const [line] = rows;
  const isHeld = line?.state === 'connected' && now().getTime() - new Date(line.seen_at).getTime() <= seenWithinMs;
  if (!isHeld)
    return [
      fault(
        text('没有进程在听消息服务器，告警积在那里', 'Nobody listens to the broker: alarms wait there'),
        text(
          '启动一个 worker（LINLI_ROLE=worker 或 all）；已在运行的，看日志里的 broker.lost。',
          'Start a worker (LINLI_ROLE=worker or all); if one runs, look for broker.lost in its log.',
        ),
      ),
    ];
  return refusedOf(owner, line.taken);
}

async function refusedOf(owner: ReachedPatient['owner'], taken: string): Promise<readonly Finding[]> {
  const { rows } = await owner.query<{ n: number }>(
    "select coalesce(sum(times), 0)::int as n from sensor_refusals where last_at > now() - interval '1 day'",
  );
  const n = rows[0]?.n ?? 0;
  if (n === 0)
    return [well(`消息服务器已连上，收下 ${taken} 条消息`, `The broker is connected; ${taken} messages were taken`)];
  return [
    warning(
      text(`最近有 ${n} 条消息没有收下`, `${n} messages of the broker were not taken of late`),
      text(
        '在“感知设备”的“消息接入”里看是哪台设备、什么原因。',
        'Devices at the desk, the line to the broker, says of which devices and why.',
      ),
    ),
  ];
}
