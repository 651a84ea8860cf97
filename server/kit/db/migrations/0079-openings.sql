-- Posts that units have to fill: stated by the unit, looked at by the community, shown to everybody until their last day. Nothing here tells of a person.
create table openings (
  id uuid primary key,
  community_id bigint not null references areas (id),
  -- Around which street, community or grid it is shown.
  area_id bigint not null references areas (id),
  organisation_id uuid not null references organisations (id),
  title text not null,
  details text not null,
  places int not null constraint openings_places_known check (places between 1 and 1000),
  -- 分, for each such period.
  wage_from bigint not null,
  wage_to bigint not null,
  wage_per text not null,
  work_place text not null,
  until_on date not null,
  state text not null constraint openings_state_known check (state in ('asked', 'shown', 'refused', 'withdrawn')),
  made_by uuid not null references users (id),
  made_at timestamptz not null,
  checked_by uuid references users (id),
  checked_at timestamptz,
  refused_why text not null default '',
  constraint openings_wage_ordered check (wage_from > 0 and wage_to >= wage_from),
  constraint openings_checked_whole check ((checked_by is null) = (checked_at is null))
);
comment on table openings is 'placement: local';
create index openings_area_idx on openings (area_id, made_at desc, id desc);
create index openings_organisation_idx on openings (organisation_id, made_at desc);
create index openings_community_idx on openings (community_id);
create index openings_maker_idx on openings (made_by);
create index openings_checker_idx on openings (checked_by) where checked_by is not null;
