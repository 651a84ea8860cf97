-- Who had a record erased is forgotten in the matters that are kept, too: the door and the point of their own home are taken out of the entries that told
-- them. From then on such an entry says less than its hash was made over; when that was done stands beside it, and each time in the sealed audit.
alter table case_entries add column blurred_at timestamptz;
-- The matters of those whose records were erased are looked for each night.
create index people_erased_idx on people (community_id, id) where erased_at is not null;

-- The application changes no entry. This is the one thing it may have done to them, and all it can do: door, building and point of each place go, with the
-- words of the place; the grid of the day stays, and what was no nearer than a grid stays as it was. Only within the transaction's own scope.
create function blur_entries(of_community bigint, of_case uuid, blurred timestamptz) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  -- A sealed case's storage is its community's id and this.
  community constant bigint := of_community % 1000000000000;
begin
  if of_community <> all (string_to_array(current_setting('app.communities', true), ',')::bigint[]) then
    raise exception 'the case lies outside the scope of this transaction';
  end if;
  update case_entry_values v set vals = v.vals - (
    select array_agg((f.nth - 1)::text) from case_entries e cross join jsonb_array_elements(e.facts) with ordinality f(fact, nth)
    where e.community_id = v.community_id and e.id = v.entry_id and f.fact ->> 'kind' in ('opened', 'placed'))
  from case_entries e
  where v.community_id = of_community and v.case_id = of_case and e.community_id = v.community_id and e.id = v.entry_id
    and (e.facts @> '[{"kind": "opened"}]' or e.facts @> '[{"kind": "placed"}]');
  update case_entries e set blurred_at = blurred, facts = (
    select jsonb_agg(
      case when f.fact ->> 'kind' in ('opened', 'placed') then jsonb_set(f.fact, '{place}', (f.fact -> 'place') || jsonb_build_object(
        'areaId', case when f.fact #>> '{place,buildingId}' is null then f.fact #> '{place,areaId}'
          else to_jsonb(coalesce((f.fact #>> '{place,gridId}')::bigint, community)) end,
        'buildingId', null, 'houseId', null, 'lon', null, 'lat', null))
      else f.fact end order by f.nth)
    from jsonb_array_elements(e.facts) with ordinality f(fact, nth))
  where e.community_id = of_community and e.case_id = of_case
    and (e.facts @> '[{"kind": "opened"}]' or e.facts @> '[{"kind": "placed"}]');
  delete from case_entry_values where community_id = of_community and case_id = of_case and vals = '{}';
end $$;
revoke all on function blur_entries(bigint, uuid, timestamptz) from public;
