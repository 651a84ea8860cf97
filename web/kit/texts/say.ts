/** Finds the text at a dotted key; a `count` chooses between `…_one` and `…_other` by the rules of the language. */
function textAt(words: object, language: string, key: string, count: unknown): string {
  const parts = key.split('.');
  const last = parts.pop() ?? '';
  let place: unknown = words;
  for (const part of parts) place = (place as Record<string, unknown> | undefined)?.[part];
  const texts = (place ?? {}) as Record<string, unknown>;
  const plural =
    typeof count === 'number' ? texts[`${last}_${new Intl.PluralRules(language).select(count)}`] : undefined;
  const found = plural ?? texts[last] ?? texts[`${last}_other`];
  if (typeof found !== 'string') throw new Error(`no text for ${key} in ${language}`);
  return found;
}

/** Says a text with its `{{places}}` filled. */
export function say(
  words: object,
  language: string,
  key: string,
  parameters: Readonly<Record<string, string | number>> = {},
): string {
  return textAt(words, language, key, parameters['count']).replace(/\{\{(\w+)\}\}/g, (_, name: string) =>
    String(parameters[name] ?? ''),
  );
}
