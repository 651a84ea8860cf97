import {
  type ItemGuide,
  type ItemGuideInput,
  type RecordKind,
  type ResultKind,
  recordKindCodes,
  recordKinds,
} from '../../../domain/service-items/guide.ts';
import type { Text } from '../../../domain/text.ts';
import type { FormValues } from '../../ui/forms/fields.ts';

const cut = (line: string): readonly string[] => line.split(/[|｜]/).map((part) => part.trim());
const linesIn = (value: unknown): readonly string[] =>
  String(value ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** A line in both languages; where one was not written the other stands for it. */
const bothOf = (line: string): Text => {
  const [zh = '', en = ''] = cut(line);
  return { zh, en: en || zh };
};
const lineOf = ({ zh, en }: Text): string => (en === zh ? zh : `${zh} | ${en}`);

const recordNamed = (words: string): RecordKind | undefined =>
  recordKindCodes.find((code) => code === words || recordKinds[code].zh === words || recordKinds[code].en === words);

/** A guide as the form shows it: what is said twice as two fields, what is a list as lines. */
export function valuesOf(guide: ItemGuide | null): FormValues {
  if (!guide) return { laws: [] };
  return {
    summaryZh: guide.summary.zh,
    summaryEn: guide.summary.en,
    whoZh: guide.who.zh,
    whoEn: guide.who.en,
    result: guide.result,
    laws: guide.laws,
    localRule: guide.localRule ? lineOf(guide.localRule) : '',
    words: guide.words.join('，'),
    materials: guide.materials
      .map(({ label, record, isRequired }) =>
        [lineOf(label), record ? recordKinds[record].zh : undefined, isRequired ? undefined : '?']
          .filter((part) => part !== undefined)
          .join(' | '),
      )
      .join('\n'),
    steps: guide.steps.map(lineOf).join('\n'),
    platformName: guide.platform ? lineOf(guide.platform.name) : '',
    platformAddress: guide.platform?.address ?? '',
  };
}

/** One material of its line: name, English name, which record stands for it, and ? where it need not be there. */
function materialOf(line: string, before: ItemGuide | null, at: number) {
  const parts = cut(line);
  const isRequired = parts.at(-1) !== '?';
  const rest = isRequired ? parts : parts.slice(0, -1);
  const record = rest.length > 1 ? recordNamed(rest.at(-1) ?? '') : undefined;
  const [zh = '', en = ''] = record ? rest.slice(0, -1) : rest;
  // What was there keeps its code, so that a word mended is no other material.
  const code = before?.materials.find(({ label }) => label.zh === zh)?.code ?? `material-${at + 1}`;
  return { code, label: { zh, en: en || zh }, isRequired, ...(record ? { record } : {}) };
}

/** What a filled form says, as a guide. */
export function guideOf(values: FormValues, before: ItemGuide | null): ItemGuideInput {
  const said = (key: string): string => String(values[key] ?? '').trim();
  const both = (key: string): Text => ({ zh: said(`${key}Zh`), en: said(`${key}En`) || said(`${key}Zh`) });
  const materials = linesIn(values['materials']).map((line, at) => materialOf(line, before, at));
  const codes = materials.map(({ code }) => code);
  return {
    summary: both('summary'),
    who: both('who'),
    result: said('result') as ResultKind,
    laws: (values['laws'] as string[] | undefined) ?? [],
    ...(said('localRule') ? { localRule: bothOf(said('localRule')) } : {}),
    words: said('words')
      .split(/[,，、]/)
      .map((word) => word.trim())
      .filter((word) => word !== ''),
    materials: materials.map((one, at) =>
      codes.indexOf(one.code) < at ? { ...one, code: `${one.code}-${at + 1}` } : one,
    ),
    steps: linesIn(values['steps']).map(bothOf),
    ...(said('platformName')
      ? {
          platform: {
            name: bothOf(said('platformName')),
            ...(said('platformAddress') ? { address: said('platformAddress') } : {}),
          },
        }
      : {}),
  };
}
