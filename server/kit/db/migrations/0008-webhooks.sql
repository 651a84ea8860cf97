-- Who is told of what happens to matters, by HTTP: addresses of other systems, and each message with its tries.
create table webhooks (
  id uuid primary key,
  name text not null,
  url text not null,
  -- domain/case/happenings.ts
  kinds text[] not null,
  area_id bigint references areas (id),
  organisation_id uuid references organisations (id),
  -- Sealed: messages are signed with it.
  secret_sealed bytea not null,
  -- failed: switched off by us, since nothing arrived for days.
  state text not null constraint webhooks_state_known check (state in ('on', 'off', 'failed')),
  failing_since timestamptz,
  made_by uuid not null references users (id),
  made_at timestamptz not null,
  constraint webhooks_one_reach check (num_nonnulls(area_id, organisation_id) = 1)
);
comment on table webhooks is 'placement: local';
create index webhooks_maker_idx on webhooks (made_by);
create index webhooks_area_idx on webhooks (area_id) where area_id is not null;
create index webhooks_organisation_idx on webhooks (organisation_id) where organisation_id is not null;

create table webhook_deliveries (
  id uuid primary key,
  webhook_id uuid not null references webhooks (id) on delete cascade,
  kind text not null,
  -- What is sent: kind, reference, number, state and time; nothing that names a person.
  payload jsonb not null,
  state text not null constraint webhook_deliveries_state_known check (state in ('waiting', 'delivered', 'dead')),
  attempts int not null default 0,
  next_at timestamptz not null,
  -- From when on it is tried; a replay begins anew.
  tried_from timestamptz not null,
  made_at timestamptz not null,
  delivered_at timestamptz,
  last_status int,
  last_fault text
);
comment on table webhook_deliveries is 'placement: local';
create index webhook_deliveries_due_idx on webhook_deliveries (next_at) where state = 'waiting';
create index webhook_deliveries_list_idx on webhook_deliveries (webhook_id, made_at desc, id desc);
create index webhook_deliveries_old_idx on webhook_deliveries (made_at) where state <> 'waiting';
