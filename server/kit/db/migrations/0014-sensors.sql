-- Devices that raise alarms. A device is known by the id its maker gave it, and by a secret that only it and we hold.
create table sensors (
  id uuid primary key,
  device_id text not null,
  name text not null,
  kind text not null constraint sensors_kind_known check (kind in ('smoke', 'gas', 'door', 'water', 'lift', 'other')),
  -- Where its matters are stored: the community of its place.
  community_id bigint not null references areas (id),
  area_id bigint not null references areas (id),
  place_words text not null,
  lon double precision,
  lat double precision,
  category_id bigint not null references categories (id),
  -- Sealed: what it sends is signed with it. After a rotation the one before holds for a day.
  secret_sealed bytea not null,
  previous_sealed bytea,
  previous_until timestamptz,
  -- Repeats within it are counted and not noted one by one.
  quiet_minutes int not null constraint sensors_quiet_sane check (quiet_minutes between 0 and 1440),
  silent_after_minutes int not null constraint sensors_silent_sane check (silent_after_minutes between 5 and 100000),
  -- Who looks after the device; staff read it.
  contact text not null,
  registered_by uuid not null,
  registered_at timestamptz not null,
  retired_at timestamptz,
  last_heard_at timestamptz,
  last_alarm_at timestamptz,
  last_noted_at timestamptz,
  -- Its last matter, and how often it alarmed about it.
  case_id uuid,
  alarms int not null default 0,
  constraint sensors_device_unique unique (device_id),
  constraint sensors_point_whole check (num_nulls(lon, lat) in (0, 2))
);
comment on table sensors is 'placement: local';
create index sensors_community_idx on sensors (community_id);
create index sensors_area_idx on sensors (area_id);
create index sensors_category_idx on sensors (category_id);
