import type { ThemeConfig } from 'antd';
import { colours, fonts, radii } from '../tokens.ts';

/** The antd theme, from the tokens. antd's own blue is below 4.5:1 on white; ours is 6.87. */
export const deskTheme: ThemeConfig = {
  token: {
    colorPrimary: colours.blue[600],
    colorInfo: colours.blue[600],
    colorInfoBg: colours.blue[50],
    colorInfoBorder: colours.blue[200],
    colorLink: colours.blue[600],
    colorSuccess: colours.green[600],
    colorWarning: colours.amber[500],
    colorError: colours.red[600],
    colorText: colours.ink[900],
    colorTextSecondary: colours.ink[500],
    colorTextTertiary: colours.ink[500],
    colorTextDescription: colours.ink[500],
    colorTextDisabled: colours.placeholder,
    colorTextPlaceholder: colours.placeholder,
    colorBorder: colours.lineStrong,
    colorBorderSecondary: colours.line,
    colorBgLayout: colours.bg,
    borderRadius: radii.control,
    fontFamily: fonts.text,
    fontSize: 14,
    controlHeight: 34,
    wireframe: false,
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    Form: { itemMarginBottom: 18, verticalLabelPadding: '0 0 4px', labelColor: colours.ink[700] },
    Modal: { titleFontSize: 18, titleLineHeight: 26 / 18 },
    Drawer: { paddingLG: 20 },
    Tree: { nodeSelectedBg: colours.blue[50], nodeSelectedColor: colours.blue[700], nodeHoverBg: colours.subtle },
  },
};
