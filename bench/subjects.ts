import { randomBytes } from 'node:crypto';
import { sessionCookie, tokenHash } from '../server/features/identity/session-rules.ts';
import { uuidv7 } from '../server/kit/ids.ts';
import type { District } from './district.ts';

type Headers = Readonly<Record<string, string>>;

/** Who asks in the bench, and what they ask for. */
export interface Subjects {
  readonly district: number;
  readonly community: number;
  readonly building: number;
  /** District, streets and communities: every storage id there is. */
  readonly storages: readonly number[];
  /** Of one community, of one street, and of all 201 communities. */
  readonly asSecretary: Headers;
  readonly asDesk: Headers;
  readonly asDistrict: Headers;
  readonly person: { readonly id: string; readonly name: string; readonly idNumber: string; readonly phone: string };
  /** Users that were made or signed in for the bench. */
  readonly users: readonly string[];
}

type First = <T>(query: string, values?: unknown[]) => Promise<T>;

/** A session as sign-in makes it, for as long as the bench runs. */
async function signIn({ owner, vault }: District, userId: string): Promise<Headers> {
  const token = randomBytes(24).toString('base64url');
  await owner.query(
    "insert into sessions (id, user_id, token_hash, expires_at, seen_at, created_at, updated_at) values ($1, $2, $3, now() + interval '6 hours', now(), now(), now())",
    [uuidv7(), userId, tokenHash(vault, token)],
  );
  return { cookie: `${sessionCookie({ publicUrl: undefined }).name}=${token}` };
}

const holder = (first: First, role: string, kind: string) =>
  first<{ user_id: string; area_id: string }>(
    'select h.user_id, h.area_id from holdings h join areas a on a.id = h.area_id where h.role = $1 and a.kind = $2 order by h.user_id limit 1',
    [role, kind],
  );

/** Somebody who works on the people of every community: a secretary's role over the root, for this run alone. */
async function makeDistrictUser({ owner }: District, districtId: number): Promise<string> {
  const id = uuidv7();
  await owner.query(
    "insert into users (id, kind, name, user_name, email, created_at, updated_at) values ($1, 'staff', '压测', $2, $3, now(), now())",
    [id, `bench-${id}`, `${id}@user.invalid`],
  );
  await owner.query(
    "insert into holdings (id, user_id, role, area_id, valid_from, granted_at) values ($1, $2, 'community-secretary', $3, '2024-01-01', now())",
    [uuidv7(), id, districtId],
  );
  return id;
}

async function findPerson({ vault }: District, first: First, community: number): Promise<Subjects['person']> {
  const { sealed, phone, ...person } = await first<{ id: string; name: string; sealed: Buffer; phone: Buffer }>(
    `select p.id, p.name, p.id_sealed as sealed, f.sealed as phone from people p
     join people_phones f on f.community_id = p.community_id and f.people_id = p.id
     where p.community_id = $1 and p.id_token is not null and p.ended_on is null order by p.id limit 1`,
    [community],
  );
  return { ...person, idNumber: vault.open('id-number', sealed), phone: vault.open('phone', phone) };
}

/** Picks from the district, always the same, who and what is asked for. */
export async function pickSubjects(district: District): Promise<Subjects> {
  const first: First = async <T>(query: string, values: unknown[] = []) =>
    (await district.owner.query(query, values)).rows[0] as T;
  const secretary = await holder(first, 'community-secretary', 'community');
  const desk = await holder(first, 'street-desk', 'street');
  const community = Number(secretary.area_id);
  const { id: districtId } = await first<{ id: string }>("select id from areas where kind = 'district'");
  const districtUser = await makeDistrictUser(district, Number(districtId));
  const building = await first<{ id: string }>(
    "select id from areas where kind = 'building' and community_id = $1 order by id limit 1",
    [community],
  );
  const storages = await district.owner.query<{ id: string }>(
    "select id from areas where kind in ('district', 'street', 'community')",
  );
  return {
    district: Number(districtId),
    community,
    building: Number(building.id),
    storages: storages.rows.map((row) => Number(row.id)),
    asSecretary: await signIn(district, secretary.user_id),
    asDesk: await signIn(district, desk.user_id),
    asDistrict: await signIn(district, districtUser),
    person: await findPerson(district, first, community),
    users: [secretary.user_id, desk.user_id, districtUser],
  };
}

/** Takes the sessions of the bench away; the user it made holds nothing any more. */
export async function dropSubjects({ owner }: District, { users }: Subjects): Promise<void> {
  await owner.query('delete from sessions where user_id = any ($1)', [users]);
  await owner.query(
    "delete from holdings where user_id in (select id from users where user_name like 'bench-%' and id = any ($1))",
    [users],
  );
}
