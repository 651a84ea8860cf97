/** Words for people, in both languages of the screens. Every label, refusal and notice is one of these. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** Makes a text; the first argument is Chinese, the first language of the screens. */
export function text(zh: string, en: string): Text {
  return { zh, en };
}

/** Puts parameters into `{name}` places of a text; unknown places stay as they are. */
export function fill(template: Text, parameters: Readonly<Record<string, unknown>>): Text {
  const put = (words: string): string =>
    words.replace(/\{(\w+)\}/g, (whole, name: string) => (name in parameters ? String(parameters[name]) : whole));
  return { zh: put(template.zh), en: put(template.en) };
}
