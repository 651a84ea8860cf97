-- Whoever sees most communities reads the newest cases of all, or of one type, along their order instead of sorting all that are closed.
drop index cases_reported_idx;
create index cases_newest_idx on cases (raised_at desc, id desc);
create index cases_type_idx on cases (type, raised_at desc, id desc);
