import type { EnvironmentLine } from '../../../contract/settings.ts';
import { useWords } from '../../kit/i18n.ts';
import { type Column, PageTable } from '../../ui/desk/PageTable.tsx';
import { Card } from '../../ui/desk/SplitPage.tsx';

/** What the operator gave when the platform was started; to be read, not changed. */
export function EnvironmentTable({ lines }: { readonly lines: readonly EnvironmentLine[] }) {
  const t = useWords('settings');
  const sources = { environment: t('fromEnvironment'), usual: t('fromUsual'), none: t('fromNone') } as const;
  const columns: readonly Column<EnvironmentLine>[] = [
    { key: 'name', title: t('name'), width: 240, render: ({ name }) => <code>{name}</code> },
    {
      key: 'value',
      title: t('given'),
      render: ({ value, isSecret, from }) => value ?? (isSecret && from === 'environment' ? t('secretSet') : ''),
    },
    { key: 'from', title: t('source'), width: 140, render: ({ from }) => sources[from] },
  ];
  return (
    <Card title={t('environment')}>
      <p className="settings-effect">{t('environmentSub')}</p>
      <PageTable label={t('environment')} columns={columns} rows={lines} rowKey={({ name }) => name} empty={null} />
    </Card>
  );
}
