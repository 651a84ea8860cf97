-- In which communities a unit has been given something, one look for each: whoever holds an area beside a unit comes to their cases by communities.
create index case_assignments_community_idx on case_assignments (organisation_id, community_id);
