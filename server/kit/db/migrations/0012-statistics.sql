-- A look by the database itself while a large import is not yet committed finds full pages of nothing, and plans by it for a minute. Whoever moves many
-- rows asks for a new look; the application's role may not analyze, so this asks in the owner's name.
create function refresh_statistics() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  analyze people, persons, people_phones, residences, households, houses, tags, ownerships, changes, search_tokens, import_rows, areas, area_versions;
end $$;
revoke all on function refresh_statistics() from public;
