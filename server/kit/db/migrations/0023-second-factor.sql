-- A second factor: a secret in an app, codes for the day it is lost, and devices that need not be asked each time.
create table second_factors (
  user_id uuid primary key references users (id) on delete cascade,
  secret_sealed bytea not null,
  -- Null until a first code has shown that the app has it.
  confirmed_at timestamptz,
  -- The newest step whose code was taken; it and those before it are spent.
  last_step bigint not null default 0,
  created_at timestamptz not null
);
comment on table second_factors is 'placement: local';

-- Each is good once; only a keyed hash is kept.
create table recovery_codes (
  user_id uuid not null references users (id) on delete cascade,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (user_id, code_hash)
);
comment on table recovery_codes is 'placement: local';

create table remembered_devices (
  token_hash bytea primary key,
  user_id uuid not null references users (id) on delete cascade,
  expires_at timestamptz not null,
  created_at timestamptz not null
);
comment on table remembered_devices is 'placement: local';
create index remembered_devices_user_idx on remembered_devices (user_id);
create index remembered_devices_expires_idx on remembered_devices (expires_at);

-- What a session still lacks: a code, or the setting up of a second factor. Until then it holds nothing.
alter table sessions add column awaits text constraint sessions_awaits_known check (awaits in ('code', 'enrolment'));
