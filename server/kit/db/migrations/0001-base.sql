-- Areas, organisations, calendar, files, audit and the door for writes: what every slice stands on.
-- Each table's comment says where its rows are stored: community (distributed by community_id), reference, own-key or local.

create extension if not exists btree_gist;

do $$ begin
  if not exists (select from pg_roles where rolname = 'linli_app') then create role linli_app nologin; end if;
end $$;

-- Identity of a place in the tree; everything that may change is in its dated versions.
create table areas (
  id bigint primary key,
  kind text not null constraint areas_kind_known check (kind in ('district', 'street', 'community', 'grid', 'building', 'unit')),
  -- Where rows about this area are stored: the community (or the street's or district's desk) it was born in. Never changes.
  community_id bigint not null,
  created_at timestamptz not null default now()
);
comment on table areas is 'placement: reference';
create index areas_community_idx on areas (community_id, kind);

create table area_versions (
  area_id bigint not null references areas (id),
  valid_from date not null,
  valid_to date,
  parent_id bigint references areas (id),
  name text not null,
  code text,
  -- GeoJSON Polygon or MultiPolygon, WGS 84.
  polygon jsonb,
  lon double precision,
  lat double precision,
  -- What only some kinds have: storeys, unit count, door count, official code with its year …
  details jsonb not null default '{}',
  -- Raised by each correction on the day itself: with valid_from it says which state somebody looked at.
  revision int not null default 1,
  made_by jsonb not null default '{}',
  made_at timestamptz not null default now(),
  reason text,
  constraint area_versions_pkey primary key (area_id, valid_from),
  constraint area_versions_ends_after_start check (valid_to is null or valid_to > valid_from),
  constraint area_versions_no_overlap exclude using gist (area_id with =, daterange(valid_from, valid_to) with &&)
);
comment on table area_versions is 'placement: reference';
create index area_versions_parent_idx on area_versions (parent_id, valid_from);
-- Codes are found by their beginning: compared by byte, whatever the collation of the database.
create index area_versions_code_idx on area_versions (code collate "C") where code is not null;

-- One row, raised with every change of the tree or of who holds what: caches compare it.
create table tree_versions (
  id int primary key constraint tree_versions_single check (id = 1),
  version bigint not null
);
comment on table tree_versions is 'placement: reference';
insert into tree_versions values (1, 1);

create table organisations (
  id uuid primary key,
  kind text not null constraint organisations_kind_known check (kind in ('party', 'government', 'station', 'committee', 'property', 'utility', 'social', 'owners', 'enterprise')),
  parent_id uuid references organisations (id),
  area_id bigint not null references areas (id),
  name text not null,
  short_name text,
  credit_code text,
  phone text,
  valid_from date not null,
  valid_to date,
  constraint organisations_name_unique unique (area_id, name, valid_from)
);
comment on table organisations is 'placement: reference';
create index organisations_parent_idx on organisations (parent_id);
create index organisations_area_idx on organisations (area_id);

-- What an organisation was and will be; the row in organisations is the version in force, put there on its day.
create table organisation_versions (
  organisation_id uuid not null references organisations (id),
  valid_from date not null,
  valid_to date,
  parent_id uuid references organisations (id),
  area_id bigint not null references areas (id),
  name text not null,
  short_name text,
  credit_code text,
  phone text,
  revision int not null default 1,
  made_by jsonb not null default '{}',
  made_at timestamptz not null default now(),
  reason text,
  constraint organisation_versions_pkey primary key (organisation_id, valid_from),
  constraint organisation_versions_ends_after_start check (valid_to is null or valid_to > valid_from),
  constraint organisation_versions_no_overlap exclude using gist (organisation_id with =, daterange(valid_from, valid_to) with &&)
);
comment on table organisation_versions is 'placement: reference';
create index organisation_versions_parent_idx on organisation_versions (parent_id);
create index organisation_versions_area_idx on organisation_versions (area_id);
create index organisation_versions_from_idx on organisation_versions (valid_from);

-- Published holidays and make-up workdays; a year is published when it has a row in calendar_years.
create table calendar_years (
  year int primary key,
  published_on date,
  source text
);
comment on table calendar_years is 'placement: reference';

create table calendar_days (
  day date primary key,
  kind text not null constraint calendar_days_kind_known check (kind in ('holiday', 'workday')),
  name text not null
);
comment on table calendar_days is 'placement: reference';

-- Named sets of opening hours, a row a season: `office` is what working hours are counted by, others stand beside it.
create table calendar_hours (
  id uuid primary key,
  name text not null,
  title jsonb not null,
  -- The first season that holds a day counts.
  position int not null default 0,
  -- MM-DD, both ends included.
  from_md text not null,
  to_md text not null,
  -- [["09:00","12:00"],["14:00","17:30"]] on working days; on weekends and holidays closed where null.
  periods jsonb not null,
  weekend_periods jsonb,
  holiday_periods jsonb,
  constraint calendar_hours_position_unique unique (name, position)
);
comment on table calendar_hours is 'placement: reference';

