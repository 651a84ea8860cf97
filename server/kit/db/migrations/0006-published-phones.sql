-- The number under which whoever is in a post may be called by everybody. It is the post's own and published with the name;
-- the phone of the person stays sealed with the user.
alter table responsibilities add column published_phone text;
