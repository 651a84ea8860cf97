import {
  type CategoryModel,
  type CertaintyFit,
  certaintiesOf,
  type Lesson,
  learn,
  logOdds,
  scoreRow,
} from './category-model.ts';
import type { Example } from './gram-table.ts';
import { groupNearIdentical } from './near-identical.ts';

const folds = 5;

/** What a model that had not seen a text, or one near-identical to it, thought of it. */
interface Trial {
  readonly truth: number;
  readonly scores: readonly number[];
  readonly isIndependent: boolean;
}

/** Of a category: how often the first guess was it and right, out of how many. */
export interface LabelAccuracy {
  readonly label: number;
  /** Examples people confirmed to be of it. */
  readonly n: number;
  /** How often it was guessed first. */
  readonly guessed: number;
  readonly right: number;
}

/** Guesses of like certainty: what was said on average, and how often it was right. */
export interface CertaintyBand {
  readonly from: number;
  readonly n: number;
  readonly said: number;
  readonly right: number;
}

export interface Accuracy {
  /** Examples it was measured on: those somebody confirmed who had not been shown a guess. */
  readonly n: number;
  /** How many different things they say: near-identical ones count once. */
  readonly groups: number;
  readonly top1: number;
  readonly top3: number;
  readonly labels: readonly LabelAccuracy[];
  readonly bands: readonly CertaintyBand[];
}

/** The fold of a group: neither the order nor the number of examples tells. */
const foldOf = (group: number): number => (Math.imul(group + 1, 0x9e3779b1) >>> 16) % folds;

/**
 * Lets models learn from four fifths and guess the rest, in turn; what is near-identical is learned from or guessed, never both, so that
 * knowing a text by heart does not count as understanding it. The runs were chosen over all examples: they say nothing of the categories.
 */
export function crossValidate(
  lesson: Lesson,
  examples: readonly Example[],
): { readonly trials: readonly Trial[]; readonly groups: number } {
  const groups = groupNearIdentical(examples.map(({ words }) => words));
  const trials: Trial[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const isOut = (n: number) => foldOf(groups[n] as number) === fold;
    const model = learn(lesson, (n) => !isOut(n));
    const at = new Map(model.grams.map((gram, place) => [lesson.table.indexOf.get(gram) as number, place]));
    for (let n = 0; n < examples.length; n += 1) {
      if (!isOut(n)) continue;
      const row: (readonly [number, number])[] = [];
      for (let i = lesson.rows.starts[n] as number; i < (lesson.rows.starts[n + 1] as number); i += 1) {
        const place = at.get(lesson.rows.grams[i] as number);
        if (place !== undefined) row.push([place, lesson.rows.values[i] as number]);
      }
      const { isIndependent } = examples[n] as Example;
      trials.push({ truth: lesson.labelOf[n] as number, scores: scoreRow(model, row), isIndependent });
    }
  }
  const measured = new Set(groups.filter((_, n) => (examples[n] as Example).isIndependent));
  return { trials: trials.filter(({ isIndependent }) => isIndependent), groups: measured.size };
}

const plainFit = (sharpness: number): CertaintyFit => ({ sharpness, slope: 1, lift: 0 });

/** How far certainties are from what happened: the sum of the surprise. */
const surprise = (trials: readonly Trial[], sharpness: number): number =>
  trials.reduce(
    (sum, { truth, scores }) =>
      sum - Math.log(Math.max(1e-9, certaintiesOf(scores, plainFit(sharpness))[truth] as number)),
    0,
  );

/** Fits certainties to what happened: first how sharp scores are, found by narrowing an interval, then the odds of the first guess. */
export function fitCertainty(trials: readonly Trial[]): CertaintyFit {
  let [low, high] = [Math.log(0.05), Math.log(50)];
  for (let step = 0; step < 20; step += 1) {
    const third = (high - low) / 3;
    if (surprise(trials, Math.exp(low + third)) < surprise(trials, Math.exp(high - third))) high -= third;
    else low += third;
  }
  const sharpness = Math.exp((low + high) / 2);
  return { sharpness, ...fitOdds(trials, sharpness) };
}

