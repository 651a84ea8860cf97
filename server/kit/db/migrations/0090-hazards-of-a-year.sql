-- Hazards that came back within a year are found among the hazards of that year, by unit as well as by building; not among all cases of a district.
drop index cases_hazards_idx;
create index cases_hazards_idx on cases (community_id, business_on) where type = 'hazard';
