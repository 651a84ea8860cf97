import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RoleCode } from '../../../domain/access/roles.ts';
import { roles, separatedRoles } from '../../../domain/access/roles.ts';
import { type Asker, type TestApp, testApp } from '../../test/app.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let systemAdmin: Asker;
let securityAdmin: Asker;
beforeAll(async () => {
  app = await testApp();
  systemAdmin = await app.signIn('system-admin');
  securityAdmin = await app.signIn('security-admin');
});
afterAll(() => app.close());

const set = (userId: string, holdings: object[], as = securityAdmin) =>
  app.send('users.setHoldings', { userId, holdings: holdings as never }, as);
const over = (role: RoleCode, areaId: number = world.district) => ({ role, areaId });
const codeOf = async (answer: Promise<{ problem: { code: string } | undefined }>) => (await answer).problem?.code;
const openFor = async (userId: string, as = systemAdmin) =>
  (await app.get('GET /confirmations', { query: { isOpen: true, limit: 200 } }, as)).answer.items.filter(
    ({ user }) => user.id === userId,
  );
const decide = (id: string, decision: 'confirm' | 'refuse', as: Asker) =>
  app.send('confirmations.decide', { id, decision }, as);
const postsOf = async (userId: string) =>
  (await app.get('GET /session', {}, await app.signInUser(userId))).answer.posts.map(({ role }) => role);

async function makeAdministrator(role: RoleCode, areaId: number = world.district): Promise<string> {
  const userId = await app.makeStaff('administrator');
  expect((await set(userId, [over(role, areaId)])).answer).toEqual({ granted: 0, ended: 0, proposed: 1 });
  const [waiting] = await openFor(userId);
  await decide(waiting?.id ?? '', 'confirm', systemAdmin);
  return userId;
}

