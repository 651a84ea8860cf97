-- Keys by which other systems ask and write. Only the hash of a key is kept; what it may do is never more than its maker may.
create table api_keys (
  id uuid primary key,
  name text not null,
  -- The first letters, by which people know it again.
  hint text not null,
  -- A keyed hash of the whole key.
  key_hash bytea not null,
  area_id bigint references areas (id),
  organisation_id uuid references organisations (id),
  -- Capabilities (domain/access/key-scopes.ts).
  scopes text[] not null,
  per_minute int not null constraint api_keys_per_minute_sane check (per_minute between 1 and 6000),
  made_by uuid not null references users (id),
  made_at timestamptz not null,
  -- The first day on which it is no longer good.
  expires_on date,
  ended_at timestamptz,
  ended_by uuid,
  -- Moves at most once a minute.
  used_at timestamptz,
  constraint api_keys_one_reach check (num_nonnulls(area_id, organisation_id) = 1),
  constraint api_keys_hash_unique unique (key_hash)
);
comment on table api_keys is 'placement: local';
create index api_keys_maker_idx on api_keys (made_by);
create index api_keys_area_idx on api_keys (area_id) where area_id is not null;
create index api_keys_organisation_idx on api_keys (organisation_id) where organisation_id is not null;

-- How often a key asked within its minute; any number of processes count together. Lost at a crash, which costs nothing.
create unlogged table api_key_windows (
  key_id uuid primary key,
  minute timestamptz not null,
  asked int not null
);
comment on table api_key_windows is 'placement: local';
