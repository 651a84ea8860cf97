-- The public list of reported matters reads all of a district, the newest first.
create index cases_reported_idx on cases (raised_at desc, id desc) where type = 'event';
