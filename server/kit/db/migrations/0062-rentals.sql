-- What is said of a let home by the code at its door: a draft that a worker confirms there, then the base; never seen by whoever scans.
create table rental_declarations (
  community_id bigint not null,
  -- The intention's own id: what is sent again is the same.
  id uuid not null,
  house_id uuid not null,
  building_id bigint not null references areas (id),
  kind text not null constraint rental_declarations_kind_known check (kind in ('in', 'out', 'landlord')),
  -- Forgotten once it is settled, but for the landlord of a home that is let.
  name text not null,
  phone_sealed bytea,
  phone_masked text not null default '',
  on_day date not null,
  persons smallint,
  is_let boolean,
  state text not null constraint rental_declarations_state_known check (state in ('open', 'confirmed', 'declined', 'lapsed')),
  declared_at timestamptz not null,
  settled_by uuid,
  settled_at timestamptz,
  constraint rental_declarations_pkey primary key (community_id, id),
  constraint rental_declarations_house_fk foreign key (community_id, house_id) references houses (community_id, id),
  constraint rental_declarations_landlord_whole check ((kind = 'landlord') = (is_let is not null))
);
comment on table rental_declarations is 'placement: community';
create index rental_declarations_house_idx on rental_declarations (community_id, house_id, declared_at);
create index rental_declarations_open_idx on rental_declarations (community_id, declared_at, id) where state = 'open';
create index rental_declarations_building_idx on rental_declarations (building_id, declared_at, id) where state = 'open';
create index rental_declarations_day_idx on rental_declarations (community_id, declared_at);
create index rental_declarations_settler_idx on rental_declarations (settled_by) where settled_by is not null;

alter table rental_declarations enable row level security;
create policy rental_declarations_scope on rental_declarations
  using (community_id = any ((select string_to_array(current_setting('app.communities', true), ',')::bigint[])::bigint[]));
