/**
 * The one source of the design language: colours, type, space and shape.
 * tokens.css, the antd theme, the `--adm-*` variables, the chart theme and the map style are all made from it.
 */
export const colours = {
  blue: {
    50: '#EFF5FB',
    100: '#DCE9F6',
    200: '#B8D3EC',
    300: '#8AB5DE',
    400: '#5691C9',
    500: '#2F73B5',
    600: '#1D5BA0',
    700: '#184B86',
    800: '#143C6B',
    900: '#0E2A4D',
  },
  ink: { 900: '#18222F', 700: '#364354', 500: '#566375' },
  placeholder: '#626E7F',
  line: '#E3E8EE',
  lineStrong: '#CBD3DD',
  bg: '#F3F6F9',
  surface: '#FFFFFF',
  subtle: '#F7F9FB',
  paper: '#F8F5EF',
  green: { 50: '#E9F5EE', 600: '#1C7A4A' },
  amber: { 50: '#FFF5E2', 500: '#E3930F', 700: '#935400' },
  red: { 50: '#FDEDEA', 600: '#C32A1D' },
  teal: { 50: '#E4F3F4', 600: '#0F6F7B' },
  plum: { 50: '#F3EEF8', 600: '#65489A' },
  seal: '#C8321F',
  night: {
    bg: '#071829',
    panel: '#0C2238',
    line: '#1B3C5C',
    text: '#E8F1FA',
    text2: '#A3BAD1',
    cyan: '#58C4F0',
    gold: '#F0BE55',
    green: '#4CCB9A',
    red: '#FF7867',
  },
} as const;

/** Steps of a heat scale, few to many. */
export const heat = {
  day: ['#DCEBFA', '#8FC0EE', '#2F7FCB'],
  night: ['#0F2B45', '#13466F', '#1C69A5', '#2E90CE', '#74CDF4'],
} as const;

/** No Chinese web font is shipped: names use rare characters, and system fonts hold more of them. */
export const fonts = {
  text: '"PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans SC","Noto Sans CJK SC",system-ui,sans-serif',
  figures: 'Barlow,"PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans SC",system-ui,sans-serif',
} as const;

/** Corner radii in px. */
export const radii = { tag: 4, control: 6, panel: 8, card: 10, mobileCard: 14, sheet: 20 } as const;

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function* colourVariables(tree: object, prefix: string): Generator<string> {
  for (const [name, value] of Object.entries(tree)) {
    if (typeof value === 'string') yield `  --${prefix}${kebab(name)}: ${value.toLowerCase()};`;
    else yield* colourVariables(value, `${prefix}${kebab(name)}-`);
  }
}

/** The text of tokens.css: the same tokens as CSS variables, and as the variables antd-mobile reads. */
export function tokensCss(): string {
  const spaced = (stack: string): string => stack.replaceAll(',', ', ');
  return [
    '/* Made from tokens.ts: change it there, then run `vitest run web/ui/tokens.test.ts -u`. */',
    ':root {',
    ...colourVariables(colours, ''),
    '  --font:',
    `    ${spaced(fonts.text)};`,
    `  --figures: ${spaced(fonts.figures)};`,
    ...Object.entries(radii).map(([name, px]) => `  --radius-${kebab(name)}: ${px}px;`),
    '  --adm-color-primary: var(--blue-600);',
    '  --adm-color-success: var(--green-600);',
    '  --adm-color-warning: var(--amber-700);',
    '  --adm-color-danger: var(--red-600);',
    '  --adm-color-text: var(--ink-900);',
    '  --adm-color-text-secondary: var(--ink-700);',
    '  --adm-color-weak: var(--ink-500);',
    '  --adm-color-light: var(--placeholder);',
    '  --adm-color-border: var(--line);',
    '  --adm-border-color: var(--line);',
    '  --adm-color-background: var(--surface);',
    '  --adm-font-family: var(--font);',
    '  --adm-font-size-main: 1rem;',
    '  --adm-radius-s: 6px;',
    '  --adm-radius-m: 10px;',
    '  --adm-radius-l: 14px;',
    '}',
    '',
  ].join('\n');
}
