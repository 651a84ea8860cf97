import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { type ReactNode, useEffect } from 'react';
import { useLanguage } from '../../kit/i18n.ts';
import { deskTheme } from './theme.ts';
import './desk.css';

interface DeskProviderProps {
  readonly children: ReactNode;
}

/** Theme, language and message host of the desks; `App.useApp()` gives messages below it. */
export function DeskProvider({ children }: DeskProviderProps) {
  const language = useLanguage();
  useEffect(() => {
    dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  }, [language]);
  return (
    <ConfigProvider
      locale={language === 'zh' ? zhCN : enUS}
      theme={deskTheme}
      button={{ autoInsertSpace: false }}
      modal={{ closable: true }}
    >
      <App component={false}>{children}</App>
    </ConfigProvider>
  );
}
