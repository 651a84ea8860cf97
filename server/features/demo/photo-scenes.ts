import type { Random } from './random.ts';

export const sceneWidth = 960;
export const sceneHeight = 720;

/** What a drawn picture shows, by the class of its matter: as it was found, and put right. */
export interface Scene {
  readonly before: (random: Random) => readonly string[];
  readonly after: (random: Random) => readonly string[];
}

function rect(x: number, y: number, w: number, h: number, fill: string, round = 0): string {
  return `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${round}" fill="${fill}"/>`;
}

function line(points: string, colour: string, width: number): string {
  return `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;
}

function circle(x: number, y: number, r: number, colour: string, width: number): string {
  return `<circle cx="${x}" cy="${y}" r="${r}" fill="none" stroke="${colour}" stroke-width="${width}"/>`;
}

function ellipse(x: number, y: number, rx: number, ry: number, fill: string): string {
  return `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}"/>`;
}

/** A wall above the ground. */
function ground(wall: string, floor: string, horizon: number): readonly string[] {
  return [rect(0, 0, sceneWidth, sceneHeight, wall), rect(0, horizon, sceneWidth, sceneHeight - horizon, floor)];
}

function window(x: number, y: number): string {
  return (
    rect(x, y, 170, 190, '#f3f4f2', 4) +
    rect(x + 10, y + 10, 70, 170, '#9db8c6') +
    rect(x + 90, y + 10, 70, 170, '#88a5b6')
  );
}

function bike(x: number, y: number, colour: string): string {
  const wheels = circle(x, y, 46, '#2c333a', 9) + circle(x + 170, y, 46, '#2c333a', 9);
  const frame = line(
    `${x},${y} ${x + 58},${y - 62} ${x + 140},${y - 62} ${x + 170},${y} ${x + 80},${y} ${x + 58},${y - 62}`,
    colour,
    9,
  );
  return `${wheels}${frame}${line(`${x + 140},${y - 62} ${x + 130},${y - 100} ${x + 165},${y - 106}`, '#2c333a', 8)}${rect(x + 38, y - 86, 48, 14, '#2c333a', 6)}`;
}

function boxes(random: Random, y: number): string {
  return Array.from({ length: 4 }, (_, i) => {
    const size = random.between(60, 110);
    return rect(
      620 + (i % 2) * 120 + random.between(-10, 20),
      y - size - Math.floor(i / 2) * 90,
      size,
      size,
      random.pick(['#b08a5b', '#a47c4e', '#c29a6a']),
      3,
    );
  }).join('');
}

function bin(x: number, y: number, colour: string): string {
  return (
    rect(x, y, 96, 140, colour, 8) +
    rect(x - 8, y - 16, 112, 22, colour, 8) +
    ellipse(x + 24, y + 146, 12, 12, '#2c333a') +
    ellipse(x + 74, y + 146, 12, 12, '#2c333a')
  );
}

function bags(random: Random, y: number): string {
  return Array.from({ length: random.between(7, 11) }, () =>
    ellipse(
      random.between(180, 820),
      y + random.between(-20, 110),
      random.between(28, 60),
      random.between(22, 44),
      random.pick(['#3a3f44', '#53585c', '#6f7a58', '#8c8f92']),
    ),
  ).join('');
}

function railing(from: number, to: number, y: number, lean: number): string {
  const posts = Array.from({ length: Math.floor((to - from) / 70) }, (_, i) =>
    line(`${from + i * 70},${y + 130} ${from + i * 70 + lean},${y + Math.abs(lean)}`, '#e9e4d6', 12),
  );
  return posts.join('') + line(`${from},${y + 30 + Math.abs(lean)} ${to},${y + 30 + lean}`, '#d9d2bf', 14);
}

function cone(x: number, y: number): string {
  return `<polygon points="${x},${y} ${x + 34},${y} ${x + 17},${y - 90}" fill="#d9622b"/>${rect(x + 8, y - 46, 18, 14, '#f6f1e6')}`;
}

const house = ground('#d9c9ae', '#a59c8e', 470);
const street = ground('#c9d3c2', '#8e9598', 400);
const road = ground('#cddfea', '#757c82', 300);
const room = ground('#ece5da', '#b49a7c', 560);
const river = [
  rect(0, 0, sceneWidth, 260, '#d4e8f1'),
  rect(0, 240, sceneWidth, 120, '#9dbb8d'),
  rect(0, 340, sceneWidth, 380, '#86afc2'),
];

