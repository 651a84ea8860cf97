-- Patrols: what is gone to, how often, and what is looked at there. No tracks, nothing counted of a person; an entry only where a rule fixes the check.
create table patrol_plans (
  id uuid primary key,
  area_id bigint not null references areas (id),
  name text not null,
  object_kind text not null,
  -- domain/cadence: how often it comes round.
  cadence jsonb not null,
  must_confirm boolean not null,
  -- The rule that fixes the check; entries are asked for only under one.
  basis text not null default '',
  -- Of rivers, woods and fields: who answers for them.
  chief_id uuid references users (id),
  -- The checklist as it stands; each one that ever stood is in patrol_checklists.
  version int not null,
  begins_on date not null,
  made_by uuid not null references users (id),
  made_at timestamptz not null,
  closed_at timestamptz,
  constraint patrol_plans_basis_named check (not must_confirm or basis <> '')
);
comment on table patrol_plans is 'placement: reference';
create index patrol_plans_area_idx on patrol_plans (area_id);
create index patrol_plans_chief_idx on patrol_plans (chief_id) where chief_id is not null;
create index patrol_plans_maker_idx on patrol_plans (made_by);

create table patrol_checklists (
  plan_id uuid not null references patrol_plans (id),
  version int not null,
  -- domain/patrols/objects: what is looked at, and what kind of hazard it would be.
  items jsonb not null,
  made_by uuid not null references users (id),
  made_at timestamptz not null,
  constraint patrol_checklists_pkey primary key (plan_id, version)
);
comment on table patrol_checklists is 'placement: reference';
create index patrol_checklists_maker_idx on patrol_checklists (made_by);

create table patrol_objects (
  community_id bigint not null references areas (id),
  id uuid not null,
  kind text not null,
  -- Empty for a building: it is called what its area is called.
  name text not null,
  area_id bigint not null references areas (id),
  lon double precision,
  lat double precision,
  made_by uuid not null,
  made_at timestamptz not null,
  retired_at timestamptz,
  constraint patrol_objects_pkey primary key (community_id, id)
);
comment on table patrol_objects is 'placement: community';
create unique index patrol_objects_one on patrol_objects (community_id, area_id, kind, name) where retired_at is null;
create index patrol_objects_area_idx on patrol_objects (area_id);

-- When each object of a plan comes round next.
create table patrol_dues (
  community_id bigint not null,
  plan_id uuid not null references patrol_plans (id),
  object_id uuid not null,
  area_id bigint not null references areas (id),
  due_on date not null,
  -- When it was last entered, of plans that ask for entries.
  last_on date,
  constraint patrol_dues_pkey primary key (community_id, plan_id, object_id),
  constraint patrol_dues_object_fk foreign key (community_id, object_id) references patrol_objects (community_id, id)
);
comment on table patrol_dues is 'placement: community';
create index patrol_dues_due_idx on patrol_dues (community_id, due_on, plan_id, object_id);
create index patrol_dues_plan_idx on patrol_dues (plan_id, due_on);
create index patrol_dues_object_idx on patrol_dues (community_id, object_id);
create index patrol_dues_area_idx on patrol_dues (area_id);

-- What a rule wants written down: that an object was looked at on a day, and nothing was found. Findings are matters of their own.
create table patrol_marks (
  community_id bigint not null,
  id uuid not null,
  plan_id uuid not null references patrol_plans (id),
  object_id uuid not null,
  version int not null,
  marked_on date not null,
  marked_by uuid not null,
  marked_at timestamptz not null,
  constraint patrol_marks_pkey primary key (community_id, id),
  constraint patrol_marks_once unique (community_id, plan_id, object_id, marked_on),
  constraint patrol_marks_object_fk foreign key (community_id, object_id) references patrol_objects (community_id, id)
);
comment on table patrol_marks is 'placement: community';
create index patrol_marks_plan_idx on patrol_marks (plan_id, marked_on desc, id desc);
create index patrol_marks_object_idx on patrol_marks (community_id, object_id);

do $$
declare t text;
begin
  foreach t in array array['patrol_objects', 'patrol_dues', 'patrol_marks'] loop
    execute format('alter table %I enable row level security', t);
    execute format(
      'create policy %I on %I using (community_id = any ((select string_to_array(current_setting(''app.communities'', true), '','')::bigint[])::bigint[]))',
      t || '_scope', t);
  end loop;
end $$;

-- Hazards by building and kind: what comes back at one place.
create index cases_hazards_idx on cases (community_id, building_id, business_on) where type = 'hazard' and building_id is not null;
