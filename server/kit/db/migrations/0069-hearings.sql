-- 法官进社区, 巡回审判: a judge comes to a place at a time, for everybody to read. No party of a case is named here.
create table hearings (
  id uuid primary key,
  area_id bigint not null references areas (id),
  kind text not null constraint hearings_kind_known check (kind in ('circuit', 'visit')),
  title text not null,
  court text not null,
  -- As the court names them; it may not yet know who sits.
  judge text not null default '',
  place text not null,
  phone text not null default '',
  is_open boolean not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  announced_by uuid not null references users (id),
  announced_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_words text not null default '',
  -- Afterwards: how many came, and what is to be followed.
  attended int constraint hearings_attended_sane check (attended between 0 and 100000),
  after_words text not null default '',
  constraint hearings_forward check (ends_at > starts_at)
);
comment on table hearings is 'placement: local';
create index hearings_area_idx on hearings (area_id, starts_at);
create index hearings_announcer_idx on hearings (announced_by);

-- Somebody whose hour fell away is told once.
alter table bookings add column uncovered_told_at timestamptz;
