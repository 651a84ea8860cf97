-- A notice to somebody by name is theirs wherever it is stored: whoever holds a role in a unit alone has no storage of an area in sight.
drop policy notices_scope on notices;
create policy notices_scope on notices using (
  community_id = any ((select string_to_array(current_setting('app.communities', true), ',')::bigint[])::bigint[])
  or to_organisation_id = any ((select string_to_array(current_setting('app.org', true), ',')::uuid[])::uuid[])
  or to_user_id = (select nullif(current_setting('app.person', true), '')::uuid)
);
