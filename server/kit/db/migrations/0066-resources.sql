-- What member units promised to give, what a community needs, and what was agreed between the two. Nothing here tells of a person.
create table resources (
  id uuid primary key,
  community_id bigint not null references areas (id),
  -- Where it may be used: a street, a community or a grid.
  area_id bigint not null references areas (id),
  organisation_id uuid not null references organisations (id),
  kind text not null,
  title text not null,
  details text not null,
  -- So much, counted so, in each such period.
  amount int not null constraint resources_amount_known check (amount between 1 and 100000),
  unit text not null,
  per text not null,
  begins_on date not null,
  ends_on date,
  -- 0 for Sunday; empty for any day.
  weekdays int[] not null,
  from_minute int,
  to_minute int,
  made_by uuid not null references users (id),
  made_at timestamptz not null,
  withdrawn_at timestamptz,
  constraint resources_days_ordered check (ends_on is null or ends_on >= begins_on),
  constraint resources_hours_ordered check ((from_minute is null) = (to_minute is null) and (from_minute is null or from_minute < to_minute))
);
comment on table resources is 'placement: local';
create index resources_area_idx on resources (area_id, made_at desc, id desc) where withdrawn_at is null;
create index resources_organisation_idx on resources (organisation_id);
create index resources_community_idx on resources (community_id);
create index resources_maker_idx on resources (made_by);

create table resource_needs (
  id uuid primary key,
  community_id bigint not null references areas (id),
  area_id bigint not null references areas (id),
  kind text not null,
  title text not null,
  details text not null,
  amount int not null constraint resource_needs_amount_known check (amount between 1 and 100000),
  unit text not null,
  begins_on date not null,
  ends_on date,
  weekdays int[] not null,
  from_minute int,
  to_minute int,
  made_by uuid not null references users (id),
  made_at timestamptz not null,
  closed_at timestamptz,
  constraint resource_needs_days_ordered check (ends_on is null or ends_on >= begins_on),
  constraint resource_needs_hours_ordered check ((from_minute is null) = (to_minute is null) and (from_minute is null or from_minute < to_minute))
);
comment on table resource_needs is 'placement: local';
create index resource_needs_area_idx on resource_needs (area_id, made_at desc, id desc);
create index resource_needs_community_idx on resource_needs (community_id);
create index resource_needs_maker_idx on resource_needs (made_by);

-- What was agreed: so much of a promise for a need on a day, followed to its end as a joint matter.
create table resource_uses (
  id uuid primary key,
  community_id bigint not null references areas (id),
  resource_id uuid not null references resources (id),
  need_id uuid not null references resource_needs (id),
  case_id uuid not null,
  amount int not null constraint resource_uses_amount_known check (amount > 0),
  used_on date not null,
  made_by uuid not null references users (id),
  made_at timestamptz not null,
  -- It came to nothing: what was promised is free again.
  released_at timestamptz
);
comment on table resource_uses is 'placement: local';
create index resource_uses_resource_idx on resource_uses (resource_id);
create index resource_uses_need_idx on resource_uses (need_id);
create index resource_uses_community_idx on resource_uses (community_id, made_at desc, id desc);
create index resource_uses_case_idx on resource_uses (community_id, case_id);
create index resource_uses_maker_idx on resource_uses (made_by);
