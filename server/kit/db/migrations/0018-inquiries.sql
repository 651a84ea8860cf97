-- A question to the person holds the stage's clock for a time of its own; the clock of that time is a kind like the others.
alter table case_clocks drop constraint case_clocks_kind_known;
alter table case_clocks add constraint case_clocks_kind_known
  check (kind in ('promise', 'stage', 'contact', 'assignment', 'return', 'deferral', 'inquiry'));
