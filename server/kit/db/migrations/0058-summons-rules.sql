-- Who may summon whom (吹哨): people of a level, for places in an area, either the units of some kinds that sit at a level above the place, or one
-- unit with those under it. Where none is in force for a level, nobody of that level is bound (domain/case/summons-rules.ts).
create table summons_rules (
  id uuid primary key,
  area_id bigint not null references areas (id),
  by_level text not null constraint summons_rules_level_known check (by_level in ('community', 'street')),
  seat_level text constraint summons_rules_seat_known check (seat_level in ('street', 'district')),
  kinds text[] not null default '{}',
  organisation_id uuid references organisations (id),
  basis text,
  valid_from date not null,
  -- The first day on which it holds no longer.
  valid_to date,
  made_at timestamptz not null,
  made_by uuid references users (id),
  constraint summons_rules_one_target check ((seat_level is null) <> (organisation_id is null)),
  constraint summons_rules_kinds_of_seats check ((seat_level is null) = (cardinality(kinds) = 0)),
  constraint summons_rules_in_order check (valid_to is null or valid_to >= valid_from)
);
comment on table summons_rules is 'placement: reference';
create index summons_rules_area_idx on summons_rules (area_id);
create index summons_rules_organisation_idx on summons_rules (organisation_id) where organisation_id is not null;
create index summons_rules_maker_idx on summons_rules (made_by) where made_by is not null;
