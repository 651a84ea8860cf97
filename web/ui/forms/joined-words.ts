/** A template after what is there already, on a line of its own; nothing typed is lost, and what is beyond `max` letters is cut off. */
export function joinedWords(value: unknown, words: string, max: number | undefined): string {
  const before = typeof value === 'string' && value.trim() !== '' ? `${value.trimEnd()}\n` : '';
  return `${before}${words}`.slice(0, max ?? Number.MAX_SAFE_INTEGER);
}
