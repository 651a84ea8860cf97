import pg from 'pg';
import type { Page } from 'playwright-core';
import { helpKinds } from '../domain/processes/order-kinds.ts';
import { loadCategorySeeds } from '../server/features/catalogue/seed-load.ts';
import type { SignedIn } from '../server/test/people.ts';
import { world } from '../server/test/world.ts';
import { type LoopPages, phone, startLoop } from './loop-pages.ts';
import { type Account, type AccountName, accounts } from './type-journey.ts';

/** Where journeys are walked: a platform with its catalogue, an account of each role, and a page of each that stays open from journey to journey. */
export interface JourneyGround {
  readonly loop: LoopPages;
  /** The catalogue's items by their codes. */
  readonly items: ReadonlyMap<string, number>;
  /** Somebody's page at an address of the platform, read anew and at its hour. */
  pageOf(name: AccountName, path: string, isPhone?: boolean): Promise<Page>;
  /** Closes every page: days have passed, and nobody stays signed in for so long. */
  leavePages(): Promise<void>;
  close(): Promise<void>;
}

export const isResident = (name: AccountName): boolean => 'phone' in accounts[name];

async function seedCatalogue({ app }: LoopPages): Promise<ReadonlyMap<string, number>> {
  const owner = new pg.Client({ connectionString: app.ownerUrl });
  await owner.connect();
  await loadCategorySeeds(owner, app.clock.now());
  const { rows } = await owner.query<{ id: string; code: string }>('select id, code from categories');
  await owner.end();
  return new Map(rows.map(({ id, code }) => [code, Number(id)]));
}

async function signInAll({ app }: LoopPages): Promise<ReadonlyMap<AccountName, string>> {
  const users = new Map<AccountName, string>();
  for (const [key, { name, role, reach, phone: own }] of Object.entries(accounts as Record<AccountName, Account>)) {
    const userId = role ? await app.makeStaff(name) : (await app.signInResident(own ?? '')).userId;
    if (role) await app.hold(userId, role, reach);
    users.set(key as AccountName, userId);
  }
  return users;
}

/** The volunteer is willing to do everything, was agreed to by the community and is insured. */
async function enlist({ app }: LoopPages, volunteer: SignedIn, secretary: SignedIn): Promise<void> {
  const kinds = Object.keys(helpKinds);
  const { name } = accounts.volunteer;
  const { answer } = await app.send('orders.enlist', { community: world.community, name, kinds } as never, volunteer);
  const insured = { id: answer.id, insuredUntil: '2099-12-31', insuredBy: '街道统保' };
  await app.send('orders.admit', insured, secretary);
}

/** @param name what its photographs begin with */
export async function startJourneys(name: string): Promise<JourneyGround> {
  const loop = await startLoop(name, { config: { publicUrl: 'http://linli.example' } });
  const { app } = loop;
  const items = await seedCatalogue(loop);
  const users = await signInAll(loop);
  // A session of its own for each page: the clock may have gone on by months since the last.
  const sessionOf = (who: AccountName) =>
    app.signInUser(users.get(who) as string, isResident(who) ? 'resident' : 'staff');
  await enlist(loop, await sessionOf('volunteer'), await sessionOf('secretary'));
  const pages = new Map<string, Page>();
  const openFirst = async (who: AccountName, key: string, path: string, isPhone: boolean): Promise<Page> => {
    const page = await loop.open(path, await sessionOf(who), isPhone ? phone : undefined);
    pages.set(key, page);
    return page;
  };
  const leavePages = async () => {
    for (const page of pages.values()) await page.context().close();
    pages.clear();
  };
  return {
    loop,
    items,
    async pageOf(who, path, isPhone = isResident(who)) {
      const key = `${who}:${isPhone}`;
      const page = pages.get(key);
      if (!page) return openFirst(who, key, path, isPhone);
      await page.clock.setFixedTime(new Date(app.clock.now()));
      await page.goto(`${loop.address}${path}`);
      await page.waitForSelector('h1');
      return page;
    },
    leavePages,
    async close() {
      await leavePages();
      await loop.close();
    },
  };
}
