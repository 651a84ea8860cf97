-- A notice is seen by several people of a post, so seeing it is theirs and not the notice's: one mark per person, "seen up to".
alter table notices drop column read_at;

create table notice_marks (
  user_id uuid primary key,
  seen_until timestamptz not null
);
comment on table notice_marks is 'placement: own-key';

alter table notices enable row level security;
create policy notices_scope on notices using (
  community_id = any ((select string_to_array(current_setting('app.communities', true), ',')::bigint[])::bigint[])
  or to_organisation_id = any ((select string_to_array(current_setting('app.org', true), ',')::uuid[])::uuid[])
);
