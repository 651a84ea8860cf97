import type { SettingChange } from '../../../contract/settings.ts';
import { settings, settingWords } from '../../../domain/settings/settings.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useInstantWords } from '../../kit/use-time.ts';
import { type Column, PageTable } from '../../ui/desk/PageTable.tsx';
import { Card } from '../../ui/desk/SplitPage.tsx';
import { Empty } from '../../ui/show/StateBlocks.tsx';

/** Who changed which setting, when, from what to what. */
export function ChangeHistory({ changes }: { readonly changes: readonly SettingChange[] }) {
  const t = useWords('settings');
  const pick = usePick();
  const sayInstant = useInstantWords();
  const words = ({ key }: SettingChange, value: unknown) =>
    value === null ? t('usual') : pick(settingWords(key, value));
  const columns: readonly Column<SettingChange>[] = [
    { key: 'at', title: t('when'), width: 140, render: ({ at }) => sayInstant(at) },
    { key: 'key', title: t('what'), render: ({ key }) => pick(settings[key].label) },
    { key: 'before', title: t('before'), render: (row) => words(row, row.before) },
    { key: 'after', title: t('after'), render: (row) => words(row, row.after) },
    { key: 'by', title: t('who'), width: 160, render: ({ by }) => by },
  ];
  return (
    <Card title={t('history')}>
      <PageTable
        label={t('history')}
        columns={columns}
        rows={changes}
        rowKey={({ id }) => id}
        empty={<Empty title={t('historyNone')} hint={t('historyNoneHint')} />}
      />
    </Card>
  );
}
