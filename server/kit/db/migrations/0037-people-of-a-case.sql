-- People named in a field of a case are its people, too: the field is what they are to it. Only those who may follow it have their phone's blind index here.
alter table case_parties add column role text;

-- A unit that is summoned: when it called and when it came, beside when it signed and when it was done.
alter table case_assignments add column contacted_at timestamptz, add column arrived_at timestamptz;

-- A term: a last day that the law or an agreement sets for the people of a case. The office reminds of it and is never late by it.
alter table case_clocks drop constraint case_clocks_kind_known;
alter table case_clocks add constraint case_clocks_kind_known
  check (kind in ('promise', 'stage', 'contact', 'assignment', 'return', 'deferral', 'inquiry', 'term'));