/** Newton's steps overshoot far from the goal. */
const short = (step: number): number => Math.max(-0.25, Math.min(0.25, step));

/** Slope and lift of the log-odds under which the first guess is as often right as is said (logistic regression by Newton's steps, held near 1 and 0). */
function fitOdds(trials: readonly Trial[], sharpness: number): { readonly slope: number; readonly lift: number } {
  const firsts = trials.map(({ truth, scores }) => {
    const first = scores.indexOf(Math.max(...scores));
    return {
      x: logOdds(certaintiesOf(scores, plainFit(sharpness))[first] as number),
      isRight: Number(first === truth),
    };
  });
  let [slope, lift] = [1, 0];
  for (let step = 0; step < 30; step += 1) {
    let [g0, g1, h00, h01, h11] = [-lift, 1 - slope, 1, 0, 1];
    for (const { x, isRight } of firsts) {
      const p = 1 / (1 + Math.exp(-(slope * x + lift)));
      const weight = p * (1 - p);
      g0 += isRight - p;
      g1 += (isRight - p) * x;
      h00 += weight;
      h01 += weight * x;
      h11 += weight * x * x;
    }
    const determinant = h00 * h11 - h01 * h01;
    lift += short((h11 * g0 - h01 * g1) / determinant);
    slope += short((h00 * g1 - h01 * g0) / determinant);
  }
  return { slope, lift };
}

const bandWidth = 0.1;

/** What the trials came to. */
export function accuracyOf(
  model: Pick<CategoryModel, 'labels'>,
  trials: readonly Trial[],
  fit: CertaintyFit,
): Omit<Accuracy, 'groups'> {
  const labels = model.labels.map((label) => ({ label, n: 0, guessed: 0, right: 0 }));
  const bands = Array.from({ length: Math.round(1 / bandWidth) }, (_, at) => ({
    from: at * bandWidth,
    n: 0,
    said: 0,
    right: 0,
  }));
  let [top1, top3] = [0, 0];
  for (const { truth, scores } of trials) {
    const first = scores.indexOf(Math.max(...scores));
    const certainty = certaintiesOf(scores, fit)[first] as number;
    const rank = scores.filter((score) => score > (scores[truth] as number)).length;
    const isRight = first === truth;
    top1 += Number(isRight);
    top3 += Number(rank < 3);
    const [own, guessed] = [labels[truth], labels[first]] as [(typeof labels)[0], (typeof labels)[0]];
    own.n += 1;
    guessed.guessed += 1;
    own.right += Number(isRight);
    const band = bands[Math.min(bands.length - 1, Math.floor(certainty / bandWidth))] as (typeof bands)[0];
    band.n += 1;
    band.said += certainty;
    band.right += Number(isRight);
  }
  const measured = bands.filter(({ n }) => n > 0).map((band) => ({ ...band, said: band.said / band.n }));
  return { n: trials.length, top1, top3, labels, bands: measured };
}

const mostOfOneThing = 10;
const mostOfLabel = 1000;

/** Of near-identical examples so many teach, of a category so many, the first given: more of the same is no more evidence, only slower. */
export function thinOut(examples: readonly Example[]): readonly Example[] {
  const groups = groupNearIdentical(examples.map(({ words }) => words));
  const taken = new Map<string, number>();
  const isFew = (key: string, most: number): boolean => {
    const n = taken.get(key) ?? 0;
    if (n >= most) return false;
    taken.set(key, n + 1);
    return true;
  };
  return examples.filter(
    ({ label }, n) => isFew(`${label} ${groups[n]}`, mostOfOneThing) && isFew(String(label), mostOfLabel),
  );
}

/** Learns from all examples and says how well that does on what it has not seen, with the certainties fitted to it. */
export function learnAndMeasure(
  lesson: Lesson,
  examples: readonly Example[],
): { readonly model: CategoryModel; readonly accuracy: Accuracy } {
  const { trials, groups } = crossValidate(lesson, examples);
  const fit = fitCertainty(trials);
  const model = { ...learn(lesson, () => true), fit };
  return { model, accuracy: { ...accuracyOf(model, trials, fit), groups } };
}
