-- Who stands on the register of 法律明白人: a resident, or a member of staff by their account; when they agreed to stand on it, and what they were given for their training.
alter table legal_guides add column user_id uuid references users (id);
alter table legal_guides add column certificate text not null default '';
alter table legal_guides add column agreed_on date;
alter table legal_guides add column own_phone_masked text;
alter table legal_guides add column ended_by uuid references users (id);
update legal_guides set agreed_on = coalesce(name_agreed_on, added_at::date);
alter table legal_guides alter column agreed_on set not null;
alter table legal_guides add constraint legal_guides_phone_whole check ((own_phone_sealed is null) = (own_phone_masked is null));
-- A number is shown only with its name; what nobody agreed to is not published.
alter table legal_guides add constraint legal_guides_phone_with_name check (phone_agreed_on is null or name_agreed_on is not null);
-- Whoever has left is no longer reached by a number of their own.
alter table legal_guides add constraint legal_guides_ended_without_phone check (ended_on is null or own_phone_sealed is null);
create unique index legal_guides_staff_once on legal_guides (area_id, user_id) where user_id is not null and ended_on is null;
create index legal_guides_ended_by_idx on legal_guides (ended_by) where ended_by is not null;
create index legal_guides_user_idx on legal_guides (user_id) where user_id is not null;
