-- People, houses, households: one registry with periods and lineage. Belonging is area_id and the dated tree; community_id is storage.

-- The identity of a person across communities. Nothing readable: a blind index of the id number and where a merge went.
create table persons (
  id uuid primary key,
  id_token bytea,
  merged_into uuid references persons (id),
  created_at timestamptz not null default now(),
  constraint persons_id_token_unique unique (id_token)
);
comment on table persons is 'placement: reference';
create index persons_merged_idx on persons (merged_into) where merged_into is not null;

create table houses (
  community_id bigint not null,
  id uuid not null,
  -- The building and, where there is one, the unit (stairwell); both are areas.
  building_id bigint not null references areas (id),
  unit_id bigint references areas (id),
  floor int,
  room text not null,
  -- Normalised building-unit-room, so that 3号楼2单元501 and 3-2-501 are one house.
  door_key text not null,
  address text not null,
  use text not null default 'residence' constraint houses_use_known check (use in ('residence', 'commercial', 'office', 'storage', 'mixed', 'other')),
  tenure text not null default 'unknown' constraint houses_tenure_known check (tenure in ('owner', 'let', 'shared-let', 'vacant', 'lent', 'unknown')),
  -- Floor area in units of 0.01 m².
  area_hundredths_m2 bigint,
  details jsonb not null default '{}',
  lineage jsonb not null default '{}',
  ended_on date,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- Unit, room and part of the door with numbers as numbers: 2-101 before 2-1001.
  door_order text not null generated always as (
    lpad(split_part(door_key, '-', 2), 4, '0') || lpad(split_part(door_key, '-', 3), 8, '0') || lpad(split_part(door_key, '-', 4), 4, '0')
  ) stored,
  constraint houses_pkey primary key (community_id, id)
);
comment on table houses is 'placement: community';
create unique index houses_door_unique on houses (community_id, building_id, door_key) where ended_on is null;
create index houses_building_idx on houses (building_id, door_order, id) where ended_on is null;

create table people (
  community_id bigint not null,
  id uuid not null,
  person_id uuid not null references persons (id),
  name text not null,
  sex text not null constraint people_sex_known check (sex in ('male', 'female', 'unknown')),
  born_on date,
  id_kind text not null default 'citizen',
  id_sealed bytea,
  id_token bytea,
  -- Safe to show everywhere the person may be seen: first three and last two characters.
  id_masked text,
  -- The field register's other values: ethnicity, education, registered address …
  details jsonb not null default '{}',
  lineage jsonb not null default '{}',
  ended_on date,
  end_reason text,
  -- The record of the same person that this one was joined to.
  merged_into uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint people_pkey primary key (community_id, id),
  constraint people_person_once unique (community_id, person_id),
  constraint people_merged_fk foreign key (community_id, merged_into) references people (community_id, id)
);
comment on table people is 'placement: community';
create index people_person_idx on people (person_id);
create index people_token_idx on people (id_token, community_id) where id_token is not null;
create index people_merged_idx on people (community_id, merged_into) where merged_into is not null;
-- Lists go by name as people look names up: within one community, and over many.
create index people_community_name_idx on people (community_id, name collate "zh-x-icu", id) where ended_on is null;
create index people_name_idx on people (name collate "zh-x-icu", id) where ended_on is null;
create index people_born_idx on people (community_id, born_on) where ended_on is null;

create table people_phones (
  community_id bigint not null,
  id uuid not null,
  people_id uuid not null,
  sealed bytea not null,
  token bytea not null,
  masked text not null,
  position int not null default 0,
  note text,
  lineage jsonb not null default '{}',
  constraint people_phones_pkey primary key (community_id, id),
  constraint people_phones_people_fk foreign key (community_id, people_id) references people (community_id, id) on delete cascade,
  constraint people_phones_once unique (community_id, people_id, token)
);
comment on table people_phones is 'placement: community';
create index people_phones_token_idx on people_phones (token, community_id);

