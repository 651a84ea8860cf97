import { Switch } from 'antd';
import type { ImportSheet } from '../../../contract/imports.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import type { Drafts } from './plan-drafts.ts';

interface SheetListProps {
  readonly sheets: readonly ImportSheet[];
  readonly drafts: Drafts;
  readonly shown: string | undefined;
  readonly onShow: (name: string) => void;
  readonly onInclude: (name: string, included: boolean) => void;
}

/** The sheets of the file: which are read, and why the others are not. */
export function SheetList({ sheets, drafts, shown, onShow, onInclude }: SheetListProps) {
  const t = useWords('imports');
  const pick = usePick();
  return (
    <nav className="imports-sheets" aria-label={t('preview.sheets')}>
      <h2>{t('preview.sheets')}</h2>
      <ul>
        {sheets.map((sheet) => {
          const isIncluded = drafts[sheet.name]?.included ?? sheet.isIncluded;
          const mayRead = sheet.tables.some((table) => table.kind !== 'other') && sheet.reason !== 'sensitive-list';
          return (
            <li key={sheet.name} className={sheet.name === shown ? 'imports-sheet-shown' : undefined}>
              <button type="button" aria-current={sheet.name === shown} onClick={() => onShow(sheet.name)}>
                <b>{sheet.name}</b>
                <small>
                  {isIncluded ? t('preview.read') : sheet.reasonText ? pick(sheet.reasonText) : t('preview.notRead')}
                </small>
              </button>
              {mayRead && (
                <Switch
                  size="small"
                  checked={isIncluded}
                  aria-label={t('preview.include', { name: sheet.name })}
                  onChange={(checked) => onInclude(sheet.name, checked)}
                />
              )}
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
