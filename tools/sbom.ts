import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
}

interface Component {
  readonly type: 'library';
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  /** What only builds or tests need is not shipped. */
  readonly scope: 'required' | 'excluded';
  readonly hashes: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses: readonly { readonly expression: string }[];
  readonly externalReferences: readonly { readonly type: 'distribution'; readonly url: string }[];
}

const algorithms: Readonly<Record<string, string>> = { sha1: 'SHA-1', sha256: 'SHA-256', sha512: 'SHA-512' };

function componentOf(path: string, locked: Locked): Component {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const { version = '', resolved, integrity, license, dev = false } = locked;
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const [algorithm = '', digest = ''] = (integrity ?? '').split('-', 2);
  return {
    type: 'library',
    'bom-ref': `${purl}#${path}`,
    name,
    version,
    purl,
    scope: dev ? 'excluded' : 'required',
    hashes: digest
      ? [{ alg: algorithms[algorithm] ?? algorithm, content: Buffer.from(digest, 'base64').toString('hex') }]
      : [],
    licenses: license ? [{ expression: license }] : [],
    externalReferences: resolved ? [{ type: 'distribution', url: resolved }] : [],
  };
}

/** What the platform is made of, as CycloneDX 1.6: every package that package-lock.json pins, with its hash, license and source. */
export function billOfMaterials(lockFile: string) {
  const lock = JSON.parse(readFileSync(lockFile, 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly packages: Readonly<Record<string, Locked>>;
  };
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', name: lock.name, version: lock.version, 'bom-ref': lock.name } },
    components: Object.entries(lock.packages)
      .filter(([path, { link }]) => path !== '' && !link)
      .map(([path, locked]) => componentOf(path, locked)),
  } as const;
}

if (import.meta.main) {
  const bill = billOfMaterials(resolve(import.meta.dirname, '../package-lock.json'));
  process.stdout.write(`${JSON.stringify(bill, null, 2)}\n`);
}
