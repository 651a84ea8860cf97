import { type ActingLevel, actingLevelCodes } from '../case/summons-rules.ts';
import { type Text, text } from '../text.ts';

/** The classes of whistles, as the process names them. */
export const whistleClasses = {
  enforcement: text('综合执法', 'Joint enforcement'),
  priority: text('重点工作', 'Priority work'),
  emergency: text('应急处置', 'Emergency'),
} as const satisfies Record<string, Text>;
export type WhistleClass = keyof typeof whistleClasses;
export const whistleClassCodes = Object.keys(whistleClasses) as [WhistleClass, ...WhistleClass[]];

/** A whistle's way: the level it was blown from and the one its unit sits at, 社区吹街道 and so on, from the lowest up. */
export type WhistleWay = `${ActingLevel}-${ActingLevel}`;
export const whistleWays = actingLevelCodes.flatMap((from) =>
  actingLevelCodes.map((to): WhistleWay => `${from}-${to}`),
) as [WhistleWay, ...WhistleWay[]];

/** One step of a unit: when it is due, and when its clock was stopped. */
interface UnitStep {
  readonly dueAt: string | null;
  readonly stoppedAt: string | null;
}

/** A unit that was summoned, with the clocks of its own. Instants are ISO UTC. */
export interface SummonedUnit {
  readonly state: 'sent' | 'signed' | 'done' | 'returned' | 'withdrawn';
  readonly sign: UnitStep;
  readonly arrive: UnitStep;
  readonly arrivedAt: string | null;
}

/** A whistle as figures count it: nobody's name and no single member of staff. */
export interface CountedWhistle {
  readonly isClosed: boolean;
  readonly units: readonly SummonedUnit[];
}

/** Units were summoned: agreed to, or blown by phone. */
export const isBlown = ({ units }: CountedWhistle): boolean => units.length > 0;

interface FigureBase {
  readonly version: number;
  readonly title: Text;
  /** What it says, for "how is this counted". */
  readonly words: Text;
  readonly isGoodWhenLow?: true;
}

/** A figure over whistles or over the units summoned: who is counted, and who of them counts as reached. */
export type WhistleFigure = FigureBase &
  (
    | {
        readonly of: 'units';
        readonly counted: (unit: SummonedUnit, now: string) => boolean;
        readonly reached: (unit: SummonedUnit) => boolean;
      }
    | {
        readonly of: 'whistles';
        readonly counted: (whistle: CountedWhistle) => boolean;
        readonly reached: (whistle: CountedWhistle) => boolean;
      }
  );

/** Units let go, by a return granted or by who blew, owe no step any more. */
const stays = ({ state }: SummonedUnit): boolean => state !== 'returned' && state !== 'withdrawn';
const isDue = ({ dueAt, stoppedAt }: UnitStep, now: string): boolean =>
  dueAt !== null && (stoppedAt !== null || dueAt <= now);
const by = (at: string | null, dueAt: string | null): boolean => at !== null && dueAt !== null && at <= dueAt;

/** The figures of whistles (ADR 0013): each with its version, and each opens into the whistles behind it. */
export const whistleFigures = {
  answered: {
    version: 1,
    of: 'units',
    title: text('按时签收', 'Answered in time'),
    words: text(
      '到期应签收的被吹单位中，在签收时限内签收的；同意退哨或撤销召集的不计。',
      'Of units whose time to sign has come, those that signed in time; units let go are not counted.',
    ),
    counted: (unit, now) => stays(unit) && isDue(unit.sign, now),
    reached: ({ sign }) => by(sign.stoppedAt, sign.dueAt),
  },
  arrived: {
    version: 1,
    of: 'units',
    title: text('按时到场', 'Arrived in time'),
    words: text(
      '到期应到场的被吹单位中，在到场时限内点了“到场”的；没有点到场就提交结论的算没有到场。',
      'Of units whose time to come has come, those on the spot in time; who concludes without having come has not come.',
    ),
    counted: (unit, now) => stays(unit) && isDue(unit.arrive, now),
    reached: ({ arrive, arrivedAt }) => by(arrivedAt, arrive.dueAt),
  },
  returned: {
    version: 1,
    of: 'units',
    title: text('退哨', 'Returned'),
    words: text(
      '被吹单位中，申请退出并经区级同意的；吹哨方自己撤销的不计。',
      'Of units summoned, those let go by the district at their own asking; those released by who blew are not counted.',
    ),
    counted: ({ state }) => state !== 'withdrawn',
    reached: ({ state }) => state === 'returned',
    isGoodWhenLow: true,
  },
  ended: {
    version: 1,
    of: 'whistles',
    title: text('销哨', 'Ended'),
    words: text('已吹的哨中，吹哨人已经销哨的。', 'Of whistles blown, those that who blew has ended.'),
    counted: isBlown,
    reached: ({ isClosed }) => isClosed,
  },
} as const satisfies Record<string, WhistleFigure>;

export type WhistleFigureCode = keyof typeof whistleFigures;
export const whistleFigureCodes = Object.keys(whistleFigures) as [WhistleFigureCode, ...WhistleFigureCode[]];

export type FigurePart = 'numerator' | 'denominator';

/** How often a whistle counts in a part of a figure: once, or once for each of its units. */
export function countIn(code: WhistleFigureCode, part: FigurePart, whistle: CountedWhistle, now: string): number {
  const figure: WhistleFigure = whistleFigures[code];
  if (figure.of === 'whistles')
    return figure.counted(whistle) && (part === 'denominator' || figure.reached(whistle)) ? 1 : 0;
  const counted = whistle.units.filter((unit) => figure.counted(unit, now));
  return part === 'denominator' ? counted.length : counted.filter(figure.reached).length;
}
