-- Roles are told by domain/access/roles.ts, which refuses one it does not know; here they only keep their shape, so that a new role is one line there.
alter table holdings drop constraint holdings_role_known;
alter table holdings add constraint holdings_role_shaped check (role ~ '^[a-z]+(-[a-z]+)*$');

-- 法律明白人: residents trained in law, by the community they can be found in. A number of their own is shown only since they agreed to it.
create table legal_guides (
  id uuid primary key,
  area_id bigint not null references areas (id),
  name text not null,
  -- Where they are found, and what they know of.
  place text not null default '',
  topics text[] not null default '{}',
  -- The post's own number, never a person's.
  duty_phone text not null default '',
  trained_on date,
  -- When they agreed that their name is published; unpublished while null.
  name_agreed_on date,
  own_phone_sealed bytea,
  -- When they agreed that their own number is published; hidden while null.
  phone_agreed_on date,
  added_by uuid not null references users (id),
  added_at timestamptz not null,
  ended_on date
);
comment on table legal_guides is 'placement: local';
create index legal_guides_area_idx on legal_guides (area_id) where ended_on is null;
create index legal_guides_added_idx on legal_guides (added_by);
