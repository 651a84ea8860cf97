-- Pictures that were released for everybody to see, by whom and when. Taking one back takes its row away.
create table released_files (
  community_id bigint not null,
  file_id uuid not null,
  released_at timestamptz not null,
  released_by uuid not null,
  constraint released_files_pkey primary key (community_id, file_id),
  constraint released_files_file_fk foreign key (community_id, file_id) references files (community_id, id) on delete cascade
);
comment on table released_files is 'placement: community';
alter table released_files enable row level security;
create policy released_files_scope on released_files using (community_id = any ((select string_to_array(current_setting('app.communities', true), ',')::bigint[])::bigint[]));

-- What came true and what was finished, the newest first, for everybody.
create index cases_outcomes_idx on cases (community_id, closed_on desc, id desc) where type in ('wish', 'micro-project') and stage = 'done';
