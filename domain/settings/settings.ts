import type { z } from 'zod';
import { type Text, text } from '../text.ts';
import { hours, type Keeper, networks, number, onOff, phone, point, type Setting, words } from './define-setting.ts';

const days = text('天', 'days');

/** Everything a district decides without touching a server. A new one is one entry here, and whatever obeys it reads it by its key. */
export const settings = {
  'installation.name': words(
    {
      keeper: 'system',
      group: 'installation',
      label: text('平台名称', 'Name of this installation'),
      effect: text(
        '工作台左上角、居民端的页面标题和验证码短信的签名，保存后立即生效。',
        'At the top of the desk, in the titles of the residents’ pages and under messages with codes; at once.',
      ),
    },
    20,
    text('邻里', 'Linli'),
  ),
  'installation.phone': phone({
    keeper: 'system',
    group: 'installation',
    label: text('全区服务电话', 'The district’s own number'),
    effect: text(
      '居民端“联系网格员”页，排在 12345 和 96110 前面；不填就不显示。',
      'On the residents’ page of contacts, before 12345 and 96110; none is shown where it is empty.',
    ),
  }),
  'installation.centre': point({
    keeper: 'system',
    group: 'installation',
    label: text('地图默认中心', 'Where maps begin'),
    effect: text(
      '还没有划定区域时地图先显示的位置（经纬度，WGS 84）；各人浏览器最迟次日更新。',
      'What a map shows before any area has a place (longitude and latitude, WGS 84); browsers take it up within a day.',
    ),
  }),
  'sms.isOn': onOff(
    {
      keeper: 'system',
      group: 'channels',
      label: text('进展短信', 'Messages on progress'),
      effect: text(
        '关闭后不再给居民发办理进展短信，已在等待的先留着；登录验证码不受影响。',
        'Off, nobody is told of progress by text message, and what waits keeps waiting; codes for signing in still go out.',
      ),
    },
    true,
  ),
  'sms.quiet': hours(
    {
      keeper: 'system',
      group: 'channels',
      label: text('短信免打扰时段', 'Quiet hours of messages'),
      effect: text(
        '这段时间的进展短信等到结束再发；紧急事项和验证码照发。起止相同表示不设。',
        'Messages on progress wait until it ends; urgent matters and codes do not. The same time twice means none.',
      ),
    },
    '22:00',
    '08:00',
  ),
  'webhooks.isOn': onOff(
    {
      keeper: 'system',
      group: 'channels',
      label: text('事件推送', 'Webhooks'),
      effect: text(
        '关闭后什么都不往外推，期间的消息留着，打开后补发。',
        'Off, nothing leaves; what happens meanwhile is kept and sent once it is on again.',
      ),
    },
    true,
  ),
  'open311.isOpen': onOff(
    {
      keeper: 'system',
      group: 'channels',
      label: text('Open311 接口', 'Open311'),
      effect: text(
        '关闭后 /open311/v2 一律拒绝，公开列表也不再提供。',
        'Off, /open311/v2 refuses everybody, its public list included.',
      ),
    },
    true,
  ),
  'notices.keptDays': number(
    {
      keeper: 'system',
      group: 'keeping',
      label: text('工作消息', 'Notices of staff'),
      effect: text(
        '超过的从消息中心消失，每晚清除；事项里的办理记录不受影响。',
        'Older ones leave the list and are cleared each night; what happened stays with the matter.',
      ),
    },
    { min: 30, max: 365, usual: 90, unit: days },
  ),
  'visits.keptDays': number(
    {
      keeper: 'system',
      group: 'keeping',
      label: text('走访记录', 'Records of visits'),
      effect: text(
        '走访记录和接待日来访记录保留多久，每晚清除；下次该走访的日期不受影响。',
        'How long visits and receptions stay written down; cleared each night. The next day of a visit is not touched.',
      ),
    },
    { min: 180, max: 1825, usual: 730, unit: days },
  ),
  // Claims from a mandate run out after three years (民法典 188): until then either side may have to show what was done by it.
  'mandates.keptDays': number(
    {
      keeper: 'system',
      group: 'keeping',
      label: text('已停止的代办委托', 'Mandates that ended'),
      effect: text(
        '代办委托停止或到期后连同代办记录保留多久，每晚清除。通常三年，与诉讼时效（民法典第188条）一致；事项本身的办理记录不受影响。',
        'How long a helper’s mandate stays after it ended, with what was done by it; cleared each night. Usually three years, as claims run out (Civil Code art. 188). What happened stays with the matter.',
      ),
    },
    { min: 180, max: 1095, usual: 1095, unit: days },
  ),
  'webhooks.keptDays': number(
    {
      keeper: 'system',
      group: 'keeping',
      label: text('推送记录', 'Messages of webhooks'),
      effect: text(
        '已送达或已放弃的推送保留多久，每晚清除；还在重试的不清。',
        'How long messages that were delivered or given up stay; cleared each night. What is still tried stays.',
      ),
    },
    { min: 7, max: 180, usual: 30, unit: days },
  ),
  'links.answerDays': number(
    {
      keeper: 'system',
      group: 'keeping',
      label: text('答复链接的有效期', 'Links for answers'),
      effect: text(
        '“问群众”短信里的链接几天后失效，对之后发出的短信生效。',
        'How long the link in a question to a resident holds; for messages from now on.',
      ),
    },
    { min: 7, max: 90, usual: 30, unit: days },
  ),
  'uploads.perHour': number(
    {
      keeper: 'system',
      group: 'limits',
      label: text('同一网络地址每小时上传', 'Uploads of one address an hour'),
      effect: text(
        '没有登录工作账号的人（居民、访客）从同一网络地址上传附件的次数；商场、学校等共用网络可调高。',
        'Files that residents and strangers may send from one network address; raise it where many share one.',
      ),
    },
    { min: 10, max: 600, usual: 60, unit: text('个', 'files') },
  ),
  'webhooks.networks': networks({
    keeper: 'security',
    group: 'doors',
    label: text('推送可达的内网网段', 'Private networks webhooks may reach'),
    effect: text(
      '事件推送平时只能发往公网地址；填在这里的内网网段放行，从下一次推送起。',
      'Webhooks reach public addresses alone; the private networks named here are let through from the next message on.',
    ),
  }),
  'sessions.idleHours': number(
    {
      keeper: 'security',
      group: 'doors',
      label: text('工作人员无操作自动退出', 'Staff are signed out after'),
      effect: text(
        '超过这么久没有操作就要重新登录，对所有已登录的人立即生效。',
        'Whoever did nothing for so long signs in again; at once for everybody who is signed in.',
      ),
    },
    { min: 1, max: 24, usual: 12, unit: text('小时', 'hours') },
  ),
} as const satisfies Readonly<Record<string, Setting>>;

