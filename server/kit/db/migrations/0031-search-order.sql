-- When a matter was raised stands beside its pieces, so that the newest are looked at first. Its index follows in a step of its own: rows that were
-- written over here would stand in it twice.
alter table search_tokens add column at timestamptz;
comment on column search_tokens.at is 'When a matter was raised; null for people and homes.';
drop index search_tokens_gin;
update search_tokens t set at = c.raised_at from cases c where t.kind = 'case' and c.community_id = t.community_id and c.id = t.row_id;
delete from search_tokens t where t.kind = 'case' and t.at is null;
alter table search_tokens add constraint search_tokens_at_check check ((at is not null) = (kind = 'case'));
