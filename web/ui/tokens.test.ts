import { expect, test } from 'vitest';
import { colours, tokensCss } from './tokens.ts';

function luminance(hex: string): number {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

test('tokens.css is what tokens.ts makes', async () => {
  await expect(tokensCss()).toMatchFileSnapshot('./tokens.css');
});

test('every pair of text and ground that the screens use reaches 4.5:1', () => {
  const { blue, ink, green, amber, red, teal, plum, night } = colours;
  const white = colours.surface;
  const pairs: [string, string][] = [
    [blue[600], white],
    [blue[700], blue[50]],
    [white, blue[600]],
    [white, blue[700]],
    [white, blue[800]],
    [ink[900], white],
    [ink[700], colours.subtle],
    [ink[500], colours.bg],
    [ink[500], colours.paper],
    [ink[500], blue[50]],
    [colours.placeholder, white],
    [green[600], white],
    [green[600], green[50]],
    [amber[700], amber[50]],
    [amber[700], blue[50]],
    [red[600], red[50]],
    [red[600], white],
    [red[600], blue[50]],
    [teal[600], teal[50]],
    [plum[600], plum[50]],
    [white, colours.seal],
    [night.text, night.panel],
    [night.text2, night.panel],
    [night.cyan, night.panel],
    [night.gold, night.panel],
    [night.green, night.panel],
    [night.red, night.panel],
  ];
  expect(pairs.filter(([text, ground]) => contrast(text, ground) < 4.5)).toEqual([]);
});
