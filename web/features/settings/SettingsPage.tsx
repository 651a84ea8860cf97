import { App, Button } from 'antd';
import { useState } from 'react';
import type { SettingsView, SettingView } from '../../../contract/settings.ts';
import {
  type Keeper,
  type Setting,
  type SettingGroup,
  settingGroups,
} from '../../../domain/settings/define-setting.ts';
import { settings, settingWords } from '../../../domain/settings/settings.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import { Card, PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import { ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { Tag } from '../../ui/show/StatusDot.tsx';
import { ChangeHistory } from './ChangeHistory.tsx';
import { EnvironmentTable } from './EnvironmentTable.tsx';
import { fieldsOf, givenBy, initialOf } from './setting-form.ts';
import './settings.css';

/** 系统设置: what the system administrator decides, how it changed, and what the operator gave. */
export function SettingsPage() {
  const t = useWords('settings');
  const { data, error, refetch } = useApi('GET /settings');
  return (
    <PlainPage>
      <PageTitle title={t('title')} sub={t('sub')} />
      {error && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <div className="settings-cards">
          <Groups items={data.items} keeper="system" />
          <Retention />
          <p className="settings-elsewhere">{t('elsewhere')}</p>
          <ChangeHistory changes={data.changes} />
          <EnvironmentTable lines={data.environment} />
        </div>
      )}
    </PlainPage>
  );
}

/** What the next nights erase because its term is over: counted, nothing named. */
function Retention() {
  const t = useWords('settings');
  const { data, error, refetch } = useApi('GET /settings/retention');
  return (
    <Card title={t('retention')}>
      <p className="settings-effect">{t('retentionSub')}</p>
      {error && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {data && <p>{t('retentionDue', { cases: data.cases, records: data.records })}</p>}
    </Card>
  );
}

/** 安全设置: what the security administrator decides, and how it changed. */
export function SecuritySettingsPage() {
  const t = useWords('settings');
  const { data, error, refetch } = useApi('GET /settings/security');
  return (
    <PlainPage>
      <PageTitle title={t('securityTitle')} sub={t('securitySub')} />
      {error && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <div className="settings-cards">
          <Groups items={data.items} keeper="security" />
          <ChangeHistory changes={data.changes} />
        </div>
      )}
    </PlainPage>
  );
}

interface GroupsProps {
  readonly items: SettingsView['items'];
  readonly keeper: Keeper;
}

function Groups({ items, keeper }: GroupsProps) {
  const pick = usePick();
  const [open, setOpen] = useState<SettingView>();
  const groups = (Object.keys(settingGroups) as SettingGroup[])
    .map((group) => ({ group, own: items.filter(({ key }) => settings[key].group === group) }))
    .filter(({ own }) => own.length > 0);
  return (
    <>
      {groups.map(({ group, own }) => (
        <Card key={group} title={pick(settingGroups[group])}>
          <dl className="settings-list">
            {own.map((item) => (
              <SettingRow key={item.key} item={item} onChange={() => setOpen(item)} />
            ))}
          </dl>
        </Card>
      ))}
      {open && <ChangeDialog item={open} keeper={keeper} onDone={() => setOpen(undefined)} />}
    </>
  );
}

function SettingRow({ item, onChange }: { readonly item: SettingView; readonly onChange: () => void }) {
  const t = useWords('settings');
  const pick = usePick();
  const { label, effect } = settings[item.key];
  return (
    <div className="settings-row">
      <dt>
        {pick(label)}
        <small>{pick(effect)}</small>
      </dt>
      <dd>
        <span className="figures">{pick(settingWords(item.key, item.value))}</span>
        {item.isUsual && <Tag tone="grey">{t('usual')}</Tag>}
        <Button size="small" aria-label={t('changeOf', { name: pick(label) })} onClick={onChange}>
          {t('change')}
        </Button>
      </dd>
    </div>
  );
}

interface ChangeDialogProps {
  readonly item: SettingView;
  readonly keeper: Keeper;
  readonly onDone: () => void;
}

function ChangeDialog({ item, keeper, onDone }: ChangeDialogProps) {
  const t = useWords('settings');
  const pick = usePick();
  const { message } = App.useApp();
  const isSystem = keeper === 'system';
  const send = useSend(isSystem ? 'settings.set' : 'settings.setSecurity', [
    isSystem ? 'GET /settings' : 'GET /settings/security',
    'GET /installation',
  ]);
  const setting: Setting = settings[item.key];
  const decide = (value: unknown) =>
    send.mutate({ key: item.key, value, basedOn: item.setAt } as Parameters<typeof send.mutate>[0], {
      onSuccess: () => {
        void message.success(t('saved'));
        onDone();
      },
    });
  return (
    <FormDialog
      title={t('changeOf', { name: pick(setting.label) })}
      fields={fieldsOf(setting, t)}
      initial={initialOf(setting, item.value)}
      submitLabel={t('save')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={(values) => decide(givenBy(setting, values))}
      onCancel={onDone}
    >
      <p className="settings-effect">{pick(setting.effect)}</p>
      {!item.isUsual && (
        <Button type="link" className="settings-back" disabled={send.isPending} onClick={() => decide(null)}>
          {t('back', { value: pick(settingWords(item.key, setting.usual)) })}
        </Button>
      )}
    </FormDialog>
  );
}
