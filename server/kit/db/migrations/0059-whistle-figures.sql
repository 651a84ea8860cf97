-- Figures of whistles read those of a period, community by community; partial, as few matters are whistles.
create index cases_whistles_idx on cases (community_id, business_on) where type = 'whistle';
