-- Parts of an hour are a limit, too: thirty minutes to a first report.
alter table case_clocks alter column n type double precision;

-- A resident who has shown that a record of the base is theirs: by the phone they signed in with, their name and the number of their id, all three.
create table record_proofs (
  user_id uuid primary key references users (id) on delete cascade,
  -- The identity across communities; null until it was shown.
  person_id uuid references persons (id),
  proven_at timestamptz,
  -- Tries of the day: few, so that nobody guesses.
  tries int not null default 0,
  tried_on date not null,
  constraint record_proofs_whole check ((person_id is null) = (proven_at is null))
);
comment on table record_proofs is 'placement: local';
create index record_proofs_person_idx on record_proofs (person_id) where person_id is not null;

-- What somebody does not want done with their record (PIPL art. 44): it is left out of lists that are taken out and of lists of service groups.
create table people_limits (
  community_id bigint not null,
  people_id uuid not null,
  -- The request it was granted by.
  case_id uuid not null,
  since timestamptz not null,
  made_by uuid not null,
  constraint people_limits_pkey primary key (community_id, people_id),
  constraint people_limits_people_fk foreign key (community_id, people_id) references people (community_id, id)
);
comment on table people_limits is 'placement: community';
alter table people_limits enable row level security;
create policy people_limits_scope on people_limits using (community_id = any ((select string_to_array(current_setting('app.communities', true), ',')::bigint[])::bigint[]));

-- When the personal values of a record or a closed case were erased, their term over or at the person's request. What happened stays.
alter table people add column erased_at timestamptz;
alter table cases add column erased_at timestamptz;
create index people_to_erase_idx on people (community_id, ended_on) where ended_on is not null and erased_at is null;
create index cases_to_erase_idx on cases (community_id, closed_on) where closed_on is not null and erased_at is null;
-- That somebody could be reached stays true once the number is gone: a case replays to what it was.
alter table case_parties add column had_contact boolean not null default false;
