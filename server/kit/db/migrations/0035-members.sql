-- Somebody of the staff on a case's own list: the row that finds their cases. key_hash is the user's id, as bytes.
alter table case_links drop constraint case_links_kind_known;
alter table case_links add constraint case_links_kind_known
  check (kind in ('track', 'phone', 'outside', 'follow', 'follow-phone', 'member'));
