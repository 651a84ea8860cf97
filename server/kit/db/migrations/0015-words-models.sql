-- What the platform has learned of which words are of which category; the newest is used, older ones keep their figures and lose their weights.
create table words_models (
  version int primary key,
  made_at timestamptz not null,
  -- How many matters it was learned from.
  examples int not null,
  -- domain/likeness/packed-model.ts; null where too little has been confirmed, and of older ones.
  model jsonb,
  -- How it does on what it had not seen (domain/likeness/category-accuracy.ts); null where too little has been confirmed.
  accuracy jsonb,
  took_ms int not null
);
comment on table words_models is 'placement: reference';

-- What was suggested to whoever raised a matter: whether it was taken is seen by the category the matter has.
create table case_suggestions (
  community_id bigint not null,
  case_id uuid not null,
  model_version int not null,
  -- The likeliest first, with the certainty of that one.
  category_ids bigint[] not null,
  certainty real not null,
  -- The category it was raised with.
  raised_as bigint,
  constraint case_suggestions_pkey primary key (community_id, case_id),
  constraint case_suggestions_case_fk foreign key (community_id, case_id) references cases (community_id, id)
);
comment on table case_suggestions is 'placement: community';
alter table case_suggestions enable row level security;
create policy case_suggestions_scope on case_suggestions using (
  community_id = any ((select string_to_array(current_setting('app.communities', true), ',')::bigint[])::bigint[])
);