create table households (
  community_id bigint not null,
  id uuid not null,
  house_id uuid,
  -- 户号 of the booklet, where there is one.
  register_no text,
  head_people_id uuid,
  lineage jsonb not null default '{}',
  ended_on date,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint households_pkey primary key (community_id, id),
  constraint households_house_fk foreign key (community_id, house_id) references houses (community_id, id),
  constraint households_head_fk foreign key (community_id, head_people_id) references people (community_id, id)
);
comment on table households is 'placement: community';
create index households_house_idx on households (community_id, house_id);
create index households_head_idx on households (community_id, head_people_id);

-- Who lives where, since when, as what. A move closes one and opens another.
create table residences (
  community_id bigint not null,
  id uuid not null,
  people_id uuid not null,
  house_id uuid not null,
  household_id uuid,
  -- registered = on the booklet here, living = lives here, both = 人户一致
  kind text not null constraint residences_kind_known check (kind in ('registered', 'living', 'both')),
  as_what text not null default 'member' constraint residences_role_known check (as_what in ('owner', 'member', 'tenant', 'guest', 'staff')),
  relation_to_head text,
  from_on date,
  to_on date,
  lineage jsonb not null default '{}',
  created_at timestamptz not null,
  constraint residences_pkey primary key (community_id, id),
  constraint residences_people_fk foreign key (community_id, people_id) references people (community_id, id),
  constraint residences_house_fk foreign key (community_id, house_id) references houses (community_id, id),
  constraint residences_household_fk foreign key (community_id, household_id) references households (community_id, id),
  constraint residences_ends_after_start check (to_on is null or from_on is null or to_on >= from_on)
);
comment on table residences is 'placement: community';
create unique index residences_current_unique on residences (community_id, people_id, house_id) where to_on is null;
create index residences_people_idx on residences (community_id, people_id);
create index residences_house_idx on residences (community_id, house_id);
create index residences_household_idx on residences (community_id, household_id);

create table ownerships (
  community_id bigint not null,
  id uuid not null,
  house_id uuid not null,
  people_id uuid,
  organisation_name text,
  -- Share as numerator/denominator.
  share_num int not null default 1,
  share_den int not null default 1,
  certificate_no text,
  from_on date,
  to_on date,
  lineage jsonb not null default '{}',
  created_at timestamptz not null,
  constraint ownerships_pkey primary key (community_id, id),
  constraint ownerships_house_fk foreign key (community_id, house_id) references houses (community_id, id),
  constraint ownerships_people_fk foreign key (community_id, people_id) references people (community_id, id),
  constraint ownerships_has_owner check (people_id is not null or organisation_name is not null)
);
comment on table ownerships is 'placement: community';
create index ownerships_house_idx on ownerships (community_id, house_id);
create index ownerships_people_idx on ownerships (community_id, people_id);

-- Tags of three kinds, each with source, basis, start and expiry. Services due, never a score.
create table tags (
  community_id bigint not null,
  id uuid not null,
  people_id uuid,
  house_id uuid,
  code text not null,
  kind text not null constraint tags_kind_known check (kind in ('identity', 'service', 'behaviour')),
  source text not null,
  basis text,
  from_on date not null,
  to_on date,
  lineage jsonb not null default '{}',
  constraint tags_pkey primary key (community_id, id),
  constraint tags_people_fk foreign key (community_id, people_id) references people (community_id, id),
  constraint tags_house_fk foreign key (community_id, house_id) references houses (community_id, id),
  constraint tags_has_subject check ((people_id is null) <> (house_id is null))
);
comment on table tags is 'placement: community';
create unique index tags_people_current_unique on tags (community_id, people_id, code) where to_on is null and people_id is not null;
create index tags_people_idx on tags (community_id, people_id);
create index tags_house_idx on tags (community_id, house_id);
create index tags_code_idx on tags (community_id, code, to_on);

-- Who looks after an area (a grid, a building, a unit): the answer to "who is responsible for this door".
create table responsibilities (
  community_id bigint not null,
  id uuid not null,
  area_id bigint not null references areas (id),
  user_id uuid not null,
  -- The post as the district calls it: 网格员, 网格长, 楼栋长 …
  duty text not null,
  line text,
  is_lead boolean not null default false,
  covers_user_id uuid,
  valid_from date not null,
  valid_to date,
  constraint responsibilities_pkey primary key (community_id, id),
  constraint responsibilities_no_overlap exclude using gist (community_id with =, area_id with =, user_id with =, duty with =, daterange(valid_from, valid_to) with &&)
);
comment on table responsibilities is 'placement: community';
create index responsibilities_area_idx on responsibilities (community_id, area_id);
create index responsibilities_user_idx on responsibilities (user_id);

