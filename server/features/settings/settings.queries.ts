import type { InstallationView, SettingChange, SettingsView, SettingView } from '../../../contract/settings.ts';
import type { Keeper } from '../../../domain/settings/define-setting.ts';
import { keysOf, readSetting, type SettingKey, settings } from '../../../domain/settings/settings.ts';
import { settingsNow } from '../../access/settings.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import type { ReadTx } from '../../kit/db/client.ts';

const mostChanges = 50;

/** A setting as it stands: what somebody decided, else what is usual. */
export function viewOf(
  key: SettingKey,
  row: { readonly value: unknown; readonly updatedAt: string } | undefined,
): SettingView {
  const stored = row && readSetting(key, row.value);
  return {
    key,
    value: stored === undefined ? settings[key].usual : stored,
    isUsual: stored === undefined || stored === null,
    setAt: row?.updatedAt ?? null,
  };
}

/** What one kind of administrator decides, with its newest changes. */
export async function listSettings({ db }: Pick<ReadCtx, 'db'>, keeper: Keeper): Promise<SettingsView> {
  const keys = keysOf(keeper);
  const rows = await db.selectFrom('settings').select(['key', 'value', 'updatedAt']).where('key', 'in', keys).execute();
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return { items: keys.map((key) => viewOf(key, byKey.get(key))), changes: await listChanges(db, keys) };
}

async function listChanges(db: ReadTx, keys: readonly SettingKey[]): Promise<SettingChange[]> {
  const rows = await db
    .selectFrom('settingChanges')
    .innerJoin('users', 'users.id', 'settingChanges.changedBy')
    .select(['settingChanges.id', 'settingChanges.key', 'before', 'after', 'users.name as by', 'changedAt as at'])
    .where('settingChanges.key', 'in', keys)
    .orderBy('changedAt', 'desc')
    .orderBy('settingChanges.id', 'desc')
    .limit(mostChanges)
    .execute();
  return rows.map((row) => ({ ...row, key: row.key as SettingKey }));
}

/** What everybody is told of this installation. */
export async function getInstallation({ db }: Pick<ReadCtx, 'db'>): Promise<InstallationView> {
  const known = await settingsNow(db, 'installation.name', 'installation.phone');
  const name = known['installation.name'];
  const usual = settings['installation.name'].usual;
  const isUsual = name.zh === usual.zh && name.en === usual.en;
  return { name: isUsual ? null : name, phone: known['installation.phone'] || null };
}
