-- Sealed cases lie in a storage of their own beside their community's: no area has its id, so no scope made of areas contains it.
alter table areas add constraint areas_id_below_sealed check (id < 1000000000000 and community_id < 1000000000000);

-- How many sealed cases began in a month, by the community itself: all that anybody not on their lists learns of them, and only from ten on.
create table sealed_totals (
  community_id bigint not null,
  type text not null,
  month date not null,
  n int not null,
  counted_at timestamptz not null,
  constraint sealed_totals_pkey primary key (community_id, type, month)
);
comment on table sealed_totals is 'placement: community';
alter table sealed_totals enable row level security;
create policy sealed_totals_scope on sealed_totals using (community_id = any ((select string_to_array(current_setting('app.communities', true), ',')::bigint[])::bigint[]));
