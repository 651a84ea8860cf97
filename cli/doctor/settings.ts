import { isSettingKey, readSetting, type SettingKey, settings } from '../../domain/settings/settings.ts';
import { text } from '../../domain/text.ts';
import { settingsNow } from '../../server/access/settings.ts';
import { noRows } from '../../server/kit/db/client.ts';
import { type Finding, type ReachedPatient, warning, well } from './finding.ts';

/** Whether every decided setting is one this version knows and takes; and channels that are on but have nobody to carry them. */
export async function examineSettings({ config, owner, database }: ReachedPatient): Promise<readonly Finding[]> {
  const { rows } = await owner.query<{ key: string; value: unknown }>(
    "select key, value from settings where key like '%.%'",
  );
  const unread = rows.filter(
    ({ key, value }) => value !== null && (!isSettingKey(key) || readSetting(key, value) === undefined),
  );
  const findings: Finding[] = unread.map(({ key }) =>
    warning(
      text(
        `设置“${nameOf(key, 'zh')}”的值这个版本不认，按默认值办`,
        `The setting “${nameOf(key, 'en')}” is not understood; what is usual holds`,
      ),
      text(
        '由保管它的管理员在“系统设置”或“安全设置”里重新设定。',
        'Whoever keeps it decides it anew under Settings or Security settings.',
      ),
    ),
  );
  const decided = await database.read(noRows, (db) => settingsNow(db, 'sms.isOn'));
  if (decided['sms.isOn'] && !config.sms && !config.hasDemo)
    findings.push(
      warning(
        text('进展短信开着，但没有短信网关', 'Messages on progress are on, but there is no gateway'),
        text(
          '设定 SMS_URL 和 SMS_KEY，或在“系统设置”里关掉。',
          'Set SMS_URL and SMS_KEY, or switch them off under Settings.',
        ),
      ),
    );
  return findings.length > 0
    ? findings
    : [well(`设置完好，${rows.length} 项由本区定过`, `The settings are well; ${rows.length} were decided here`)];
}

const nameOf = (key: string, language: 'zh' | 'en'): string =>
  isSettingKey(key) ? settings[key as SettingKey].label[language] : key;
