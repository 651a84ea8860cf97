-- The catalogue (duty list, routing) and the cases: a row is the state, its entries are the proof.

create table categories (
  id bigint primary key,
  parent_id bigint references categories (id),
  -- The case type it opens.
  case_type text not null,
  code text not null,
  name jsonb not null,
  position int not null default 0,
  is_open boolean not null default true,
  -- Words for what is out of scope, questions, stoppers, reason chips, templates, photo rule, limits with basis, privacy, retention: domain/case/category.ts
  rule jsonb not null default '{}',
  version int not null default 1,
  updated_at timestamptz not null default now(),
  constraint categories_code_unique unique (code)
);
comment on table categories is 'placement: reference';
create index categories_parent_idx on categories (parent_id);

-- Category × area → lead unit and helpers. The nearest area above the place wins.
create table duties (
  id uuid primary key,
  category_id bigint not null references categories (id),
  area_id bigint not null references areas (id),
  lead_organisation_id uuid not null references organisations (id),
  helper_organisation_ids uuid[] not null default '{}',
  basis text,
  updated_at timestamptz not null default now(),
  constraint duties_unique unique (category_id, area_id)
);
comment on table duties is 'placement: reference';
create index duties_area_idx on duties (area_id);
create index duties_lead_idx on duties (lead_organisation_id);

-- Ordered; the first that matches area, category and time wins and says why.
create table routing_rules (
  id uuid primary key,
  position int not null,
  name text not null,
  area_id bigint not null references areas (id),
  category_ids bigint[] not null default '{}',
  -- GeoJSON polygon inside the area, if it holds for a part only.
  polygon jsonb,
  -- {"hours":"office"|"closed"|"any", "from":"HH:MM", "to":"HH:MM", "months":[1..12]}
  times jsonb not null default '{}',
  -- {"leadOrganisationId":…, "helperOrganisationIds":[…], "urgency":…}
  sends jsonb not null,
  is_on boolean not null default true,
  updated_at timestamptz not null default now(),
  updated_by uuid,
  constraint routing_rules_position_unique unique (area_id, position) deferrable initially deferred
);
comment on table routing_rules is 'placement: reference';

create table cases (
  community_id bigint not null,
  id uuid not null,
  number text not null,
  type text not null,
  type_version int not null,
  stage text not null,
  phase text not null constraint cases_phase_known check (phase in ('raised', 'accepted', 'handling', 'checking', 'closed')),
  source text not null constraint cases_source_known check (source in ('resident', 'hotline', 'grid', 'superior', 'sensor')),
  category_id bigint references categories (id),
  urgency text not null default 'normal' constraint cases_urgency_known check (urgency in ('normal', 'urgent')),
  title text not null,
  -- The deepest area known, and the grid at that time: re-gridding never rewrites it.
  area_id bigint not null references areas (id),
  grid_id bigint references areas (id),
  building_id bigint references areas (id),
  house_id uuid,
  place_words text,
  lon double precision,
  lat double precision,
  cell bigint,
  business_on date not null,
  raised_at timestamptz not null,
  has_demand boolean not null,
  on_the_spot boolean not null default false,
  lead_organisation_id uuid references organisations (id),
  handler_user_id uuid,
  -- The clock that governs now, and the person's own.
  due_at timestamptz,
  due_kind text,
  -- From when on the governing clock is nearly out, so that lists filter by it.
  soon_at timestamptz,
  deferred_until date,
  promise_due_at timestamptz,
  contacted_at timestamptz,
  done_at timestamptz,
  closed_at timestamptz,
  closed_on date,
  outcome text constraint cases_outcome_known check (outcome in ('solved', 'explained', 'unsolved', 'withdrawn', 'declined', 'merged', 'issued')),
  parent_id uuid,
  merged_into_id uuid,
  fields jsonb not null default '{}',
  -- What the engine keeps beside its columns: requests, tallies, hands, ratings (domain/case/state.ts).
  progress jsonb not null default '{}',
  seq int not null,
  -- A field's state for the phones that follow this community.
  sync_seq bigint not null default 0,
  updated_at timestamptz not null,
  constraint cases_pkey primary key (community_id, id),
  constraint cases_number_unique unique (community_id, number),
  constraint cases_closed_has_outcome check ((phase = 'closed') = (closed_at is not null)),
  constraint cases_parent_fk foreign key (community_id, parent_id) references cases (community_id, id),
  constraint cases_merged_fk foreign key (community_id, merged_into_id) references cases (community_id, id)
);
comment on table cases is 'placement: community';
create index cases_open_due_idx on cases (community_id, due_at, id) where phase <> 'closed';
create index cases_raised_idx on cases (community_id, raised_at desc, id desc);
create index cases_grid_idx on cases (grid_id, raised_at desc);
create index cases_building_idx on cases (building_id, raised_at desc) where building_id is not null;
create index cases_cell_idx on cases (community_id, cell) where cell is not null;
create index cases_lead_idx on cases (lead_organisation_id, phase, due_at) where lead_organisation_id is not null;
create index cases_category_idx on cases (community_id, category_id, business_on);
create index cases_stage_idx on cases (community_id, stage, due_at, id) where phase <> 'closed';
create index cases_sync_idx on cases (community_id, sync_seq);
create index cases_parent_idx on cases (community_id, parent_id) where parent_id is not null;
create index cases_merged_idx on cases (community_id, merged_into_id) where merged_into_id is not null;

