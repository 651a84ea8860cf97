-- What sealed cases came to in a year, by area and figure: counts alone, and only what may be published (ADR 0030).
create table sealed_results (
  community_id bigint not null,
  rate text not null,
  year smallint not null,
  n int not null,
  reached int not null,
  counted_at timestamptz not null,
  constraint sealed_results_pkey primary key (community_id, rate, year)
);
comment on table sealed_results is 'placement: community';
alter table sealed_results enable row level security;
create policy sealed_results_scope on sealed_results using (community_id = any ((select string_to_array(current_setting('app.communities', true), ',')::bigint[])::bigint[]));
