-- Visits and care: whose door is due when, what came of each visit, what a resident wishes. Due and done, never a score of anybody.

-- Somebody may look after single doors (联系户, 包保) as well as an area: the same posts, covers and ends.
alter table responsibilities add column house_id uuid;
alter table responsibilities add constraint responsibilities_house_fk foreign key (community_id, house_id) references houses (community_id, id);
alter table responsibilities drop constraint responsibilities_no_overlap;
alter table responsibilities add constraint responsibilities_no_overlap exclude using gist (
  community_id with =, area_id with =, user_id with =, duty with =,
  coalesce(house_id, '00000000-0000-0000-0000-000000000000'::uuid) with =, daterange(valid_from, valid_to) with &&
);
create index responsibilities_house_idx on responsibilities (community_id, house_id) where house_id is not null;

-- What is due at a door: of one person by a rule, or of the door itself.
create table visit_needs (
  community_id bigint not null,
  id uuid not null,
  house_id uuid not null,
  building_id bigint not null references areas (id),
  people_id uuid,
  rule text not null,
  -- By when it should be done, and when it next stands on the list: a door where nobody was home is tried again before that.
  due_on date not null,
  try_on date not null,
  last_on date,
  -- The resident wishes no visit: it waits until they say otherwise.
  is_held boolean not null default false,
  -- How many steps of a missed visit were taken since it fell due.
  missed_steps smallint not null default 0,
  made_at timestamptz not null,
  ended_on date,
  constraint visit_needs_pkey primary key (community_id, id),
  constraint visit_needs_house_fk foreign key (community_id, house_id) references houses (community_id, id),
  constraint visit_needs_people_fk foreign key (community_id, people_id) references people (community_id, id)
);
comment on table visit_needs is 'placement: community';
create unique index visit_needs_person_unique on visit_needs (community_id, people_id, rule) where ended_on is null and people_id is not null;
create unique index visit_needs_door_unique on visit_needs (community_id, house_id, rule) where ended_on is null and people_id is null;
-- Doors in the order they fall due: of one community, of some buildings, of many communities.
create index visit_needs_due_idx on visit_needs (community_id, try_on, house_id, id) where ended_on is null and not is_held;
create index visit_needs_building_idx on visit_needs (building_id, try_on, house_id, id) where ended_on is null and not is_held;
create index visit_needs_order_idx on visit_needs (try_on, house_id, id) where ended_on is null and not is_held;
create index visit_needs_house_idx on visit_needs (community_id, house_id);
create index visit_needs_people_idx on visit_needs (community_id, people_id) where people_id is not null;
create index visit_needs_missed_idx on visit_needs (community_id, due_on) where ended_on is null and not is_held and missed_steps < 3;

create table visits (
  community_id bigint not null,
  -- The intention's own id: what is sent again is the same visit.
  id uuid not null,
  house_id uuid not null,
  building_id bigint not null references areas (id),
  visited_at timestamptz not null,
  visited_on date not null,
  way text not null constraint visits_way_known check (way in ('door', 'phone', 'online')),
  outcome text not null constraint visits_outcome_known check (outcome in ('met', 'phoned', 'family-answered', 'not-home', 'unwilling')),
  words text not null default '',
  next_on date,
  -- Matters that were opened at the door.
  case_ids uuid[] not null default '{}',
  -- The evening or day of a rota it belongs to.
  shift_id uuid,
  user_id uuid not null,
  recorded_at timestamptz not null,
  constraint visits_pkey primary key (community_id, id),
  constraint visits_house_fk foreign key (community_id, house_id) references houses (community_id, id)
);
comment on table visits is 'placement: community';
create index visits_house_idx on visits (community_id, house_id, visited_at desc);
create index visits_building_idx on visits (building_id, visited_on);
create index visits_day_idx on visits (community_id, visited_on);
create index visits_shift_idx on visits (shift_id) where shift_id is not null;

-- Which needs a visit served: several of one door at once, each of its purposes counted once.
create table visit_served (
  community_id bigint not null,
  visit_id uuid not null,
  need_id uuid not null,
  people_id uuid,
  rule text not null,
  constraint visit_served_pkey primary key (community_id, visit_id, need_id),
  constraint visit_served_visit_fk foreign key (community_id, visit_id) references visits (community_id, id) on delete cascade,
  constraint visit_served_need_fk foreign key (community_id, need_id) references visit_needs (community_id, id),
  constraint visit_served_people_fk foreign key (community_id, people_id) references people (community_id, id)
);
comment on table visit_served is 'placement: community';
create index visit_served_need_idx on visit_served (community_id, need_id);
create index visit_served_people_idx on visit_served (community_id, people_id, rule) where people_id is not null;
create index visit_served_rule_idx on visit_served (community_id, rule);

-- How a resident wishes to be visited, until they say otherwise.
create table visit_wishes (
  community_id bigint not null,
  people_id uuid not null,
  is_phone_first boolean not null default false,
  hours text not null default 'any' constraint visit_wishes_hours_known check (hours in ('any', 'morning', 'afternoon', 'evening')),
  is_no_visit boolean not null default false,
  is_no_photo boolean not null default false,
  said_on date not null,
  user_id uuid not null,
  constraint visit_wishes_pkey primary key (community_id, people_id),
  constraint visit_wishes_people_fk foreign key (community_id, people_id) references people (community_id, id)
);
comment on table visit_wishes is 'placement: community';

-- Who came on a reception day, and what was opened for them.
create table visit_receptions (
  community_id bigint not null,
  id uuid not null,
  shift_id uuid not null,
  came_at timestamptz not null,
  came_on date not null,
  who text not null default '',
  words text not null,
  case_ids uuid[] not null default '{}',
  user_id uuid not null,
  recorded_at timestamptz not null,
  constraint visit_receptions_pkey primary key (community_id, id)
);
comment on table visit_receptions is 'placement: community';
create index visit_receptions_shift_idx on visit_receptions (shift_id, came_at);
create index visit_receptions_day_idx on visit_receptions (community_id, came_on);

do $$
declare t text;
begin
  foreach t in array array['visit_needs', 'visits', 'visit_served', 'visit_wishes', 'visit_receptions'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I using (community_id = any ((select string_to_array(current_setting(''app.communities'', true), '','')::bigint[])::bigint[]))', t || '_scope', t);
  end loop;
end $$;