create table case_entries (
  community_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  seq int not null,
  at timestamptz not null,
  made_at timestamptz,
  actor jsonb not null,
  action text not null,
  from_stage text,
  to_stage text not null,
  type_version int not null,
  -- What happened (domain/case/facts.ts); personal values are replaced by commitments.
  facts jsonb not null,
  -- Of the personal values and their salt, where there are any: the chain holds after both are erased.
  commitment bytea,
  previous_hash bytea not null,
  hash bytea not null,
  constraint case_entries_pkey primary key (community_id, id),
  constraint case_entries_case_fk foreign key (community_id, case_id) references cases (community_id, id),
  constraint case_entries_seq_unique unique (community_id, case_id, seq)
);
comment on table case_entries is 'placement: community';

-- Personal values of an entry, with the salt of their commitment; both can be erased, chain and replay stay valid.
create table case_entry_values (
  community_id bigint not null,
  entry_id uuid not null,
  case_id uuid not null,
  salt bytea not null,
  vals jsonb not null,
  constraint case_entry_values_pkey primary key (community_id, entry_id),
  constraint case_entry_values_entry_fk foreign key (community_id, entry_id) references case_entries (community_id, id)
);
comment on table case_entry_values is 'placement: community';
create index case_entry_values_case_idx on case_entry_values (community_id, case_id);

create table case_assignments (
  community_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  kind text not null constraint case_assignments_kind_known check (kind in ('lead', 'helper', 'summoned')),
  organisation_id uuid not null references organisations (id),
  user_id uuid,
  state text not null constraint case_assignments_state_known check (state in ('sent', 'signed', 'done', 'returned', 'withdrawn')),
  sent_at timestamptz not null,
  signed_at timestamptz,
  done_at timestamptz,
  constraint case_assignments_pkey primary key (community_id, id),
  constraint case_assignments_case_fk foreign key (community_id, case_id) references cases (community_id, id)
);
comment on table case_assignments is 'placement: community';
create index case_assignments_case_idx on case_assignments (community_id, case_id);
create index case_assignments_organisation_idx on case_assignments (organisation_id, state, sent_at);
create index case_assignments_user_idx on case_assignments (user_id, state) where user_id is not null;

create table case_clocks (
  community_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  kind text not null constraint case_clocks_kind_known check (kind in ('promise', 'stage', 'contact', 'assignment', 'return', 'deferral')),
  name text not null,
  assignment_id uuid,
  unit text not null,
  n int not null,
  started_at timestamptz not null,
  due_at timestamptz not null,
  is_provisional boolean not null default false,
  why jsonb not null,
  basis jsonb,
  stopped_at timestamptz,
  used_minutes int,
  -- How often its lateness has been raised to the next level.
  raised_times int not null default 0,
  constraint case_clocks_pkey primary key (community_id, id),
  constraint case_clocks_case_fk foreign key (community_id, case_id) references cases (community_id, id)
);
comment on table case_clocks is 'placement: community';
create index case_clocks_case_idx on case_clocks (community_id, case_id);
create index case_clocks_running_idx on case_clocks (due_at) where stopped_at is null;

