-- A unit stands on the register of a community once, whoever of its staff asked for it; a person once, beside it.
alter table volunteers drop constraint volunteers_once;
delete from volunteers v using volunteers w
  where v.organisation_id = w.organisation_id and v.community_id = w.community_id and v.id <> w.id
    and (w.state, v.asked_at, v.id) < (v.state, w.asked_at, w.id);
create unique index volunteers_person_once on volunteers (community_id, user_id) where organisation_id is null;
create unique index volunteers_unit_once on volunteers (community_id, organisation_id) where organisation_id is not null;
