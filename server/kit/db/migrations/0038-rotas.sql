-- Who is on duty when, for what: the plan, its changes and notes. No clock-in, nothing is counted of a person.
create table rotas (
  id uuid primary key,
  area_id bigint not null references areas (id),
  -- Whose rota it is, where it is a unit's; the area's own otherwise.
  organisation_id uuid references organisations (id),
  kind text not null,
  name text not null,
  -- Where the post is and its phone: the post's own number, never a person's.
  place text not null,
  phone text not null default '',
  publicity text not null constraint rotas_publicity_known check (publicity in ('none', 'post', 'name')),
  -- Of kinds that are booked: how long a slot is.
  slot_minutes int constraint rotas_slot_sane check (slot_minutes between 5 and 240),
  made_by uuid not null references users (id),
  made_at timestamptz not null,
  closed_at timestamptz
);
comment on table rotas is 'placement: local';
create index rotas_area_idx on rotas (area_id);
create index rotas_organisation_idx on rotas (organisation_id) where organisation_id is not null;
create index rotas_maker_idx on rotas (made_by);

create table rota_shifts (
  id uuid primary key,
  rota_id uuid not null references rotas (id),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  user_id uuid not null references users (id),
  part text not null constraint rota_shifts_part_known check (part in ('lead', 'member')),
  -- Whom the one on shift stands in for, of an A/B cover.
  covers_user_id uuid references users (id),
  dropped_at timestamptz,
  constraint rota_shifts_forward check (ends_at > starts_at and ends_at <= starts_at + interval '72 hours'),
  -- Nobody is in two places at once.
  constraint rota_shifts_one_place exclude using gist (user_id with =, tstzrange(starts_at, ends_at) with &&) where (dropped_at is null)
);
comment on table rota_shifts is 'placement: local';
create index rota_shifts_rota_idx on rota_shifts (rota_id, starts_at);
create index rota_shifts_user_idx on rota_shifts (user_id, starts_at);
create index rota_shifts_covered_idx on rota_shifts (covers_user_id) where covers_user_id is not null;
create index rota_shifts_time_idx on rota_shifts (ends_at) where dropped_at is null;

-- One asks another to take a shift, for one of theirs or for nothing.
create table rota_swaps (
  id uuid primary key,
  rota_id uuid not null references rotas (id),
  shift_id uuid not null references rota_shifts (id),
  for_shift_id uuid references rota_shifts (id),
  asked_by uuid not null references users (id),
  asked_of uuid not null references users (id),
  words text not null default '',
  state text not null constraint rota_swaps_state_known check (state in ('asked', 'agreed', 'declined', 'withdrawn')),
  asked_at timestamptz not null,
  answered_at timestamptz,
  -- By whoever plans the rota, once agreed.
  seen_by uuid references users (id),
  constraint rota_swaps_two check (asked_by <> asked_of)
);
comment on table rota_swaps is 'placement: local';
create index rota_swaps_rota_idx on rota_swaps (rota_id, asked_at);
create index rota_swaps_shift_idx on rota_swaps (shift_id);
create index rota_swaps_for_idx on rota_swaps (for_shift_id) where for_shift_id is not null;
create index rota_swaps_asker_idx on rota_swaps (asked_by);
create index rota_swaps_asked_idx on rota_swaps (asked_of, state);
create index rota_swaps_seen_idx on rota_swaps (seen_by) where seen_by is not null;

-- What is open at the end of a shift, told to the next.
create table rota_handovers (
  id uuid primary key,
  rota_id uuid not null references rotas (id),
  shift_id uuid not null references rota_shifts (id),
  words text not null,
  written_by uuid not null references users (id),
  written_at timestamptz not null,
  taken_by uuid references users (id),
  taken_at timestamptz,
  constraint rota_handovers_taken_whole check ((taken_by is null) = (taken_at is null)),
  constraint rota_handovers_other check (taken_by is null or taken_by <> written_by)
);
comment on table rota_handovers is 'placement: local';
create index rota_handovers_rota_idx on rota_handovers (rota_id, written_at);
create index rota_handovers_shift_idx on rota_handovers (shift_id);
create index rota_handovers_writer_idx on rota_handovers (written_by);
create index rota_handovers_taker_idx on rota_handovers (taken_by) where taken_by is not null;

-- One's own shifts for a calendar, by a link that only its owner knows; its hash alone is kept.
create table rota_feeds (
  user_id uuid primary key references users (id),
  key_hash bytea not null,
  made_at timestamptz not null,
  constraint rota_feeds_key_unique unique (key_hash)
);
comment on table rota_feeds is 'placement: local';
