-- What one administrator alone must not do: one proposes it, another confirms it, and neither is the one it is about.
create table confirmations (
  id uuid primary key,
  kind text not null constraint confirmations_kind_known check (kind in ('grant-administrator', 'reset-second-factor')),
  -- The user it is about.
  user_id uuid not null references users (id),
  -- Of a grant: role, areaId, validFrom, validTo.
  details jsonb not null,
  reason text,
  proposed_by uuid not null references users (id),
  proposed_at timestamptz not null,
  expires_at timestamptz not null,
  state text not null constraint confirmations_state_known check (state in ('open', 'confirmed', 'refused')),
  decided_by uuid references users (id),
  decided_at timestamptz,
  constraint confirmations_decided_whole check ((state = 'open') = (decided_by is null) and (state = 'open') = (decided_at is null)),
  -- Whoever proposed it may take it back, no more.
  constraint confirmations_second_person check (state <> 'confirmed' or (decided_by <> proposed_by and decided_by <> user_id))
);
comment on table confirmations is 'placement: local';
create index confirmations_user_idx on confirmations (user_id);
create index confirmations_proposer_idx on confirmations (proposed_by);
create index confirmations_decider_idx on confirmations (decided_by) where decided_by is not null;
create index confirmations_time_idx on confirmations (proposed_at desc, id desc);

-- The number by which the employer knows somebody: a sign-on of the city finds the account by it.
alter table users add column employee_number text;
alter table users add constraint users_employee_number_unique unique (employee_number);
alter table users add constraint users_employees_are_staff check (employee_number is null or kind = 'staff');
