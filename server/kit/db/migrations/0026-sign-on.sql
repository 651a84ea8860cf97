-- Staff who sign on at a portal of the city. A session says by which one it began, and by what (a keyed hash) that portal may end it.
alter table sessions add column sign_on_provider text;
alter table sessions add column sign_on_key bytea;
create index sessions_sign_on_idx on sessions (sign_on_key) where sign_on_key is not null;

-- One person of a portal is one account here, and the other way round.
alter table accounts add constraint accounts_user_provider_unique unique (provider_id, user_id);
