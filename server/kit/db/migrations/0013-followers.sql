-- 我也遇到: who met the same thing follows the matter instead of raising another. No name is kept, and nothing of theirs but where to tell them.
create table case_followers (
  community_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  -- A resident is known by their phone, staff by who they are; with neither the link alone leads back.
  phone_sealed bytea,
  phone_token bytea,
  phone_masked text,
  user_id uuid,
  joined_at timestamptz not null,
  left_at timestamptz,
  -- Said after closing that it is not solved.
  still_there_at timestamptz,
  constraint case_followers_pkey primary key (community_id, id),
  constraint case_followers_case_fk foreign key (community_id, case_id) references cases (community_id, id),
  constraint case_followers_phone_whole check (num_nulls(phone_sealed, phone_token, phone_masked) in (0, 3))
);
comment on table case_followers is 'placement: community';
-- The same phone, the same member of staff: once.
create unique index case_followers_phone_once on case_followers (community_id, case_id, phone_token) where phone_token is not null;
create unique index case_followers_user_once on case_followers (community_id, case_id, user_id) where user_id is not null and phone_token is null;
create index case_followers_case_idx on case_followers (community_id, case_id);

alter table case_followers enable row level security;
create policy case_followers_scope on case_followers using (
  community_id = any ((select string_to_array(current_setting('app.communities', true), ',')::bigint[])::bigint[])
  or exists (
    select from case_assignments a
    where a.community_id = case_followers.community_id and a.case_id = case_followers.case_id
      and a.organisation_id = any ((select string_to_array(current_setting('app.org', true), ',')::uuid[])::uuid[])
  ));

-- The ways back of a follower: the link's token, and the phone. party_id is the follower's.
alter table case_links drop constraint case_links_kind_known;
alter table case_links add constraint case_links_kind_known check (kind in ('track', 'phone', 'outside', 'follow', 'follow-phone'));
