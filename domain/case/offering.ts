import type { CategoryRule } from './category.ts';
import type { Outcome, Phase } from './state.ts';

/** For how many days a matter that was solved is still shown to whoever is about to report the same. */
const shownAfterDays = 7;
/** Older ones that are still open are taken for something else. */
const openWithinDays = 120;

/** What is looked at before a matter may be shown to strangers as "known already". */
export interface Offered {
  readonly phase: Phase;
  readonly outcome: Outcome | null;
  readonly closedAt: string | null;
  readonly raisedAt: string;
  readonly houseId: string | null;
  /** As they were kept: names of the building and unit, then what was typed. */
  readonly placeWords: string;
  /** What its reporter said. */
  readonly words: string;
}

/** A number of three digits and more, "5-2", "302室", "一户": a door, as against a floor or the third lamp. */
const doorPattern =
  /\d{3,}|\d{1,2}\s?[-—–/]\s?\d|[\d〇零一二两三四五六七八九十百]\s?(?:室|户|号门|房)|(?:我|他|她|本|自|邻居|住户|业主|人)家|家里|家中|入户|门牌/u;
const homePattern =
  /我家|我们家|自己家|自家|家里|家中|屋里|屋内|室内|厨房|卧室|客厅|卫生间|浴室|阳台|楼上(?:邻居|住户|人家)|楼下(?:邻居|住户|人家)|隔壁/u;

const plain = (words: string): string => words.normalize('NFKC');

/** Whether what was typed after the names of building and unit may lead to one home. @param known the names the place was chosen by */
export function namesDoor(placeWords: string, known: readonly string[]): boolean {
  const rest = known
    .filter((name) => name !== '')
    .toSorted((a, b) => b.length - a.length)
    .reduce((words, name) => words.replaceAll(plain(name), ' '), plain(placeWords));
  return doorPattern.test(rest);
}

/**
 * Whether a matter may be shown to somebody who is about to report: of a category of common places that is no secret, at no single
 * home, open or solved within a week. In doubt it is not shown: an offer must tell nobody what happens in somebody's home.
 * @param known the names of the areas above its place
 */
export function mayBeOffered(
  rule: Pick<CategoryRule, 'isCommon' | 'isPrivate'>,
  one: Offered,
  known: readonly string[],
  now: string,
): boolean {
  if (!rule.isCommon || rule.isPrivate || one.houseId !== null) return false;
  if (namesDoor(one.placeWords, known) || homePattern.test(plain(one.words))) return false;
  const since = (instant: string) => (Date.parse(now) - Date.parse(instant)) / 86_400_000;
  if (one.phase !== 'closed') return since(one.raisedAt) <= openWithinDays;
  const isSolved = one.outcome === 'solved' || one.outcome === 'explained';
  return isSolved && one.closedAt !== null && since(one.closedAt) <= shownAfterDays;
}
