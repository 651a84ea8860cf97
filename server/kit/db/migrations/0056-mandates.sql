-- 帮手: somebody names a relative, a neighbour or a community worker who may act for them on the portal: for what, until when, ended at
-- once by either. Names and phones are sealed; both are found by the blind index of their phones, so that neither must have signed in before.
create table mandates (
  id uuid primary key,
  elder_token bytea not null,
  elder_phone_sealed bytea not null,
  elder_phone_masked text not null,
  elder_name_sealed bytea not null,
  elder_name_masked text not null,
  helper_token bytea not null,
  helper_phone_sealed bytea not null,
  helper_phone_masked text not null,
  helper_name_sealed bytea not null,
  helper_name_masked text not null,
  relation text not null constraint mandates_relation_known check (relation in ('family', 'neighbour', 'worker', 'volunteer', 'other')),
  -- domain/access/mandates.ts
  covers text[] not null constraint mandates_covers_something check (cardinality(covers) > 0),
  -- By the one who is helped, signed in by their own phone, or in person before somebody of the community.
  given text not null constraint mandates_given_known check (given in ('own', 'counter')),
  area_id bigint references areas (id),
  witnessed_by uuid references users (id),
  given_at timestamptz not null,
  -- The first day on which it holds no longer.
  ends_on date not null,
  ended_at timestamptz,
  ended_by text constraint mandates_ended_by_known check (ended_by in ('elder', 'helper', 'desk')),
  constraint mandates_two_people check (elder_token <> helper_token),
  constraint mandates_witnessed check ((given = 'counter') = (area_id is not null) and (given = 'counter') = (witnessed_by is not null)),
  constraint mandates_ended_whole check ((ended_at is null) = (ended_by is null))
);
comment on table mandates is 'placement: local';
create index mandates_elder_idx on mandates (elder_token, given_at desc);
create index mandates_helper_idx on mandates (helper_token) where ended_at is null;
create index mandates_area_idx on mandates (area_id, given_at desc) where area_id is not null;
create index mandates_witness_idx on mandates (witnessed_by) where witnessed_by is not null;

-- What was done by a mandate, to be shown to the one it was done for: which matter and which step, nobody's words.
create table mandate_acts (
  id uuid primary key,
  mandate_id uuid not null references mandates (id),
  at timestamptz not null,
  community_id bigint not null,
  case_id uuid not null,
  number text not null,
  case_type text not null,
  action text not null
);
comment on table mandate_acts is 'placement: local';
create index mandate_acts_mandate_idx on mandate_acts (mandate_id, at desc);
