import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { Refusal, refuse } from '../../../domain/refusals.ts';

/** Gives an attribute by name; a name that starts with a colon finds it under any prefix. */
export type Attributes = (name: string) => string | undefined;

export interface XmlHandlers {
  /** Element name without its prefix, and its attributes. */
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

const localName = (name: string): string => {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
};

function lookup(attributes: Readonly<Record<string, string>>): Attributes {
  return (name) => {
    if (!name.startsWith(':')) return attributes[name];
    const key = Object.keys(attributes).find((candidate) => candidate.endsWith(name));
    return key === undefined ? undefined : attributes[key];
  };
}

/** Runs handlers over XML that arrives in pieces. Document types are refused, so no entity can be declared.
 *  Throws `import.damaged`. */
export async function readXml(chunks: AsyncIterable<string>, handlers: XmlHandlers): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let failed = false;
  parser.on('error', () => {
    failed = true;
  });
  parser.on('doctype', () => {
    failed = true;
  });
  if (handlers.open) {
    const open = handlers.open;
    parser.on('opentag', (tag: SaxesTagPlain) => open(localName(tag.name), lookup(tag.attributes)));
  }
  if (handlers.text) parser.on('text', handlers.text);
  if (handlers.close) {
    const close = handlers.close;
    parser.on('closetag', (tag: SaxesTagPlain) => close(localName(tag.name)));
  }
  let any = false;
  for await (const chunk of chunks) {
    any ||= chunk !== '';
    try {
      parser.write(chunk);
    } catch (error) {
      throw error instanceof Refusal ? error : refuse('import.damaged');
    }
    if (failed) throw refuse('import.damaged');
  }
  if (any) parser.close();
  if (failed) throw refuse('import.damaged');
}
