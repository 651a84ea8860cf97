-- What figures are made of: one row a case, written with the case's own state (domain/metrics/measures.ts).
create table case_measures (
  community_id bigint not null,
  case_id uuid not null,
  raised_on date not null,
  has_demand boolean not null,
  on_the_spot boolean not null,
  is_deferred boolean not null,
  sign_due_at timestamptz,
  signed_at timestamptz,
  contact_due_at timestamptz,
  contacted_at timestamptz,
  handle_due_at timestamptz,
  handled_at timestamptz,
  handle_on date,
  is_checked boolean not null,
  reworks int not null,
  redos int not null,
  returns int not null,
  is_extended boolean not null,
  rated_on date,
  is_solved boolean,
  score int,
  closed_on date,
  constraint case_measures_pkey primary key (community_id, case_id),
  constraint case_measures_case_fk foreign key (community_id, case_id) references cases (community_id, id)
);
comment on table case_measures is 'placement: community';
create index case_measures_raised_idx on case_measures (community_id, raised_on);
create index case_measures_handle_idx on case_measures (community_id, handle_on);
create index case_measures_rated_idx on case_measures (community_id, rated_on) where rated_on is not null;
create index case_measures_closed_idx on case_measures (community_id, closed_on) where closed_on is not null;

alter table case_measures enable row level security;
create policy case_measures_scope on case_measures using (
  community_id = any ((select string_to_array(current_setting('app.communities', true), ',')::bigint[])::bigint[])
  or exists (
    select from case_assignments a
    where a.community_id = case_measures.community_id and a.case_id = case_measures.case_id
      and a.organisation_id = any ((select string_to_array(current_setting('app.org', true), ',')::uuid[])::uuid[])
  )
);