create table settings (
  key text primary key,
  value jsonb not null,
  updated_at timestamptz not null default now(),
  updated_by uuid
);
comment on table settings is 'placement: reference';

-- Bytes lie in the store by sha256; rows by the client's uuid. Staged until bound to a noun, whose scope they then take.
create table files (
  community_id bigint not null,
  id uuid not null,
  state text not null constraint files_state_known check (state in ('staged', 'bound', 'erased')),
  -- Of the bytes as they are kept, of their thumbnail, and of what was sent: sending the same again is told from sending something else.
  sha256 text not null,
  thumb_sha256 text,
  sent_sha256 text not null,
  media_type text not null,
  size_bytes bigint not null,
  name text not null,
  noun text,
  row_id uuid,
  made_by jsonb not null,
  taken_at timestamptz,
  created_at timestamptz not null default now(),
  constraint files_pkey primary key (community_id, id)
);
comment on table files is 'placement: community';
create index files_bound_idx on files (community_id, noun, row_id) where state = 'bound';
create index files_staged_idx on files (created_at) where state = 'staged';
create index files_sha_idx on files (sha256);
create index files_thumb_idx on files (thumb_sha256) where thumb_sha256 is not null;

-- The one door for writes: an intention done once answers the same for ever after.
create table intentions (
  id uuid primary key,
  command text not null,
  -- Who sent it and what: a second use of the id for something else is refused.
  fingerprint text not null,
  output jsonb not null,
  done_at timestamptz not null default now()
);
comment on table intentions is 'placement: own-key';
create index intentions_done_idx on intentions (done_at);

-- Rows that say what a row was before, so that an import or a merge can be undone.
create table changes (
  community_id bigint not null,
  id uuid not null,
  noun text not null,
  row_id uuid not null,
  -- The deed it belongs to: an import, a merge, a correction.
  cause text not null,
  cause_id uuid not null,
  kind text not null constraint changes_kind_known check (kind in ('created', 'updated', 'ended')),
  before jsonb not null,
  after jsonb not null,
  made_by jsonb not null,
  made_at timestamptz not null,
  constraint changes_pkey primary key (community_id, id)
);
comment on table changes is 'placement: community';
create index changes_cause_idx on changes (community_id, cause_id);
create index changes_row_idx on changes (community_id, row_id, made_at);

-- Keyed hashes of one- and two-character pieces. No policy: nothing readable in it; always joined back to the guarded table.
create table search_tokens (
  community_id bigint not null,
  kind text not null,
  row_id uuid not null,
  tokens int[] not null,
  constraint search_tokens_pkey primary key (community_id, kind, row_id)
);
comment on table search_tokens is 'placement: community';
create index search_tokens_gin on search_tokens using gin (tokens);

-- Commits with the deed; the worker seals it into a chain of batch hashes.
create table audit_rows (
  id uuid primary key,
  at timestamptz not null,
  actor jsonb not null,
  action text not null,
  noun text not null,
  community_id bigint,
  row_id uuid,
  -- The person looked at, so that they can be told who looked.
  person_id uuid,
  reason text,
  details jsonb not null default '{}',
  request_id text,
  batch_id bigint
);
comment on table audit_rows is 'placement: own-key';
create index audit_rows_unsealed_idx on audit_rows (at, id) where batch_id is null;
create index audit_rows_batch_idx on audit_rows (batch_id);
create index audit_rows_person_idx on audit_rows (person_id, at desc) where person_id is not null;
create index audit_rows_at_idx on audit_rows (at desc, id desc);
create index audit_rows_actor_idx on audit_rows ((actor ->> 'userId'), at desc);
create index audit_rows_row_idx on audit_rows (row_id, at desc) where row_id is not null;

create table audit_batches (
  id bigint primary key,
  sealed_at timestamptz not null,
  row_count int not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  -- Id (16 bytes) and hash (32 bytes) of each row, by id: a check can name the row that was changed, removed or slipped in.
  leaves bytea not null,
  rows_hash bytea not null,
  previous_hash bytea not null,
  hash bytea not null
);
comment on table audit_batches is 'placement: local';

create table notices (
  community_id bigint not null,
  id uuid not null,
  to_user_id uuid,
  to_organisation_id uuid,
  to_area_id bigint,
  to_capability text,
  -- now = at once even off duty (emergencies only), shift = while on duty, digest = gathered
  class text not null constraint notices_class_known check (class in ('now', 'shift', 'digest')),
  code text not null,
  parameters jsonb not null default '{}',
  noun text,
  row_id uuid,
  created_at timestamptz not null,
  read_at timestamptz,
  constraint notices_pkey primary key (community_id, id)
);
comment on table notices is 'placement: community';
create index notices_user_idx on notices (to_user_id, created_at desc) where to_user_id is not null;
create index notices_organisation_idx on notices (to_organisation_id, created_at desc) where to_organisation_id is not null;
create index notices_area_idx on notices (to_area_id, created_at desc) where to_area_id is not null;

alter table changes enable row level security;
create policy changes_scope on changes using (community_id = any ((select string_to_array(current_setting('app.communities', true), ',')::bigint[])::bigint[]));
