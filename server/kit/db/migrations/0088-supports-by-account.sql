-- What an account supports is looked up for the copy of its data and for its erasure, whichever community it is of.
create index project_supports_user_idx on project_supports (user_id);
