import { z } from 'zod';
import type { Keeper } from '../domain/settings/define-setting.ts';
import { keysOf, type SettingKey, settingKeys, settings } from '../domain/settings/settings.ts';
import { text } from '../domain/text.ts';
import { command, route } from './route.ts';
import { bilingual, isoInstant } from './shapes.ts';

const settingKey = z.enum(settingKeys as [SettingKey, ...SettingKey[]]);

const settingView = z.object({
  key: settingKey,
  /** What holds now; its form is the setting's own (domain/settings/settings.ts). */
  value: z.unknown(),
  isUsual: z.boolean(),
  /** When somebody last decided it: what a change is based on. */
  setAt: isoInstant.nullable(),
});
export type SettingView = z.output<typeof settingView>;

const settingChange = z.object({
  id: z.uuid(),
  key: settingKey,
  before: z.unknown(),
  after: z.unknown(),
  by: z.string(),
  at: isoInstant,
});
export type SettingChange = z.output<typeof settingChange>;

/** What the operator of the machine gave: never a secret, and nothing here can be changed from a screen. */
const environmentLine = z.object({
  name: z.string(),
  /** Null for a secret and for what is not given. */
  value: z.string().nullable(),
  from: z.enum(['environment', 'usual', 'none']),
  isSecret: z.boolean(),
});
export type EnvironmentLine = z.output<typeof environmentLine>;

const settingsView = z.object({
  items: z.array(settingView),
  /** The newest fifty. */
  changes: z.array(settingChange),
});
export type SettingsView = z.output<typeof settingsView>;

/** What everybody is told of this installation. */
const installationView = z.object({
  /** Null where nobody has decided it: the screens then say their own. */
  name: bilingual.nullable(),
  phone: z.string().nullable(),
});
export type InstallationView = z.output<typeof installationView>;

export const settingRoutes = {
  'GET /installation': route({
    access: { open: 'The residents’ pages say whose they are and whom to call before anybody has signed in.' },
    summary: text('本平台', 'The name of this installation and its number'),
    output: installationView,
  }),
  'GET /settings': route({
    access: { capability: 'settings.manage' },
    summary: text('系统设置', 'What the system administrator decides, how it changed, and what the operator gave'),
    output: settingsView.extend({ environment: z.array(environmentLine) }),
  }),
  'GET /settings/retention': route({
    access: { capability: 'settings.manage' },
    summary: text('保存期限到了、接下来几晚要删除多少', 'How much the next nights erase, its term over'),
    output: z.object({ cases: z.number().int(), records: z.number().int() }),
  }),
  'GET /settings/security': route({
    access: { capability: 'access.manage' },
    summary: text('安全设置', 'What the security administrator decides, and how it changed'),
    output: settingsView,
  }),
} as const;

/** A change of one setting: the value its declaration takes, or null for what is usual. */
function changeOf(keeper: Keeper) {
  const [first, ...others] = keysOf(keeper).map((key) =>
    z.object({
      key: z.literal(key),
      value: settings[key].schema.nullable(),
      /** `setAt` of what was seen; a change in between refuses this one. */
      basedOn: isoInstant.nullable(),
    }),
  );
  if (!first) throw new Error(`Nothing is kept by ${keeper}`);
  return z.discriminatedUnion('key', [first, ...others]);
}

export const settingCommands = {
  'settings.set': command({
    access: { capability: 'settings.manage' },
    summary: text('修改系统设置', 'Change a setting'),
    input: changeOf('system'),
    output: settingView,
  }),
  'settings.setSecurity': command({
    access: { capability: 'access.manage' },
    summary: text('修改安全设置', 'Change a setting of security'),
    input: changeOf('security'),
    output: settingView,
  }),
} as const;
