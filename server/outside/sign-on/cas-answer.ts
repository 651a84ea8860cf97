import { SaxesParser } from 'saxes';
import { SignOnFailure } from './port.ts';

const casNames = 'http://www.yale.edu/tp/cas';
const samlNames = 'urn:oasis:names:tc:SAML:2.0:protocol';

interface Visitor {
  /** @param path local names from the root on; an element of another namespace has a `?` in front */
  leave(path: readonly string[], text: string): void;
}

/** Walks a document without a document type, so that no entity is declared and none is fetched. Throws SignOnFailure. */
function walk(xml: string, namespaces: string, { leave }: Visitor): void {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const path: string[] = [];
  const texts: string[] = [];
  const refuse = (): never => {
    throw new SignOnFailure('untrusted', 'its XML is not right');
  };
  parser.on('error', refuse);
  parser.on('doctype', refuse);
  parser.on('opentag', ({ local, uri }) => {
    if (path.length > 8) refuse();
    path.push(uri === namespaces ? local : `?${local}`);
    texts.push('');
  });
  const add = (text: string): void => {
    texts[texts.length - 1] += text;
  };
  parser.on('text', (text) => texts.length > 0 && add(text));
  parser.on('cdata', add);
  parser.on('closetag', () => {
    leave([...path], texts.pop()?.trim() ?? '');
    path.pop();
  });
  parser.write(xml).close();
}

export interface CasSuccess {
  readonly user: string;
  /** What is given of somebody; a name may stand several times. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
}

/** The answer of /p3/serviceValidate: who it is, or the code of why not. Throws SignOnFailure where it is neither. */
export function readCasAnswer(xml: string): CasSuccess | { readonly failure: boolean } {
  const users: string[] = [];
  const attributes = new Map<string, string[]>();
  const ends = { success: 0, failure: 0, root: 0 };
  walk(xml, casNames, {
    leave(path, text) {
      const [root, outcome, third, name] = path;
      if (root !== 'serviceResponse') return;
      if (path.length === 1) ends.root += 1;
      if (path.length === 2 && outcome === 'authenticationSuccess') ends.success += 1;
      if (path.length === 2 && outcome === 'authenticationFailure') ends.failure += 1;
      if (outcome !== 'authenticationSuccess') return;
      if (path.length === 3 && third === 'user') users.push(text);
      if (path.length === 4 && third === 'attributes' && name && !name.startsWith('?'))
        attributes.set(name, [...(attributes.get(name) ?? []), text]);
    },
  });
  if (ends.root === 1 && ends.success === 0 && ends.failure === 1) return { failure: true };
  const [user] = users;
  if (ends.root !== 1 || ends.success !== 1 || ends.failure !== 0 || users.length !== 1 || !user)
    throw new SignOnFailure('untrusted', 'it answers neither yes nor no');
  return { user, attributes: Object.fromEntries(attributes) };
}

/** The ticket whose session has ended, from a message of CAS single logout; undefined where it is none. */
export function readCasLogout(xml: string): string | undefined {
  const found: string[] = [];
  try {
    walk(xml, samlNames, {
      leave(path, text) {
        if (path.length === 2 && path[0] === 'LogoutRequest' && path[1] === 'SessionIndex') found.push(text);
      },
    });
  } catch {
    return undefined;
  }
  return found.length === 1 && found[0] !== '' ? found[0] : undefined;
}
