-- Words are looked for within one kind, within few communities, and of matters the newest first: each kind has its own index, which holds
-- where a row is stored, and for matters the month in which they were raised. A search then touches nothing that it does not ask for.
create index search_tokens_person_gin on search_tokens using gin (tokens, (array[community_id])) where kind = 'person';
create index search_tokens_house_gin on search_tokens using gin (tokens, (array[community_id])) where kind = 'house';
-- Matters come one at a time: what has not been put in its place yet is read by every search, so it is kept short.
create index search_tokens_case_gin on search_tokens using gin (tokens, (array[community_id]),
  (array[extract(year from at at time zone 'UTC')::int * 12 + extract(month from at at time zone 'UTC')::int]))
  with (gin_pending_list_limit = 256) where kind = 'case';
analyze search_tokens;
