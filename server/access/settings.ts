import { readSetting, type SettingKey, type SettingValue, settings } from '../../domain/settings/settings.ts';
import type { ReadTx } from '../kit/db/client.ts';

type Values<K extends SettingKey> = { readonly [Key in K]: SettingValue<Key> };

/** What the installation has decided, or what is usual: read anew each time, so that a change holds at once in every process. */
export async function settingsNow<const K extends SettingKey>(db: ReadTx, ...keys: readonly K[]): Promise<Values<K>> {
  const rows = await db.selectFrom('settings').select(['key', 'value']).where('key', 'in', keys).execute();
  const stored = new Map(rows.map(({ key, value }) => [key, value]));
  return Object.fromEntries(
    keys.map((key) => [key, readSetting(key, stored.get(key)) ?? settings[key].usual]),
  ) as unknown as Values<K>;
}

/** One setting, as settingsNow. */
export async function settingNow<K extends SettingKey>(db: ReadTx, key: K): Promise<SettingValue<K>> {
  return (await settingsNow(db, key))[key];
}
