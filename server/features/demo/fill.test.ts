import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roles } from '../../../domain/access/roles.ts';
import { replay } from '../../../domain/case/fold.ts';
import { communityOf, firstSealedSerial, isSealedStorage, sealedStorageOf } from '../../../domain/case/sealed.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { parseCaseNumber } from '../../../domain/identifiers/case-number.ts';
import { caseTypes } from '../../../domain/processes/registry.ts';
import type { Vault } from '../../kit/crypto/vault.ts';
import { testApp } from '../../test/app.ts';
import { entriesOf } from '../cases/cases.load.ts';
import { gatheredRows, stateColumns, stateOf } from '../cases/cases.rows.ts';
import { canonical, commitmentOf, entryHash } from '../cases/cases.store.ts';
import { moment, smallSize } from './demo.fixture.ts';
import { type FillResult, fillDemo, fillDemoIfEmpty, readDemoSignIns } from './fill.ts';
import { tellings } from './scenes/all.ts';
import { demoPassword } from './sign-ins.ts';

let app: Awaited<ReturnType<typeof testApp>>;
let owner: pg.Client;
let result: FillResult;

const options = () => ({ ...app, size: smallSize, now: moment });

beforeAll(async () => {
  app = await testApp({ world: false, now: moment });
  result = await fillDemo(options());
  owner = new pg.Client({ connectionString: app.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await app.close();
});

async function count(from: string): Promise<number> {
  return Number((await owner.query<{ n: string }>(`select count(*) as n from ${from}`)).rows[0]?.n);
}

const signedIn = async (role: string) => {
  const name = result.signIns.find((one) => one.role === role)?.signInAs;
  const { rows } = await owner.query<{ id: string }>('select id from users where user_name = $1', [name]);
  return app.signInUser(rows[0]?.id as string);
};

/** A state with its lists by id: rows come back in an order of their own. */
function inOrder(state: CaseState): Record<string, unknown> {
  const byId = <T extends { readonly id: string }>(list: readonly T[]) =>
    list.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const { clocks, assignments, parties } = state;
  return JSON.parse(
    canonical({ ...state, clocks: byId(clocks), assignments: byId(assignments), parties: byId(parties) }),
  );
}

describe('filling an empty database', () => {
  it('puts exactly what was asked for', async () => {
    expect(await count("areas where kind = 'building'")).toBe(smallSize.buildings);
    expect(await count("houses where use = 'residence'")).toBe(smallSize.homes);
    expect(await count('people')).toBe(smallSize.people);
    expect(await count("cases where type in ('event', 'request')")).toBe(smallSize.cases);
    const open = await count(`cases where community_id < ${sealedStorageOf(0)}`);
    expect(await count('search_tokens')).toBe((await count('people')) + (await count('houses')) + open);
    for (const [table, rows] of Object.entries(result.rows)) expect(await count(table), table).toBe(rows);
  });

  it('is done once and never over what is there', async () => {
    expect(await fillDemoIfEmpty(options())).toBeUndefined();
    await expect(fillDemo(options())).rejects.toThrow(/areas already/);
    expect(await count('people')).toBe(smallSize.people);
  });

  it('leaves nothing behind where it fails', async () => {
    const other = await testApp({ world: false, now: moment });
    try {
      let seals = 0;
      const seal: Vault['seal'] = (kind, plain) => {
        seals += 1;
        if (seals > 3000) throw new Error('the key is gone');
        return other.vault.seal(kind, plain);
      };
      const vault = { ...other.vault, seal };
      await expect(fillDemo({ ...other, vault, size: smallSize, now: moment })).rejects.toThrow('the key is gone');
      const { rows } = await other.database.pool.query('select from areas limit 1');
      expect(rows).toHaveLength(0);
    } finally {
      await other.close();
    }
  });

  it('takes indexes off large tables and puts all of them back', async () => {
    const other = await testApp({ world: false, now: moment });
    const definitions = `select string_agg(definition, E'\\n' order by definition) as all from (
      select indexdef as definition from pg_indexes where schemaname = 'public'
      union all select conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace) d`;
    try {
      const before = await other.database.pool.query(definitions);
      await fillDemo({ ...other, size: { ...smallSize, people: 4000 }, bulkFrom: 1, now: moment });
      const after = await other.database.pool.query(definitions);
      expect(after.rows[0].all).toBe(before.rows[0].all);
    } finally {
      await other.close();
    }
  });
});

describe('a sign-in for each role', () => {
  it('is there, told again at each start, and lets in', async () => {
    expect(result.signIns.map(({ role }) => role).sort()).toEqual(Object.keys(roles).sort());
    expect(await readDemoSignIns(owner)).toEqual(result.signIns);
    for (const { role, signInAs, name } of result.signIns.filter((one) => one.role !== 'resident')) {
      const answer = await app.inject({
        method: 'POST',
        url: '/api/auth/sign-in',
        payload: { userName: signInAs, password: demoPassword },
      });
      expect(answer.statusCode, `${role} ${name}: ${answer.body}`).toBe(200);
    }
  });

  it('lets the resident find matters of their own at every kind of step', async () => {
    const phone = result.signIns.find(({ role }) => role === 'resident')?.signInAs as string;
    const { answer } = await app.get('GET /my/cases', {}, await app.signInResident(phone));
    const stages = new Map<string, boolean>();
    for (const { ref, waitsForMe } of answer.items) {
      const id = ref.slice(ref.indexOf('-') + 1);
      const { rows } = await owner.query<{ stage: string }>('select stage from cases where id = $1', [id]);
      stages.set(rows[0]?.stage as string, waitsForMe);
    }
    for (const stage of ['raised', 'handling', 'callback', 'supplementing', 'closed'])
      expect([...stages.keys()]).toContain(stage);
    expect([stages.get('callback'), stages.get('supplementing'), stages.get('handling')]).toEqual([true, true, false]);
  });

  it('sees their own area and no other', async () => {
    const all = await owner.query<{ n: string; community_id: number }>(
      'select community_id::int, count(*) as n from people group by 1 order by 1',
    );
    const first = all.rows[0];
    const seen = await app.get('POST /people', { query: { limit: 1 } }, await signedIn('community-secretary'));
    expect(seen.status).toBe(200);
    const secretary = await signedIn('community-secretary');
    const cases = await app.get('POST /cases', { query: { limit: 100 } }, secretary);
    const communities = new Set(cases.answer.items.map((item) => communityOf(Number(item.ref.split('-')[0]))));
    expect([...communities]).toEqual([first?.community_id]);
    const desk = await app.get('POST /cases', { query: { limit: 100 } }, await signedIn('street-desk'));
    const open = cases.answer.items.filter((item) => !isSealedStorage(Number(item.ref.split('-')[0])));
    expect(desk.answer.items.length).toBeGreaterThanOrEqual(open.length);
  });
});

describe('a few of every process', () => {
  it('stand in the first community: each has one that goes on, most one that is over', async () => {
    const { rows } = await owner.query<{ type: string; open: number; closed: number; communities: string[] }>(
      `select type, (count(*) filter (where phase <> 'closed'))::int as open, (count(*) filter (where phase = 'closed'))::int as closed,
         array_agg(distinct community_id::text) as communities from cases group by 1`,
    );
    const told = new Map(rows.map((row) => [row.type, row]));
    for (const { code, sealed } of Object.values(caseTypes)) {
      expect(told.get(code)?.open ?? 0, `${code} in the demo`).toBeGreaterThan(0);
      const storages = told.get(code)?.communities.map(Number) ?? [];
      expect(
        storages.every((id) => isSealedStorage(id) === (sealed !== undefined)),
        code,
      ).toBe(true);
    }
    expect(rows.filter(({ closed }) => closed > 0).length).toBeGreaterThan(15);
  });

  it('are all told, and none was left out', () => {
    expect(app.logLines.filter(({ event }) => event === 'demo.scene-left-out')).toEqual([]);
  });

  it('went as far as they are told', async () => {
    const told = tellings.reduce((sum, { lines }) => sum + 1 + lines.length, 0);
    const taken = `case_entries e join cases c on c.community_id = e.community_id and c.id = e.case_id
      where c.type not in ('event', 'request') and e.action <> 'raise-lateness'`;
    expect(await count(taken)).toBe(told);
  });

  it('have voices of neighbours where a project waits for whoever takes it on, none yet of who signs in', async () => {
    const phone = result.signIns.find(({ role }) => role === 'resident')?.signInAs as string;
    const { rows } = await owner.query<{ id: string }>(
      "select community_id as id from cases where type = 'micro-project' limit 1",
    );
    const areaId = Number(rows[0]?.id);
    const resident = await app.signInResident(phone);
    const { answer } = await app.get('GET /public/outcomes', { query: { areaId } }, resident);
    expect(answer.proposed.length).toBeGreaterThan(0);
    for (const { supports, isMine } of answer.proposed) {
      expect(supports).toBeGreaterThan(2);
      expect(isMine).toBe(false);
    }
    expect(await count(`project_supports s join users u on u.id = s.user_id where u.kind <> 'resident'`)).toBe(0);
    expect(await count(`project_supports where made_at > '${moment}'`)).toBe(0);
  });

  it('wait for each of those who sign in, some past their time', async () => {
    const waits = async (role: string) => {
      const { status, answer } = await app.get(
        'POST /cases',
        { query: { tab: 'mine', limit: 100 } },
        await signedIn(role),
      );
      expect(status, role).toBe(200);
      return answer.items;
    };
    for (const role of ['grid-worker', 'community-secretary', 'street-desk', 'checker', 'mediator', 'legal-adviser'])
      expect((await waits(role)).length, role).toBeGreaterThan(0);
  });
});

describe('the matters', () => {
  it('bring answers to what their categories ask, in the words of the category', async () => {
    const { rows } = await owner.query<{ n: string; hurt: string | null }>(
      `select count(*) as n, min(answer->'label'->>'zh') filter (where answer->>'key' = 'hurt') as hurt
       from cases, jsonb_array_elements(progress->'answers') sheet, jsonb_array_elements(sheet->'answers') answer`,
    );
    expect(Number(rows[0]?.n)).toBeGreaterThan(smallSize.cases / 20);
    const asked = await owner.query<{ n: string }>(
      `select count(*) as n from cases where category_id = 205 and source <> 'sensor' and progress->'answers' = '[]'`,
    );
    expect(Number(asked.rows[0]?.n)).toBe(0);
  });

  it('are what the engine made of them: replayed entries give each row, and each chain holds', async () => {
    const { rows: communities } = await owner.query<{ community_id: string }>(
      'select distinct community_id from cases',
    );
    const scope = { communities: communities.map((row) => Number(row.community_id)), organisations: [] };
    await app.database.read(scope, async (db) => {
      const rows = await db
        .selectFrom('cases')
        .select([...stateColumns, gatheredRows.assignments, gatheredRows.clocks, gatheredRows.parties])
        .execute();
      expect(rows.length).toBeGreaterThan(smallSize.cases);
      for (const row of rows) {
        const state = stateOf(row);
        const entries = await entriesOf(db, state.communityId, state.id);
        expect(inOrder(state)).toMatchObject(inOrder(replay(entries)));
        expect(parseCaseNumber(state.number)).toMatchObject({
          ok: true,
          community: communityOf(state.communityId),
          day: state.businessOn,
        });
      }
    });
  });

  it('keep their proof: hashes follow from what is stored', async () => {
    const entries = await owner.query(
      `select e.*, v.salt, v.vals from case_entries e left join case_entry_values v on v.community_id = e.community_id and v.entry_id = e.id
       order by e.case_id, e.seq`,
    );
    let previous = Buffer.alloc(32);
    for (const row of entries.rows) {
      if (row.seq === 1) previous = Buffer.alloc(32);
      if (row.salt) expect(commitmentOf(row.salt, row.vals).equals(row.commitment)).toBe(true);
      const { id, seq, actor, action, facts } = row;
      const bare = {
        id,
        seq,
        at: row.at.toISOString(),
        actor,
        action,
        from: row.from_stage,
        to: row.to_stage,
        typeVersion: row.type_version,
        facts,
      };
      expect(row.previous_hash.equals(previous)).toBe(true);
      expect(entryHash(previous, row.case_id, bare, row.commitment).equals(row.hash)).toBe(true);
      previous = row.hash;
    }
    expect(entries.rows.length).toBeGreaterThan(smallSize.cases * 3);
  });

  it('stand at different stages now, with times that have not come yet and some that have passed', async () => {
    const { rows } = await owner.query<{ phase: string; n: number; early: string; late: string }>(
      'select phase, count(*)::int as n, min(raised_at)::text as early, max(updated_at)::text as late from cases group by phase',
    );
    const phases = new Map(rows.map((row) => [row.phase, row.n]));
    expect(phases.get('closed')).toBeGreaterThan(smallSize.cases / 2);
    expect(phases.size).toBeGreaterThanOrEqual(4);
    expect(await count(`cases where updated_at > '${moment}'`)).toBe(0);
    expect(await count(`case_entries where at > '${moment}'`)).toBe(0);
    expect(await count("cases where phase <> 'closed' and due_at is null")).toBe(0);
    // What was late has been raised; the job finds nothing left to do.
    const raisable = `case_clocks k where k.stopped_at is null and k.kind not in ('inquiry', 'term') and k.raised_times < 3
      and k.due_at + (array[0, 24, 72])[k.raised_times + 1] * interval '1 hour' <= timestamptz '${moment}' - interval '1 minute'`;
    expect(await count(raisable)).toBe(0);
  });

  it('are told in 60 to 300 characters, and their photos can be opened', async () => {
    const { rows } = await owner.query<{ words: string }>(
      "select fields ->> 'words' as words from cases where type = 'event' and not on_the_spot",
    );
    for (const { words } of rows) {
      expect(words.length).toBeGreaterThanOrEqual(60);
      expect(words.length).toBeLessThanOrEqual(300);
    }
    expect(new Set(rows.map(({ words }) => words)).size).toBe(rows.length);
    const files = await owner.query<{ sha256: string; thumb_sha256: string; size_bytes: string }>(
      'select distinct sha256, thumb_sha256, size_bytes from files',
    );
    expect(files.rows.length).toBeGreaterThan(4);
    for (const file of files.rows) {
      expect((await app.store.open(file.sha256))?.sizeBytes).toBe(Number(file.size_bytes));
      expect(await app.store.open(file.thumb_sha256)).toBeDefined();
    }
    const named = `files f where not exists (select from case_entries e where e.case_id = f.row_id and e.facts::text like '%' || f.id || '%')`;
    expect(await count(named)).toBe(0);
  });

  it('come from all sides, and the next number of a day follows on', async () => {
    const { rows } = await owner.query<{ source: string }>('select distinct source from cases order by 1');
    expect(rows.map(({ source }) => source)).toEqual(expect.arrayContaining(['grid', 'hotline', 'resident']));
    const wrong = `case_counters c where c.serial <> (case when c.community_id < ${sealedStorageOf(0)} then 0 else ${firstSealedSerial - 1} end) + (select count(*) from cases k where k.community_id = c.community_id and k.business_on = c.day)`;
    expect(await count(wrong)).toBe(0);
    expect(
      await count(
        'sync_counters s where s.seq <> (select max(sync_seq) from cases k where k.community_id = s.community_id)',
      ),
    ).toBe(0);
  });
});
