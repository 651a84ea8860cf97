import { TranslateIcon } from '@phosphor-icons/react/dist/csr/Translate';
import { changeLanguage, useLanguage, useWords } from '../../kit/i18n.ts';
import './language-switch.css';

/** To the other language at one press; its name is written in that language. */
export function LanguageSwitch() {
  const t = useWords('common');
  const language = useLanguage();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <button
      type="button"
      className="ll-language"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => void changeLanguage(other)}
    >
      <TranslateIcon size="1.125rem" aria-hidden />
      {t('language.other')}
    </button>
  );
}