/** The scenes by the codes of the classes. */
export const scenes: Readonly<Record<string, Scene>> = {
  safety: {
    before: (random) => [
      ...house,
      window(90, 110),
      line('260,250 360,330 420,470 470,520', '#23282d', 7),
      rect(450, 510, 90, 26, '#e8e6df', 5),
      bike(210, 590, '#3f6fa3'),
      bike(430, 610, '#9a3f3f'),
      boxes(random, 600),
    ],
    after: () => [
      ...house,
      `<polygon points="80,180 880,130 880,180 80,230" fill="#3f6fa3"/>`,
      rect(120, 220, 16, 320, '#4d5961'),
      rect(830, 180, 16, 360, '#4d5961'),
      rect(420, 300, 90, 120, '#f4f6f4', 8),
      `<polygon points="470,315 445,365 466,365 458,405 488,350 466,350" fill="#2f8a5d"/>`,
      bike(200, 570, '#3f6fa3'),
      bike(520, 570, '#5c7f4a'),
    ],
  },
  environment: {
    before: (random) => [
      ...street,
      bin(330, 340, '#3f7d62'),
      bin(470, 340, '#4b78a3'),
      bin(610, 340, '#7b8a94'),
      bags(random, 500),
    ],
    after: () => [
      ...street,
      bin(330, 340, '#3f7d62'),
      bin(470, 340, '#4b78a3'),
      bin(610, 340, '#7b8a94'),
      line('100,560 860,560', '#f3d774', 10),
    ],
  },
  disputes: {
    before: (random) => [
      ...room,
      ellipse(480 + random.between(-60, 60), 120, 260, 90, '#c9b48f'),
      ellipse(470, 130, 170, 52, '#b39a70'),
      line('430,180 428,330', '#8fb3c4', 5),
      line('520,170 522,270', '#8fb3c4', 5),
      rect(360, 590, 150, 60, '#4b78a3', 10),
    ],
    after: () => [
      ...room,
      rect(330, 380, 300, 180, '#a67c52', 6),
      rect(360, 330, 240, 60, '#c99b6a', 6),
      ellipse(480, 90, 60, 26, '#f7e7b0'),
    ],
  },
  facilities: {
    before: (random) => [
      ...road,
      line('0,500 960,440', '#eef0ee', 8),
      ellipse(470 + random.between(-80, 80), 560, 190, 70, '#3c4146'),
      ellipse(480, 570, 140, 46, '#54473a'),
      line('250,520 180,480 120,500', '#4b5055', 6),
      line('660,600 760,640 820,620', '#4b5055', 6),
    ],
    after: () => [
      ...road,
      line('0,500 960,440', '#eef0ee', 8),
      rect(280, 500, 400, 130, '#5d646a', 8),
      cone(250, 640),
      cone(690, 640),
    ],
  },
  care: {
    before: () => [
      ...room,
      rect(360, 150, 240, 420, '#8a5f3d', 4),
      ellipse(570, 370, 12, 12, '#d8c06a'),
      rect(340, 600, 60, 46, '#f0f0ea', 4),
      rect(410, 610, 50, 36, '#f0f0ea', 4),
    ],
    after: () => [
      ...room,
      rect(330, 150, 300, 420, '#f6e6c2', 4),
      rect(360, 150, 110, 420, '#8a5f3d', 4),
      ellipse(540, 320, 46, 46, '#e3b98c'),
      rect(485, 366, 110, 200, '#4f7d8c', 30),
      ellipse(480, 80, 70, 30, '#f9e7a8'),
    ],
  },
  building: {
    before: (random) => [
      ...ground('#c6ddee', '#b7ada1', 380),
      rect(150, 380, 660, 340, '#d5bfa6'),
      window(220, 450),
      window(560, 450),
      line('220,380 220,190 740,190 740,380', '#5a646d', 12),
      line(`220,${random.between(250, 290)} 740,280`, '#5a646d', 10),
      line('390,380 390,190', '#5a646d', 10),
      line('570,380 570,190', '#5a646d', 10),
    ],
    after: () => [
      ...ground('#c6ddee', '#b7ada1', 380),
      rect(150, 380, 660, 340, '#d5bfa6'),
      rect(130, 360, 700, 28, '#bda58a'),
      window(220, 450),
      window(560, 450),
    ],
  },
  waterside: {
    before: (random) => [
      ...river,
      railing(0, 380, 230, 0),
      railing(430, 700, 250, 60),
      railing(720, 960, 230, 0),
      bags(random, 560),
    ],
    after: () => [
      ...river,
      railing(0, 960, 230, 0),
      ellipse(170, 190, 90, 80, '#6f9a5f'),
      ellipse(760, 180, 110, 90, '#7ba56a'),
      rect(160, 240, 18, 70, '#7a5b3f'),
    ],
  },
  others: {
    before: (random) => [
      ...street,
      rect(280, 150, 400, 260, '#f2efe6', 6),
      rect(300, 170, 160, 100, random.pick(['#d8c9a5', '#c5d3da'])),
      rect(480, 190, 120, 150, '#e0b8a8'),
      rect(320, 410, 16, 160, '#5a646d'),
      rect(620, 410, 16, 160, '#5a646d'),
    ],
    after: () => [
      ...street,
      rect(280, 150, 400, 260, '#f2efe6', 6),
      rect(300, 170, 360, 40, '#b3392e'),
      rect(300, 225, 170, 160, '#dfe6ea'),
      rect(490, 225, 170, 160, '#dfe6ea'),
      rect(320, 410, 16, 160, '#5a646d'),
      rect(620, 410, 16, 160, '#5a646d'),
    ],
  },
  // Signatures, receipts and agreements, blank and signed.
  paper: {
    before: (random) => sheet(random),
    after: (random) => [
      ...sheet(random),
      line('520,590 560,560 590,600 640,556 690,592', '#2c333a', 5),
      circle(340, 560, 56, '#b3392e', 7),
    ],
  },
};

/** A sheet of paper on a table. */
function sheet(random: Random): readonly string[] {
  return [
    rect(0, 0, sceneWidth, sceneHeight, '#8d7a63'),
    rect(210, 40, 540, 640, '#fbfaf5', 4),
    rect(370, 80, 220, 22, '#5a646d', 3),
    ...Array.from({ length: 9 }, (_, i) => rect(260, 140 + i * 40, random.between(300, 440), 10, '#b9c0c5', 3)),
  ];
}