export type SettingKey = keyof typeof settings;
export type SettingValue<K extends SettingKey> = z.output<(typeof settings)[K]['schema']>;

export const settingKeys = Object.keys(settings) as SettingKey[];

/** Whether a key is one of these. */
export function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(settings, key);
}

/** The keys that one kind of administrator keeps. */
export function keysOf(keeper: Keeper): readonly SettingKey[] {
  return settingKeys.filter((key) => settings[key].keeper === keeper);
}

/** A stored value as its setting takes it; what no longer fits counts as not set. */
export function readSetting<K extends SettingKey>(key: K, stored: unknown): SettingValue<K> | undefined {
  const parsed = (settings[key].schema as z.ZodType as z.ZodType<SettingValue<K>>).safeParse(stored);
  return parsed.success ? parsed.data : undefined;
}

/** A value in words, for lists and history. */
export function settingWords(key: SettingKey, value: unknown): Text {
  const setting: Setting = settings[key];
  const none = text('未设', 'none');
  const fits = setting.schema.safeParse(value);
  if (!fits.success) return none;
  switch (setting.kind) {
    case 'words': {
      const { zh, en } = fits.data as Text;
      return text(`${zh} / ${en}`, `${en} / ${zh}`);
    }
    case 'phone':
      return fits.data === '' ? none : text(String(fits.data), String(fits.data));
    case 'number':
      return text(`${fits.data} ${setting.unit?.zh ?? ''}`.trim(), `${fits.data} ${setting.unit?.en ?? ''}`.trim());
    case 'switch':
      return fits.data ? text('开', 'on') : text('关', 'off');
    case 'hours': {
      const { from, to } = fits.data as { from: string; to: string };
      return from === to ? none : text(`${from}–${to}`, `${from}–${to}`);
    }
    case 'networks': {
      const list = (fits.data as readonly string[]).join(', ');
      return list === '' ? none : text(list, list);
    }
    case 'point': {
      const spot = fits.data as { lon: number; lat: number } | null;
      return spot === null ? none : text(`${spot.lon}, ${spot.lat}`, `${spot.lon}, ${spot.lat}`);
    }
  }
}
