-- 附议: residents who said that they want a proposed micro-project, one voice an account. Who they are is told to nobody; it is counted.
create table project_supports (
  community_id bigint not null,
  case_id uuid not null,
  user_id uuid not null,
  made_at timestamptz not null,
  constraint project_supports_pkey primary key (community_id, case_id, user_id),
  constraint project_supports_case_fk foreign key (community_id, case_id) references cases (community_id, id) on delete cascade
);
comment on table project_supports is 'placement: community';
alter table project_supports enable row level security;
create policy project_supports_scope on project_supports using (community_id = any ((select string_to_array(current_setting('app.communities', true), ',')::bigint[])::bigint[]));
