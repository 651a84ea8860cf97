-- Figures count a matter in the grid of the day it was raised, wherever its place belongs later; an open matter goes on with its place.
alter table case_measures add column grid_id bigint references areas (id);
update case_measures m set grid_id = c.grid_id from cases c where c.community_id = m.community_id and c.id = m.case_id and c.grid_id is not null;
create index case_measures_grid_idx on case_measures (grid_id) where grid_id is not null;
