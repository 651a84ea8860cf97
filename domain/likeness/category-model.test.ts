import { describe, expect, it } from 'vitest';
import { learnAndMeasure, thinOut } from './category-accuracy.ts';
import { makeGuesser, prepareLesson, surely } from './category-model.ts';
import { type Example, usualLimits } from './gram-table.ts';
import { gistOf, groupNearIdentical } from './near-identical.ts';
import { openGuesser, packModel, unpackModel } from './packed-model.ts';

/** A row of numbers that is the same on every machine. */
function makeDice(seed: number): (sides: number) => number {
  let state = seed >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * sides);
  };
}

const letters = [
  ...'灯路井盖树枝河水电梯门窗墙楼道车位狗猫垃圾桶油烟噪声漏渗堵坏裂断松脱晃响臭脏乱旧新高低左右东西南北',
];
const labels = Array.from({ length: 8 }, (_, n) => ({ id: 100 + n, name: `第${letters[n]}类` }));

/** Texts of made-up words: each category has its own dozen and shares many with all, so that some are plain and some cannot be told. */
function makeExamples(n: number, seed = 1): readonly Example[] {
  const dice = makeDice(seed);
  const word = () => `${letters[dice(letters.length)]}${letters[dice(letters.length)]}`;
  const own = labels.map(() => Array.from({ length: 12 }, word));
  const shared = Array.from({ length: 60 }, word);
  return Array.from({ length: n }, (_, at) => {
    const label = dice(labels.length);
    const said = Array.from({ length: 4 + dice(6) }, () =>
      dice(5) === 0 ? (own[label] as string[])[dice(12)] : shared[dice(60)],
    );
    return { words: `${said.join('')}。`, label: 100 + label, origin: `b${dice(40)}`, isIndependent: at % 10 !== 0 };
  });
}

const examples = makeExamples(3000);
const { model, accuracy } = learnAndMeasure(prepareLesson(examples, labels), examples);

describe('what the model says', () => {
  it('is right as often as it is certain: on texts it has never seen', () => {
    const guess = makeGuesser(model);
    const fresh = makeExamples(9000).slice(3000);
    const told = fresh.flatMap(({ words, label }) => {
      const first = guess(words)[0];
      return first ? [{ certainty: first.certainty, isRight: first.label === label }] : [];
    });
    expect(told.length).toBeGreaterThan(2000);
    const bands = Map.groupBy(told, ({ certainty }) => Math.floor(certainty * 5));
    for (const band of bands.values()) {
      if (band.length < 100) continue;
      const said = band.reduce((sum, { certainty }) => sum + certainty, 0) / band.length;
      const right = band.filter(({ isRight }) => isRight).length / band.length;
      expect(Math.abs(said - right), `${band.length} guesses said to be ${said}`).toBeLessThan(0.09);
    }
  });

  it('beats always saying the commonest by far, and is measured only on what was confirmed independently', () => {
    expect(accuracy.n).toBe(examples.filter(({ isIndependent }) => isIndependent).length);
    expect(accuracy.top1 / accuracy.n).toBeGreaterThan(0.4);
    expect(accuracy.top3).toBeGreaterThan(accuracy.top1);
    expect(accuracy.labels.reduce((sum, { n }) => sum + n, 0)).toBe(accuracy.n);
    expect(accuracy.labels.reduce((sum, { right }) => sum + right, 0)).toBe(accuracy.top1);
  });

  it('is nothing where words say nothing', () => {
    const guess = makeGuesser(model);
    expect(guess('')).toEqual([]);
    expect(guess('你好，谢谢')).toEqual([]);
    for (const { words } of examples.slice(0, 200))
      expect(guess(words)[0]?.certainty ?? 1).toBeGreaterThanOrEqual(surely);
  });

  it('is the same on every machine, and after packing', () => {
    const again = learnAndMeasure(prepareLesson(examples, labels), examples);
    expect(JSON.stringify(again)).toBe(JSON.stringify({ model, accuracy }));
    const packed = openGuesser(packModel(model));
    const whole = makeGuesser(model);
    const isSame = examples.slice(0, 500).filter(({ words }) => packed(words)[0]?.label === whole(words)[0]?.label);
    expect(isSame.length).toBeGreaterThan(475);
    expect(unpackModel(packModel(model)).grams).toEqual(model.grams);
  });
});

describe('what the model keeps', () => {
  const names = ['欧阳慧敏', '慕容雪峰'];
  const withNames = examples.map((one, n) => {
    // One reports again and again from one door; the other is named by four people.
    if (n < 60) return { ...one, words: `我是${names[0]}，电话13812345678。${one.words}`, origin: 'b0' };
    return n < 64 ? { ...one, words: `找${names[1]}。${one.words}` } : one;
  });
  const kept = learnAndMeasure(prepareLesson(withNames, labels), withNames).model.grams.join('\n');

  it('is no name and no number, however often somebody writes', () => {
    for (const name of ['欧阳', '慧敏', '慕容', '雪峰', '138', '1234', '5678']) expect(kept).not.toContain(name);
    expect(/[1-9]/.test(kept)).toBe(false);
  });

  it('is small enough for a phone, however much was learned', () => {
    const letter = (n: number) => String.fromCharCode(0x4e00 + n);
    const largest = {
      labels: Array.from({ length: 200 }, (_, n) => 1000 + n),
      grams: Array.from({ length: usualLimits.mostGrams }, (_, n) => `${letter(n)}${letter(n + 1)}${letter(n + 2)}`),
      pairs: Array.from({ length: usualLimits.mostGrams }, (_, n) =>
        Array.from({ length: 8 }, (__, at): [number, number] => [(n * 7 + at) % 200, 1 + at]),
      ),
      fit: model.fit,
    };
    expect(model.pairs.every((pairs) => pairs.length <= 8)).toBe(true);
    expect(new TextEncoder().encode(JSON.stringify(packModel(largest))).length).toBeLessThan(200_000);
  });
});

describe('near-identical texts', () => {
  it('are one group by their gist, whatever stands behind it; others are not', () => {
    const groups = groupNearIdentical([
      '楼道里堆满纸箱和旧家具，只剩一个人能过的宽度。地点在3幢。谢谢！',
      '路灯连续三盏不亮，晚上一片漆黑。',
      '楼道里堆满纸箱和旧家具，只剩一个人侧身能过的宽度。我住12幢。',
      '楼道里堆满纸箱和旧家具，只剩一个人能过的宽度。',
    ]);
    expect(groups[2]).toBe(groups[0]);
    expect(groups[3]).toBe(groups[0]);
    expect(groups[1]).not.toBe(groups[0]);
    expect(gistOf('。\n灯坏了！谢谢')).toBe('灯坏了');
  });

  it('teach ten times at most, a category a thousand times', () => {
    const same = Array.from({ length: 50 }, (_, n) => ({
      words: `路灯不亮已经${n}天。`,
      label: 1,
      origin: '1',
      isIndependent: true,
    }));
    expect(thinOut(same)).toEqual(same.slice(0, 10));
  });
});
