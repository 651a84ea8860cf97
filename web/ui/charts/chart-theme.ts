import { colours, fonts, heat } from '../tokens.ts';

export type ChartMood = 'day' | 'night';

export interface ChartColours {
  readonly first: string;
  readonly second: string;
  readonly done: string;
  readonly alarm: string;
  readonly text: string;
  readonly text2: string;
  readonly line: string;
  readonly track: string;
  readonly panel: string;
  readonly barFrom: string;
  readonly heat: readonly string[];
}

/** The colours of charts: two series at most, red for what is late only. */
export const chartColours: Readonly<Record<ChartMood, ChartColours>> = {
  day: {
    first: colours.blue[600],
    second: colours.amber[500],
    done: colours.green[600],
    alarm: colours.red[600],
    text: colours.ink[900],
    text2: colours.ink[500],
    line: colours.line,
    track: colours.blue[50],
    panel: colours.surface,
    barFrom: colours.blue[400],
    heat: heat.day,
  },
  night: {
    first: colours.night.cyan,
    second: colours.night.gold,
    done: colours.night.green,
    alarm: colours.night.red,
    text: colours.night.text,
    text2: colours.night.text2,
    line: colours.night.line,
    track: 'rgba(88,196,240,.1)',
    panel: colours.night.panel,
    barFrom: '#1E5F9E',
    heat: heat.night,
  },
};

export const figureFont = fonts.figures;

/** What all charts share: our type, no movement, words for screen readers given by the caller. */
export const chartBase = {
  textStyle: { fontFamily: fonts.text },
  animation: false,
} as const;
