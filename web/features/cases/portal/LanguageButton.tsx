import { changeLanguage, useLanguage, useWords } from '../../../kit/i18n.ts';

/** To the other language, in that language's own word; without the icon of the switch, which costs the first screen its bytes. */
export function LanguageButton() {
  const t = useWords('common');
  const other = useLanguage() === 'zh' ? 'en' : 'zh';
  return (
    <button type="button" lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={() => void changeLanguage(other)}>
      {t('language.other')}
    </button>
  );
}
