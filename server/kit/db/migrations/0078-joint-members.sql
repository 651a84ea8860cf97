-- Who was co-opted to the joint committee of a community or a street: for which term, from which unit, with which post there.
create table joint_members (
  id uuid primary key,
  community_id bigint not null references areas (id),
  -- A community or a street.
  area_id bigint not null references areas (id),
  kind text not null,
  name text not null,
  -- The unit as it is on the register, or in words where it is not on it.
  organisation_id uuid references organisations (id),
  unit_words text not null,
  post text not null,
  begins_on date not null,
  ends_on date not null,
  added_by uuid not null references users (id),
  added_at timestamptz not null,
  left_on date,
  left_why text not null default '',
  left_by uuid references users (id),
  constraint joint_members_term_ordered check (ends_on >= begins_on),
  constraint joint_members_left_whole check ((left_on is null) = (left_by is null))
);
comment on table joint_members is 'placement: local';
create index joint_members_area_idx on joint_members (area_id, added_at desc, id desc);
create index joint_members_community_idx on joint_members (community_id);
create index joint_members_organisation_idx on joint_members (organisation_id) where organisation_id is not null;
create index joint_members_adder_idx on joint_members (added_by);
create index joint_members_leaver_idx on joint_members (left_by) where left_by is not null;

-- Which member a matter of the joint meeting was proposed by.
create table joint_proposals (
  community_id bigint not null,
  case_id uuid not null,
  member_id uuid not null references joint_members (id),
  made_at timestamptz not null,
  primary key (community_id, case_id)
);
comment on table joint_proposals is 'placement: local';
create index joint_proposals_member_idx on joint_proposals (member_id, made_at desc);
