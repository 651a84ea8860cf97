-- 迎检包: records of a topic put together for somebody who checks; made by a job, kept for a week.
create table packages (
  id uuid primary key,
  title text not null,
  -- Why it is made: stated by whoever asks for it.
  purpose text not null,
  area_id bigint not null references areas (id),
  asked jsonb not null,
  made_by uuid not null references users (id),
  -- Who asked, with the roles they held then: the job sees no more than they did.
  actor jsonb not null,
  state text not null constraint packages_state_known check (state in ('waiting', 'ready', 'failed', 'ended')),
  total int not null,
  done int not null default 0,
  size_bytes bigint not null default 0,
  made_at timestamptz not null,
  ready_at timestamptz,
  expires_at timestamptz not null
);
comment on table packages is 'placement: local';
create index packages_maker_idx on packages (made_by, made_at desc);
create index packages_expires_idx on packages (expires_at) where state <> 'ended';
create index packages_area_idx on packages (area_id);

create table package_items (
  package_id uuid not null references packages (id) on delete cascade,
  position int not null,
  community_id bigint not null,
  case_id uuid not null,
  -- The row of the index, once its file is made.
  line jsonb,
  primary key (package_id, position)
);
comment on table package_items is 'placement: local';

-- Bytes of a package by their hash; they lie in the store with all others.
create table package_entries (
  package_id uuid not null references packages (id) on delete cascade,
  path text not null,
  sha256 text not null,
  size_bytes bigint not null,
  primary key (package_id, path)
);
comment on table package_entries is 'placement: local';
create index package_entries_sha_idx on package_entries (sha256);
