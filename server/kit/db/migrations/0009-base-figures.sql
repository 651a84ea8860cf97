-- How many people and homes are on record under a street or the district. Somebody may be registered in several communities and is one person, so
-- this takes a look at every record; the worker keeps it. A community's own figures are counted when they are asked for.
create table base_figures (
  -- The street's or district's own storage id.
  community_id bigint primary key,
  people int not null,
  houses int not null,
  counted_at timestamptz not null
);
comment on table base_figures is 'placement: community';
alter table base_figures enable row level security;
create policy base_figures_scope on base_figures using (community_id = any ((select string_to_array(current_setting('app.communities', true), ',')::bigint[])::bigint[]));

-- What was closed of late, without a look at all that ever was.
create index cases_closed_idx on cases (community_id, closed_on) where closed_on is not null;
-- The order of due times over many communities at once.
create index cases_due_idx on cases (due_at, id) where phase <> 'closed';