create table imports (
  community_id bigint not null,
  id uuid not null,
  file_id uuid not null,
  file_name text not null,
  state text not null constraint imports_state_known check (state in ('reading', 'previewed', 'queued', 'running', 'done', 'failed', 'undoing', 'undone', 'discarded')),
  -- What the user changed in the preview, and how the file is then read; samples are masked.
  overrides jsonb not null default '[]',
  plan jsonb not null default '{}',
  counts jsonb not null default '{}',
  -- Rows done of rows in all, for the progress bar.
  done_rows int not null default 0,
  total_rows int not null default 0,
  -- The last run changed nothing: it was asked what would happen.
  is_dry_run boolean not null default false,
  attempts int not null default 0,
  -- Code and words of the refusal that ended it.
  failure text,
  failure_text jsonb,
  -- Whom and which homes the file names: undoing an earlier import keeps them.
  people_ids uuid[] not null default '{}',
  house_ids uuid[] not null default '{}',
  made_by jsonb not null,
  made_at timestamptz not null,
  finished_at timestamptz,
  undone_at timestamptz,
  constraint imports_pkey primary key (community_id, id),
  constraint imports_file_fk foreign key (community_id, file_id) references files (community_id, id)
);
comment on table imports is 'placement: community';
create index imports_file_idx on imports (community_id, file_id);

-- The rows of a file between reading and writing, without what must not be held; sealed. They go when the import is done or given up.
create table import_pages (
  community_id bigint not null,
  import_id uuid not null,
  position int not null,
  sealed bytea not null,
  constraint import_pages_pkey primary key (community_id, import_id, position),
  constraint import_pages_import_fk foreign key (community_id, import_id) references imports (community_id, id) on delete cascade
);
comment on table import_pages is 'placement: community';

-- What the community chose for a header once, for the next file that looks alike.
create table import_mappings (
  community_id bigint not null,
  fingerprint text not null,
  columns jsonb not null,
  updated_at timestamptz not null,
  constraint import_mappings_pkey primary key (community_id, fingerprint)
);
comment on table import_mappings is 'placement: community';

-- Rows that could not go in (to fix), identities that two sources tell differently (to decide), and what is only noted. Values are sealed.
create table import_rows (
  community_id bigint not null,
  id uuid not null,
  import_id uuid not null,
  kind text not null constraint import_rows_kind_known check (kind in ('held', 'conflict', 'duplicate', 'doubt', 'ignored', 'injected', 'refused', 'kept')),
  state text not null constraint import_rows_state_known check (state in ('open', 'fixed', 'dropped', 'noted')),
  sheet text not null,
  row_no int not null,
  cells text[] not null default '{}',
  reasons text[] not null,
  sealed bytea not null,
  -- The same row of the same file sent again: what was settled once is not asked twice.
  mark bytea,
  people_id uuid,
  decision jsonb,
  decided_by jsonb,
  decided_at timestamptz,
  constraint import_rows_pkey primary key (community_id, id),
  constraint import_rows_import_fk foreign key (community_id, import_id) references imports (community_id, id)
);
comment on table import_rows is 'placement: community';
create index import_rows_import_idx on import_rows (community_id, import_id, kind, state, id);
create index import_rows_open_idx on import_rows (community_id, kind) where state = 'open';
create index import_rows_mark_idx on import_rows (community_id, mark) where mark is not null;

do $$
declare t text;
begin
  foreach t in array array['houses', 'people', 'people_phones', 'households', 'residences', 'ownerships', 'tags', 'responsibilities', 'imports', 'import_pages', 'import_mappings', 'import_rows'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I using (community_id = any ((select string_to_array(current_setting(''app.communities'', true), '','')::bigint[])::bigint[]))', t || '_scope', t);
  end loop;
end $$;
