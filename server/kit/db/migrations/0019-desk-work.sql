-- One matter handed to somebody without an account: what they are told, what of it they may see, until when. The secret's hash lies in case_links.
create table outside_links (
  community_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  -- Who it is for: a person and, if there is one, their firm.
  name text not null,
  firm text not null default '',
  -- What is to be done, in the words of whoever handed it over.
  words text not null,
  -- Of the matter's files those that were chosen, and those the holder sent.
  file_ids uuid[] not null default '{}',
  own_file_ids uuid[] not null default '{}',
  shares_contact boolean not null default false,
  made_by uuid,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  seen_at timestamptz,
  -- When they said they would come, and that they are done.
  coming_on date,
  done_at timestamptz,
  reports int not null default 0,
  constraint outside_links_pkey primary key (community_id, id),
  constraint outside_links_case_fk foreign key (community_id, case_id) references cases (community_id, id)
);
comment on table outside_links is 'placement: community';
create index outside_links_case_idx on outside_links (community_id, case_id);
alter table outside_links enable row level security;
create policy outside_links_scope on outside_links using (
  community_id = any ((select string_to_array(current_setting('app.communities', true), ',')::bigint[])::bigint[])
  or exists (
    select from case_assignments a
    where a.community_id = outside_links.community_id and a.case_id = outside_links.case_id
      and a.organisation_id = any ((select string_to_array(current_setting('app.org', true), ',')::uuid[])::uuid[])
  )
);

-- Filters of a list kept by name: one's own, or shared with a unit or with whoever holds the same post over the same area.
create table saved_filters (
  id uuid primary key,
  list text not null constraint saved_filters_list_known check (list in ('cases', 'people')),
  name text not null,
  -- The words of the list's address.
  filter jsonb not null,
  user_id uuid not null references users (id),
  organisation_id uuid references organisations (id),
  area_id bigint references areas (id),
  role text,
  made_at timestamptz not null,
  updated_at timestamptz not null,
  constraint saved_filters_one_share check (num_nonnulls(organisation_id, area_id) <= 1),
  constraint saved_filters_post_whole check ((area_id is null) = (role is null))
);
comment on table saved_filters is 'placement: local';
create index saved_filters_user_idx on saved_filters (user_id, list);
create index saved_filters_organisation_idx on saved_filters (organisation_id, list) where organisation_id is not null;
create index saved_filters_area_idx on saved_filters (area_id, role, list) where area_id is not null;

-- How each person has them: their order, and the one a list opens with.
create table filter_orders (
  user_id uuid not null references users (id),
  list text not null constraint filter_orders_list_known check (list in ('cases', 'people')),
  ids uuid[] not null default '{}',
  default_id uuid,
  constraint filter_orders_pkey primary key (user_id, list)
);
comment on table filter_orders is 'placement: local';