describe('an administrator', () => {
  it('is proposed by one and confirmed by another, and signs in anew', async () => {
    const userId = await app.makeStaff('auditor');
    await set(userId, [over('grid-worker', world.grid)]);
    const before = await app.signInUser(userId);
    const keep = over('grid-worker', world.grid);
    expect((await set(userId, [keep, over('audit-admin')])).answer).toEqual({ granted: 0, ended: 0, proposed: 1 });
    expect(await postsOf(userId)).toEqual(['grid-worker']);
    expect(await codeOf(set(userId, [keep, over('audit-admin')]))).toBe('confirmations.open-already');
    const [waiting] = await openFor(userId);
    expect(waiting).toMatchObject({
      kind: 'grant-administrator',
      grant: { role: 'audit-admin', area: { name: '临江区' } },
      proposedBy: { id: securityAdmin.userId },
      mayConfirm: true,
    });
    const [own] = await openFor(userId, securityAdmin);
    expect(own).toMatchObject({ mayConfirm: false, mayRefuse: true });
    const id = waiting?.id ?? '';
    expect(await codeOf(decide(id, 'confirm', securityAdmin))).toBe('confirmations.second-person');
    expect((await decide(id, 'confirm', systemAdmin)).answer.state).toBe('confirmed');
    expect(await codeOf(decide(id, 'confirm', systemAdmin))).toBe('confirmations.decided');
    expect((await app.get('GET /session', {}, before)).answer.kind).toBe('anonymous');
    expect(await postsOf(userId)).toEqual(['grid-worker', 'audit-admin']);
    const { rows } = await app.database.pool.query(
      "select action, details ->> 'role' as role, actor ->> 'userId' as by from audit_rows where row_id = $1 and noun = 'holdings' order by id",
      [userId],
    );
    expect(rows.slice(1)).toEqual([
      { action: 'access.proposed', role: 'audit-admin', by: securityAdmin.userId },
      { action: 'access.granted', role: 'audit-admin', by: systemAdmin.userId },
    ]);
  });

  it('is not confirmed by whom it is about, by others, or after a week', async () => {
    const other = await app.signIn('system-admin');
    const second = await app.signIn('security-admin');
    await set(second.userId, [over('security-admin'), over('security-admin', world.street)]);
    const [aboutSecond] = await openFor(second.userId);
    expect(await codeOf(decide(aboutSecond?.id ?? '', 'confirm', second))).toBe('confirmations.second-person');
    for (const role of ['audit-admin', 'community-secretary', 'district-office'] as const)
      expect(await codeOf(decide(aboutSecond?.id ?? '', 'confirm', await app.signIn(role))), role).toBe(
        'access.forbidden',
      );
    const local = await app.signIn('system-admin', { areaId: world.otherStreet });
    expect(await codeOf(decide(aboutSecond?.id ?? '', 'confirm', local))).toBe('access.outside-scope');
    const before = app.clock.now();
    app.clock.advance(8 * 86_400_000);
    const late = await app.signInUser(other.userId);
    expect(await codeOf(decide(aboutSecond?.id ?? '', 'confirm', late))).toBe('confirmations.decided');
    const all = (await app.get('GET /confirmations', { query: { isOpen: false } }, late)).answer.items;
    expect(all.find(({ id }) => id === aboutSecond?.id)?.state).toBe('expired');
    app.clock.set(before);
  });

  it('refused by the second person, or taken back by the first, holds nothing', async () => {
    for (const as of [systemAdmin, securityAdmin]) {
      const userId = await app.makeStaff('refused');
      await set(userId, [over('system-admin')]);
      const [waiting] = await openFor(userId);
      expect((await decide(waiting?.id ?? '', 'refuse', as)).answer.state).toBe('refused');
      expect(await postsOf(userId)).toEqual([]);
      expect(await openFor(userId)).toEqual([]);
    }
  });

  it('stays an administrator longer or shorter only by two persons, and two end it', async () => {
    const userId = await app.makeStaff('temporary');
    await set(userId, [{ ...over('audit-admin'), validTo: '2026-04-01' }]);
    const [waiting] = await openFor(userId);
    await decide(waiting?.id ?? '', 'confirm', systemAdmin);
    expect(await codeOf(set(userId, [over('audit-admin')]))).toBe('identity.needs-second-person');
    const shorter = { ...over('audit-admin'), validTo: '2026-03-20' };
    expect(await codeOf(set(userId, [shorter]))).toBe('identity.needs-second-person');
    await makeAdministrator('audit-admin');
    expect((await set(userId, [])).answer).toEqual({ granted: 0, ended: 0, proposed: 1 });
    expect(await postsOf(userId)).toEqual(['audit-admin']);
    expect(await codeOf(set(userId, []))).toBe('confirmations.open-already');
    const [ending] = await openFor(userId);
    expect(ending).toMatchObject({ kind: 'end-administrator', grant: { role: 'audit-admin' }, mayConfirm: true });
    expect(await codeOf(decide(ending?.id ?? '', 'confirm', securityAdmin))).toBe('confirmations.second-person');
    expect(await codeOf(decide(ending?.id ?? '', 'confirm', await app.signInUser(userId)))).toBe('access.forbidden');
    expect((await decide(ending?.id ?? '', 'confirm', systemAdmin)).answer.state).toBe('confirmed');
    expect(await postsOf(userId)).toEqual([]);
    expect(await codeOf(decide(ending?.id ?? '', 'confirm', systemAdmin))).toBe('confirmations.decided');
  });

  it('who is the last of their kind stays, whether their post is to end or they are to be switched off', async () => {
    const other = await testApp();
    try {
      const system = await other.signIn('system-admin');
      const security = await other.signIn('security-admin');
      const auditor = await other.signIn('audit-admin');
      const end = (userId: string) => other.send('users.setHoldings', { userId, holdings: [] }, security);
      const refused = await end(auditor.userId);
      expect(refused.problem?.code).toBe('identity.last-administrator');
      expect(refused.problem?.text.zh).toContain('唯一的“审计管理员”');
      expect(await codeOf(other.send('users.update', { id: auditor.userId, isActive: false }, system))).toBe(
        'identity.last-administrator',
      );
      // One of a part of the area does not stand in for the whole; one of the whole does for a part.
      const local = await other.signIn('audit-admin', { areaId: world.street });
      expect(await codeOf(end(auditor.userId))).toBe('identity.last-administrator');
      expect((await end(local.userId)).answer.proposed).toBe(1);
      // With two of a kind each may go, but not both: who is confirmed second is the last.
      const second = await other.signIn('audit-admin');
      for (const { userId } of [auditor, second]) expect((await end(userId)).answer.proposed).toBe(1);
      const { items } = (await other.get('GET /confirmations', { query: { isOpen: true } }, system)).answer;
      const decisions = await Promise.all(
        items
          .filter(({ user }) => user.id === auditor.userId || user.id === second.userId)
          .map(({ id }) => other.send('confirmations.decide', { id, decision: 'confirm' }, system)),
      );
      expect(decisions.map(({ problem }) => problem?.code).toSorted()).toEqual([
        'identity.last-administrator',
        undefined,
      ]);
    } finally {
      await other.close();
    }
  });
});

