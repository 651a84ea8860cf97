import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { type ReactNode, useEffect } from 'react';
import { useLanguage } from '../../kit/i18n.ts';
import { deskTheme } from './theme.ts';
import { useMedia } from './use-media.ts';
import './desk.css';

/** For those who asked their device for less movement: things are there or gone at once. */
const stillTheme = { ...deskTheme, token: { ...deskTheme.token, motion: false } };

interface DeskProviderProps {
  readonly children: ReactNode;
}

/** Theme, language and message host of the desks; `App.useApp()` gives messages below it. */
export function DeskProvider({ children }: DeskProviderProps) {
  const language = useLanguage();
  const isStill = useMedia('(prefers-reduced-motion: reduce)');
  useEffect(() => {
    dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  }, [language]);
  return (
    <ConfigProvider
      locale={language === 'zh' ? zhCN : enUS}
      theme={isStill ? stillTheme : deskTheme}
      button={{ autoInsertSpace: false }}
      modal={{ closable: true }}
    >
      <App component={false}>{children}</App>
    </ConfigProvider>
  );
}