-- The people of a case: who asked, who is concerned. Name and phone sealed; each keeps call-back and rating of their own.
create table case_parties (
  community_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  kind text not null constraint case_parties_kind_known check (kind in ('reporter', 'applicant', 'concerned')),
  people_id uuid,
  name_sealed bytea,
  phone_sealed bytea,
  phone_token bytea,
  phone_masked text,
  name_masked text,
  joined_at timestamptz not null,
  -- Words of this person's own demand, when their case was merged into another's.
  demand jsonb not null default '{}',
  rating jsonb,
  constraint case_parties_pkey primary key (community_id, id),
  constraint case_parties_case_fk foreign key (community_id, case_id) references cases (community_id, id)
);
comment on table case_parties is 'placement: community';
create index case_parties_case_idx on case_parties (community_id, case_id);
create index case_parties_phone_idx on case_parties (phone_token) where phone_token is not null;
create index case_parties_people_idx on case_parties (community_id, people_id) where people_id is not null;

-- From a link's token or a phone's blind index to the case. Nothing readable, no policy: it is how a resident without a scope gets one.
create table case_links (
  kind text not null constraint case_links_kind_known check (kind in ('track', 'phone', 'outside')),
  key_hash bytea not null,
  community_id bigint not null,
  case_id uuid not null,
  party_id uuid,
  created_at timestamptz not null,
  expires_at timestamptz,
  constraint case_links_pkey primary key (key_hash, community_id, case_id)
);
comment on table case_links is 'placement: own-key';
create index case_links_case_idx on case_links (community_id, case_id);

create table case_counters (
  community_id bigint not null,
  day date not null,
  serial int not null,
  constraint case_counters_pkey primary key (community_id, day)
);
comment on table case_counters is 'placement: community';

create table sync_counters (
  community_id bigint primary key,
  seq bigint not null
);
comment on table sync_counters is 'placement: community';

-- A case is seen by those whose scope lists its community, or whose organisation it is assigned to.
alter table cases enable row level security;
create policy cases_scope on cases using (
  community_id = any ((select string_to_array(current_setting('app.communities', true), ',')::bigint[])::bigint[])
  or exists (
    select from case_assignments a
    where a.community_id = cases.community_id and a.case_id = cases.id
      and a.organisation_id = any ((select string_to_array(current_setting('app.org', true), ',')::uuid[])::uuid[])
  )
);
do $$
declare t text;
begin
  foreach t in array array['case_entries', 'case_entry_values', 'case_clocks', 'case_parties'] loop
    execute format('alter table %I enable row level security', t);
    execute format(
      'create policy %I on %I using (
         community_id = any ((select string_to_array(current_setting(''app.communities'', true), '','')::bigint[])::bigint[])
         or exists (
           select from case_assignments a
           where a.community_id = %I.community_id and a.case_id = %I.case_id
             and a.organisation_id = any ((select string_to_array(current_setting(''app.org'', true), '','')::uuid[])::uuid[])
         ))', t || '_scope', t, t, t);
  end loop;
end $$;

-- A file is seen where its community is, by units that the case it belongs to was assigned to, and while staged by the unit whose member made it.
alter table files enable row level security;
create policy files_scope on files using (
  community_id = any ((select string_to_array(current_setting('app.communities', true), ',')::bigint[])::bigint[])
  or (state = 'staged' and (made_by ->> 'organisationId')::uuid = any ((select string_to_array(current_setting('app.org', true), ',')::uuid[])::uuid[]))
  or (noun = 'cases' and exists (
    select from case_assignments a
    where a.community_id = files.community_id and a.case_id = files.row_id
      and a.organisation_id = any ((select string_to_array(current_setting('app.org', true), ',')::uuid[])::uuid[])
  ))
);
