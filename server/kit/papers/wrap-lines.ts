/** Signs that never begin a line: they hang at the end of the one before. */
const neverFirst = new Set([...'，。、；：？！）》」』】”’…—～·％%,.;:?!)]}']);
/** Signs that never end a line: they go down with what they open. */
const neverLast = new Set([...'（《「『【“‘([{']);

const wide =
  /[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u{20000}-\u{3ffff}，。、；：？！（）《》「」『』【】“”‘’…—～·]/u;

/** A text in the pieces that may be parted: each Chinese character for itself, words and numbers of other scripts whole. */
function unitsOf(text: string): readonly string[] {
  const units: string[] = [];
  let word = '';
  const flush = () => {
    if (word !== '') units.push(word);
    word = '';
  };
  for (const character of text) {
    if (character === ' ' || wide.test(character)) {
      flush();
      units.push(character);
    } else word += character;
  }
  flush();
  return units;
}

/** One word longer than a line, cut where the line is full. */
function cutWord(word: string, most: number, widthOf: (text: string) => number): readonly string[] {
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (part !== '' && widthOf(part + character) > most) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}

/** What a full line takes down with it: an opening sign at its end. */
function partLine(line: string): readonly [kept: string, taken: string] {
  const characters = [...line];
  let end = characters.length;
  while (end > 1 && neverLast.has(characters[end - 1] as string)) end -= 1;
  return [characters.slice(0, end).join('').trimEnd(), characters.slice(end).join('')];
}

/**
 * The lines of a text at a width, as Chinese is set: it breaks between any two characters, no line begins with a closing sign or a comma (which
 * hang at the end), none ends with an opening sign, words and numbers of other scripts stay whole as far as they fit.
 * @param widthOf the width of a text in the font it will have
 */
export function wrapLines(text: string, most: number, widthOf: (text: string) => number): readonly string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    let width = 0;
    const put = (unit: string) => {
      line += unit;
      width += widthOf(unit);
    };
    for (const whole of unitsOf(paragraph)) {
      for (const unit of widthOf(whole) > most ? cutWord(whole, most, widthOf) : [whole]) {
        const isFull = line !== '' && width + widthOf(unit) > most;
        if (!isFull || neverFirst.has(unit)) {
          put(unit);
          continue;
        }
        const [kept, taken] = partLine(line);
        lines.push(kept);
        line = '';
        width = 0;
        if (taken !== '') put(taken);
        if (unit !== ' ') put(unit);
      }
    }
    return [...lines, line.trimEnd()];
  });
}
