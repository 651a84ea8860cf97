-- Who may sign in, what they hold, and what keeps strangers out. Nothing here is readable that opens a door: passwords are argon2id,
-- session tokens, codes and throttle keys are keyed hashes, phones are sealed.

create table users (
  id uuid primary key,
  kind text not null constraint users_kind_known check (kind in ('staff', 'resident')),
  name text not null,
  -- NFKC, lower case: how it is found. As it was typed stands beside it.
  user_name text,
  display_user_name text,
  -- The library wants an address; ours lead nowhere (*.invalid) and are never shown.
  email text not null,
  email_verified boolean not null default false,
  image text,
  phone_sealed bytea,
  phone_token bytea,
  phone_masked text,
  language text not null default 'zh' constraint users_language_known check (language in ('zh', 'en')),
  is_active boolean not null default true,
  must_change_password boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint users_email_unique unique (email),
  constraint users_user_name_unique unique (user_name),
  constraint users_phone_unique unique (kind, phone_token),
  constraint users_staff_have_names check (kind <> 'staff' or user_name is not null),
  constraint users_residents_have_phones check (kind <> 'resident' or phone_token is not null)
);
comment on table users is 'placement: local';
create index users_phone_idx on users (phone_token) where phone_token is not null;

create table sessions (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  -- A keyed hash: whoever reads this table can't take over a session with it.
  token_hash text not null,
  -- The end whatever happens; besides, a session ends when it lies idle (seen_at).
  expires_at timestamptz not null,
  seen_at timestamptz not null default now(),
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint sessions_token_unique unique (token_hash)
);
comment on table sessions is 'placement: local';
create index sessions_user_idx on sessions (user_id, created_at desc);
create index sessions_expires_idx on sessions (expires_at);

-- How a user proves who they are: a password here, a sign-on of the city later.
create table accounts (
  id uuid primary key,
  account_id text not null,
  provider_id text not null,
  user_id uuid not null references users (id) on delete cascade,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint accounts_provider_unique unique (provider_id, account_id)
);
comment on table accounts is 'placement: local';
create index accounts_user_idx on accounts (user_id);

-- Short-lived values of sign-on flows, under hashed names.
create table verifications (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
comment on table verifications is 'placement: local';
create index verifications_identifier_idx on verifications (identifier);
create index verifications_expires_idx on verifications (expires_at);

-- One code per phone at a time, as a keyed hash of phone and code; three tries.
create table phone_codes (
  phone_token bytea primary key,
  code_hash bytea not null,
  tries int not null default 0,
  sent_at timestamptz not null,
  expires_at timestamptz not null
);
comment on table phone_codes is 'placement: local';
create index phone_codes_expires_idx on phone_codes (expires_at);

-- How often something was tried within a window. Keys are keyed hashes of names, phones and addresses.
create table throttles (
  key bytea primary key,
  count int not null,
  ends_at timestamptz not null
);
comment on table throttles is 'placement: local';
create index throttles_ends_idx on throttles (ends_at);

-- Who holds which role, over an area (and all under it) or in an organisation, from when to when. user_id has no foreign key:
-- a shared table never points at a local one; users are switched off, not deleted.
create table holdings (
  id uuid primary key,
  user_id uuid not null,
  role text not null constraint holdings_role_known check (role in (
    'building-lead', 'grid-worker', 'community-secretary', 'street-desk', 'checker', 'handler', 'district-office', 'mediator',
    'owners-body', 'volunteer', 'system-admin', 'security-admin', 'audit-admin')),
  area_id bigint references areas (id),
  organisation_id uuid references organisations (id),
  valid_from date not null,
  valid_to date,
  granted_by uuid,
  granted_at timestamptz not null,
  constraint holdings_one_reach check (num_nonnulls(area_id, organisation_id) = 1),
  constraint holdings_ends_after_start check (valid_to is null or valid_to > valid_from),
  constraint holdings_no_overlap exclude using gist (
    user_id with =, role with =, coalesce(area_id, 0) with =,
    coalesce(organisation_id, '00000000-0000-0000-0000-000000000000'::uuid) with =, daterange(valid_from, valid_to) with &&),
  -- System, security and audit are administered by three different people (GB/T 22239).
  constraint holdings_administrators_apart exclude using gist (
    user_id with =, role with <>, daterange(valid_from, valid_to) with &&) where (role in ('system-admin', 'security-admin', 'audit-admin'))
);
comment on table holdings is 'placement: reference';
create index holdings_user_idx on holdings (user_id);
create index holdings_area_idx on holdings (area_id) where area_id is not null;
create index holdings_organisation_idx on holdings (organisation_id) where organisation_id is not null;
