import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { expect, it } from 'vitest';
import { xmlDocument } from './xml.ts';

/** Reads every text of a document back; throws where it is not well-formed. */
function textsOf(xml: string): { names: string[]; texts: string[] } {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const [names, texts]: [string[], string[]] = [[], []];
  let at = '';
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => {
    names.push(name);
    at = '';
  });
  parser.on('text', (text) => {
    at += text;
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'v') texts.push(at);
    at = '';
  });
  parser.write(xml).close();
  return { names, texts };
}

it('writes any text so that a parser reads the same text again, without what XML cannot hold', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 5 }), (texts) => {
      const read = textsOf(xmlDocument('list', texts, { list: 'v' }));
      const possible = texts.map((one) => one.replace(/(?![\t\n\r])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu, ''));
      expect(read.texts).toEqual(possible);
    }),
    { numRuns: 500 },
  );
});

it('lets nothing out of its element', () => {
  for (const hostile of [
    '</v><v>x',
    '<![CDATA[x]]>',
    ']]>',
    '<!-- x',
    '&lt;',
    '&#0;',
    '<?x?>',
    '\u0000<',
    '"\'',
    '<!DOCTYPE x>',
  ])
    expect(textsOf(xmlDocument('list', [hostile], { list: 'v' }))).toEqual({
      names: ['list', 'v'],
      texts: [hostile.replace('\u0000', '')],
    });
});

it('writes objects as elements, nothing as empty ones, and lists by the names of their items', () => {
  const value = { a: 1, b: null, c: true, list: [{ x: '' }, { x: 'y' }] };
  expect(xmlDocument('root', value, { list: 'one' })).toBe(
    '<?xml version="1.0" encoding="utf-8"?>\n<root><a>1</a><b/><c>true</c><list><one><x/></one><one><x>y</x></one></list></root>\n',
  );
});
