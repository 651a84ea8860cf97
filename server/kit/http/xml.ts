export type XmlValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly XmlValue[]
  | { readonly [name: string]: XmlValue };

/** What each member of a list is called, by the name of the list. */
export type ItemNames = Readonly<Record<string, string>>;

/** Control characters, halves of pairs and non-characters: XML 1.0 cannot hold them, however they are written. */
const impossible = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu;
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

function escapeXml(text: string): string {
  return text.replace(impossible, '').replace(/[&<>"\r]/g, (character) => entities[character] ?? character);
}

function element(name: string, value: XmlValue, items: ItemNames): string {
  if (value === null || value === undefined || value === '') return `<${name}/>`;
  if (Array.isArray(value)) {
    const item = items[name] ?? 'item';
    return `<${name}>${(value as readonly XmlValue[]).map((one) => element(item, one, items)).join('')}</${name}>`;
  }
  if (typeof value === 'object') {
    const parts = Object.entries(value).map(([key, one]) => element(key, one, items));
    return `<${name}>${parts.join('')}</${name}>`;
  }
  return `<${name}>${escapeXml(String(value))}</${name}>`;
}

/** Writes plain data as an XML document: objects become elements, lists elements of their items. Names come from code, never from input. */
export function xmlDocument(root: string, value: XmlValue, items: ItemNames): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${element(root, value, items)}\n`;
}
