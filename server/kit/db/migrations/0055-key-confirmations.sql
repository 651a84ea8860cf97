-- A key opens nothing until a security administrator has confirmed it, who is not the one that made it.
alter table api_keys add column confirmed_at timestamptz;
alter table api_keys add column confirmed_by uuid references users (id);
-- Those that worked before this rule go on working.
update api_keys set confirmed_at = made_at;
alter table api_keys add constraint api_keys_second_person check (confirmed_by is null or confirmed_by <> made_by);
create index api_keys_confirmer_idx on api_keys (confirmed_by) where confirmed_by is not null;
