-- An administrator's post ends as it began: by two persons.
alter table confirmations drop constraint confirmations_kind_known;
alter table confirmations add constraint confirmations_kind_known
  check (kind in ('grant-administrator', 'end-administrator', 'reset-second-factor'));
