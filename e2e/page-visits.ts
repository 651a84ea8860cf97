import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseRef } from '../contract/shapes.ts';
import { writeSheetCode } from '../domain/rentals/door-sheet.ts';
import { sheetTag } from '../server/features/rentals/rentals.scope.ts';
import type { Ground } from '../server/test/fuzz/ground.ts';
import type { SignedIn } from '../server/test/people.ts';
import { type StaffRole, usualReach, world } from '../server/test/world.ts';

export type Surface = 'desk' | 'field' | 'portal' | 'wall';

/** The paths that a surface lists, read as they stand: its pages themselves are for a browser. */
function pathsIn(folder: string): readonly string[] {
  const at = resolve(import.meta.dirname, `../web/surfaces/${folder}`);
  const files = readdirSync(at).filter((name) => /^pages.*\.ts$/.test(name));
  const source = files.map((name) => readFileSync(join(at, name), 'utf8')).join('\n');
  const paths = [...source.matchAll(/\bpath: '([^']+)'/g)].map(([, path]) => path as string);
  if (paths.length === 0 || paths.length !== source.match(/\bpath:/g)?.length)
    throw new Error(`The pages of ${folder} are written in a way that is not read here`);
  return paths;
}

const folders = { desk: 'workbench', field: 'field', portal: 'portal', wall: 'command' } as const;

/** Every page of every surface, as the surfaces list them. */
export const allPages = (Object.keys(folders) as Surface[]).flatMap((surface) =>
  pathsIn(folders[surface]).map((path) => [surface, path] as const),
);

/** Pages that stand in the middle of a longer way: the test that walks it looks at each of their states. */
export const walkedElsewhere: Readonly<Record<string, string>> = {
  'desk /imports/$ref': 'e2e/imports.test.ts',
  'field /tasks/$ref/$action': 'e2e/field.test.ts',
  'field /start/$type/$begin': 'e2e/new-process.test.ts',
  'portal /followed/$ref': 'e2e/following.test.ts',
  'portal /helped/$mandate': 'e2e/helpers.test.ts',
  'portal /helped/$mandate/$ref': 'e2e/helpers.test.ts',
  'portal /o': 'e2e/desk-work.test.ts',
  'portal /o/$token': 'e2e/link-secrets.test.ts',
  'portal /sent/$token': 'e2e/link-secrets.test.ts',
  'portal /t/$token': 'e2e/link-secrets.test.ts',
};

/** What the sheet at a door says. */
function sheetCodeOf({ vault }: Pick<Ground['app'], 'vault'>, house: string): string {
  const { communityId, id } = parseRef(house);
  const door = { communityId, houseId: id };
  return writeSheetCode(door, sheetTag({ vault }, door));
}

/** What fills the open places of a path; a page with one that is not here fails until it is added. */
export function pathOf({ app, own, token }: Ground, surface: Surface, path: string): string {
  const named: Readonly<Record<string, string>> = {
    '/cases/$ref': own.case,
    '/tasks/$ref': own.case,
    '/mine/$ref': own.case,
    '/people/$ref': own.person,
    '/houses/$ref': own.house,
    '/doors/house/$ref': own.house,
    '/visits/$house': own.house,
    '/households/$ref': own.household,
    '/doors/$building': String(world.building),
    '/apply/$type': 'request',
    // The first item of the catalogue a new installation starts with.
    '/services/$id': '1001',
    '/d/$code': sheetCodeOf(app, own.house),
    '/v/$code': `${world.community}-v-1-000000000000000000000000`,
  };
  if (surface === 'portal' && (path === '/t' || path === '/sent')) return `${path}#${token}`;
  const beginning = Object.keys(named).find((one) => path === one || path.startsWith(`${one}/`));
  const filled = beginning ? path.replace(/\$\w+/, named[beginning] as string) : path;
  if (filled.includes('$'))
    throw new Error(`Nobody says what stands in ${surface} ${path}: add it to e2e/page-visits.ts`);
  const base = { desk: '/desk', field: '/field', portal: '', wall: '/wall' }[surface];
  return `${base}${filled === '/' && base !== '' ? '' : filled}`;
}

/** Pages of one administrator alone. */
const ofAdministrator: Readonly<Record<string, 'security' | 'audit'>> = {
  'desk /users': 'security',
  'desk /confirmations': 'security',
  'desk /second-factor': 'security',
  'desk /security-settings': 'security',
  'desk /audit': 'audit',
};

export interface Visitors {
  readonly everything: SignedIn;
  readonly security: SignedIn;
  readonly audit: SignedIn;
  readonly worker: SignedIn;
  readonly resident: SignedIn;
}

export async function visitorsOf({ app }: Ground): Promise<Visitors> {
  const userId = await app.makeStaff('everything');
  for (const role of Object.keys(usualReach) as StaffRole[]) {
    if (role === 'security-admin' || role === 'audit-admin') continue;
    await app.hold(userId, role, role === 'handler' ? usualReach[role] : { areaId: world.street });
  }
  return {
    everything: await app.signInUser(userId),
    security: await app.signIn('security-admin'),
    audit: await app.signIn('audit-admin'),
    worker: await app.signIn('grid-worker'),
    resident: await app.signInResident('19000000011'),
  };
}

/** Who looks at a page: nobody yet at a sign-in, else whoever sees all of it. */
export function visitorOf(visitors: Visitors, surface: Surface, path: string): SignedIn | undefined {
  if (path === '/sign-in' || path === '/t' || path === '/sent') return undefined;
  if (surface === 'portal') return visitors.resident;
  if (surface === 'field') return visitors.worker;
  return visitors[ofAdministrator[`${surface} ${path}`] ?? 'everything'];
}
