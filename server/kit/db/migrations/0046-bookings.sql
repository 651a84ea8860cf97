-- What was booked by whom: a slot of a rota today, a room or a service by their own kind. A seat is sold once, whoever asks first.
create table bookings (
  id uuid primary key,
  subject_kind text not null constraint bookings_kind_shaped check (subject_kind ~ '^[a-z]+(-[a-z]+)*$'),
  subject_id uuid not null,
  area_id bigint not null references areas (id),
  -- Which of several that stand side by side: two advisers in one hour are two seats.
  seat int not null constraint bookings_seat_sane check (seat between 1 and 200),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  name_sealed bytea not null,
  name_masked text not null,
  phone_sealed bytea not null,
  phone_token bytea not null,
  phone_masked text not null,
  -- Who of the staff wrote it down for somebody without a phone of today; null for residents themselves.
  made_by uuid references users (id),
  made_at timestamptz not null,
  cancelled_at timestamptz,
  reminded_at timestamptz,
  outcome text constraint bookings_outcome_known check (outcome in ('came', 'missed')),
  constraint bookings_forward check (ends_at > starts_at),
  constraint bookings_sold_once exclude using gist
    (subject_kind with =, subject_id with =, seat with =, tstzrange(starts_at, ends_at) with &&) where (cancelled_at is null)
);
comment on table bookings is 'placement: local';
create index bookings_subject_idx on bookings (subject_id, starts_at);
create index bookings_phone_idx on bookings (phone_token, starts_at);
create index bookings_area_idx on bookings (area_id);
create index bookings_maker_idx on bookings (made_by) where made_by is not null;
create index bookings_remind_idx on bookings (starts_at) where cancelled_at is null and reminded_at is null;