describe('the three administrators', () => {
  it('never meet in one person, and the refusal names both', async () => {
    for (const held of separatedRoles)
      for (const wanted of separatedRoles.filter((role) => role !== held)) {
        const userId = await makeAdministrator(held);
        const refused = await set(userId, [over(held), over(wanted, world.street)]);
        expect([refused.status, refused.problem?.code]).toEqual([409, 'identity.administrators-apart']);
        expect(refused.problem?.text.zh).toContain(
          `已是“${roles[held].label.zh}”，不能再任“${roles[wanted].label.zh}”`,
        );
      }
    const nobody = await app.makeStaff('nobody');
    expect(await codeOf(set(nobody, [over('system-admin'), over('audit-admin')]))).toBe(
      'identity.administrators-apart',
    );
  });

  it('do not meet by two proposals either, and may follow one another', async () => {
    const userId = await app.makeStaff('two');
    await set(userId, [over('system-admin')]);
    await set(userId, [over('audit-admin')]);
    const waiting = await openFor(userId);
    expect(waiting).toHaveLength(2);
    const [first, second] = waiting;
    expect((await decide(first?.id ?? '', 'confirm', systemAdmin)).status).toBe(200);
    expect(await codeOf(decide(second?.id ?? '', 'confirm', systemAdmin))).toBe('identity.administrators-apart');
    // One after the other, from day to day, is allowed.
    await set(userId, []);
    const ending = (await openFor(userId)).find(({ kind }) => kind === 'end-administrator');
    expect((await decide(ending?.id ?? '', 'confirm', systemAdmin)).status).toBe(200);
    expect((await decide(second?.id ?? '', 'confirm', systemAdmin)).status).toBe(200);
    expect(await postsOf(userId)).toHaveLength(1);
  });

  it('see their own part alone', () => {
    const may = (role: RoleCode): readonly string[] => roles[role].may;
    expect(may('system-admin')).toEqual(
      expect.arrayContaining(['users.manage', 'catalogue.manage', 'settings.manage']),
    );
    expect(may('security-admin')).toContain('access.manage');
    expect(may('audit-admin')).toContain('audit.read');
    for (const role of separatedRoles) {
      const apartFromIts = {
        'system-admin': 'users.manage',
        'security-admin': 'access.manage',
        'audit-admin': 'audit.read',
      };
      for (const [owner, capability] of Object.entries(apartFromIts))
        expect(may(role).includes(capability), `${role} ${capability}`).toBe(role === owner);
      for (const personal of [
        'people.read',
        'people.reveal',
        'people.export',
        'houses.read',
        'cases.read',
        'mediation.read',
      ])
        expect(may(role), role).not.toContain(personal);
    }
    // Who audits changes nothing.
    expect(may('audit-admin').filter((capability) => !capability.endsWith('.read'))).toEqual([]);
  });
});
