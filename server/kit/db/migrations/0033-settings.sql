-- What a district decided, and what held before: who, when, and both values. Null for what is set by nobody.
create table setting_changes (
  id uuid primary key,
  key text not null,
  before jsonb,
  after jsonb,
  changed_by uuid not null references users (id),
  changed_at timestamptz not null
);
comment on table setting_changes is 'placement: local';
create index setting_changes_time_idx on setting_changes (changed_at desc, id desc);
create index setting_changes_user_idx on setting_changes (changed_by);
