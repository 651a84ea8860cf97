-- Two sealed cases of one community lie in one storage: whoever is on the list of one sees no row of the other, whatever they ask.
-- A transaction of the system names no person; one that begins or works on a sealed case names that case (app.sealed_cases), so that
-- whoever leaves its list may still write that they left.
create policy cases_sealed on cases as restrictive using (
  community_id < 1000000000000
  or coalesce((select current_setting('app.person', true)), '') = ''
  or id::text = any ((select string_to_array(coalesce(current_setting('app.sealed_cases', true), ''), ','))::text[])
  or exists (
    select from jsonb_array_elements(progress -> 'members') m
    where m ->> 'userId' = (select current_setting('app.person', true)) and m ->> 'until' is null
  )
);
do $$
declare
  one text;
begin
  -- Not case_assignments: the policy of cases looks there, and no unit is ever assigned to what is sealed.
  foreach one in array array['case_clocks', 'case_entries', 'case_entry_values', 'case_followers', 'case_measures', 'case_parties', 'case_suggestions'] loop
    execute format(
      'create policy %I on %I as restrictive using (
         community_id < 1000000000000
         or coalesce((select current_setting(''app.person'', true)), '''') = ''''
         or case_id::text = any ((select string_to_array(coalesce(current_setting(''app.sealed_cases'', true), ''''), '',''))::text[])
         or exists (select from cases c where c.community_id = %I.community_id and c.id = %I.case_id)
       )', one || '_sealed', one, one, one);
  end loop;
end $$;
-- A staged file belongs to nothing yet; whose it is, is asked by whoever binds it.
create policy files_sealed on files as restrictive using (
  community_id < 1000000000000
  or coalesce((select current_setting('app.person', true)), '') = ''
  or row_id is null
  or row_id::text = any ((select string_to_array(coalesce(current_setting('app.sealed_cases', true), ''), ','))::text[])
  or exists (select from cases c where c.community_id = files.community_id and c.id = files.row_id)
);
