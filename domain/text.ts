/** Words for people, in both languages of the screens. Every label, refusal and notice is one of these. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** Makes a text; the first argument is Chinese, the first language of the screens. */
export function text(zh: string, en: string): Text {
  return { zh, en };
}

/** Puts parameters into `{name}` places of a text; a parameter may itself be a text. Unknown places stay as they are. */
export function fill(template: Text, parameters: Readonly<Record<string, unknown>>): Text {
  const put = (language: keyof Text): string =>
    template[language].replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = parameters[name];
      if (value === undefined) return whole;
      return isText(value) ? value[language] : String(value);
    });
  return { zh: put('zh'), en: put('en') };
}

function isText(value: unknown): value is Text {
  return typeof value === 'object' && value !== null && 'zh' in value && 'en' in value;
}
