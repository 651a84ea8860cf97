-- Who is willing to help in a community, as themselves or for a unit: by their account. No points, no grades; whoever leaves is forgotten.
create table volunteers (
  id uuid primary key,
  community_id bigint not null references areas (id),
  user_id uuid not null references users (id),
  organisation_id uuid references organisations (id),
  name text not null,
  kinds text[] not null,
  is_party_member boolean not null default false,
  state text not null constraint volunteers_state_known check (state in ('asked', 'active')),
  -- Last day of a recorded accident insurance, and by whom.
  insured_until date,
  insured_by text not null default '',
  asked_at timestamptz not null,
  agreed_by uuid references users (id),
  agreed_at timestamptz,
  constraint volunteers_once unique (community_id, user_id),
  constraint volunteers_agreed_whole check ((state = 'active') = (agreed_at is not null))
);
comment on table volunteers is 'placement: local';
create index volunteers_user_idx on volunteers (user_id);
create index volunteers_organisation_idx on volunteers (organisation_id) where organisation_id is not null;
create index volunteers_agreed_by_idx on volunteers (agreed_by) where agreed_by is not null;

-- The community asks somebody whether they would take an order. Declining takes the row away: nothing is left of it.
create table order_invitations (
  community_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  volunteer_id uuid not null references volunteers (id) on delete cascade,
  made_at timestamptz not null,
  made_by uuid not null references users (id),
  primary key (community_id, id),
  constraint order_invitations_once unique (community_id, case_id, volunteer_id)
);
comment on table order_invitations is 'placement: local';
create index order_invitations_volunteer_idx on order_invitations (volunteer_id);
create index order_invitations_maker_idx on order_invitations (made_by);
