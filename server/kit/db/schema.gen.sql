-- Made by npm run gen from the migrations. Not run by anything.

table accounts -- placement: local
  id uuid not null,
  account_id text not null,
  provider_id text not null,
  user_id uuid not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null
  constraint accounts_pkey PRIMARY KEY (id)
  constraint accounts_provider_unique UNIQUE (provider_id, account_id)
  constraint accounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  constraint accounts_user_provider_unique UNIQUE (provider_id, user_id)
  CREATE INDEX accounts_user_idx ON public.accounts USING btree (user_id)

table api_key_windows -- placement: local
  key_id uuid not null,
  minute timestamp with time zone not null,
  asked integer not null
  constraint api_key_windows_pkey PRIMARY KEY (key_id)

table api_keys -- placement: local
  id uuid not null,
  name text not null,
  hint text not null,
  key_hash bytea not null,
  area_id bigint,
  organisation_id uuid,
  scopes text[] not null,
  per_minute integer not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  expires_on date,
  ended_at timestamp with time zone,
  ended_by uuid,
  used_at timestamp with time zone,
  confirmed_at timestamp with time zone,
  confirmed_by uuid
  constraint api_keys_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas(id)
  constraint api_keys_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES users(id)
  constraint api_keys_hash_unique UNIQUE (key_hash)
  constraint api_keys_made_by_fkey FOREIGN KEY (made_by) REFERENCES users(id)
  constraint api_keys_one_reach CHECK ((num_nonnulls(area_id, organisation_id) = 1))
  constraint api_keys_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  constraint api_keys_per_minute_sane CHECK (((per_minute >= 1) AND (per_minute <= 6000)))
  constraint api_keys_pkey PRIMARY KEY (id)
  constraint api_keys_second_person CHECK (((confirmed_by IS NULL) OR (confirmed_by <> made_by)))
  CREATE INDEX api_keys_area_idx ON public.api_keys USING btree (area_id) WHERE (area_id IS NOT NULL)
  CREATE INDEX api_keys_confirmer_idx ON public.api_keys USING btree (confirmed_by) WHERE (confirmed_by IS NOT NULL)
  CREATE INDEX api_keys_maker_idx ON public.api_keys USING btree (made_by)
  CREATE INDEX api_keys_organisation_idx ON public.api_keys USING btree (organisation_id) WHERE (organisation_id IS NOT NULL)

table area_versions -- placement: reference
  area_id bigint not null,
  valid_from date not null,
  valid_to date,
  parent_id bigint,
  name text not null,
  code text,
  polygon jsonb,
  lon double precision,
  lat double precision,
  details jsonb not null default '{}'::jsonb,
  revision integer not null default 1,
  made_by jsonb not null default '{}'::jsonb,
  made_at timestamp with time zone not null default now(),
  reason text
  constraint area_versions_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas(id)
  constraint area_versions_ends_after_start CHECK (((valid_to IS NULL) OR (valid_to > valid_from)))
  constraint area_versions_no_overlap EXCLUDE USING gist (area_id WITH =, daterange(valid_from, valid_to) WITH &&)
  constraint area_versions_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES areas(id)
  constraint area_versions_pkey PRIMARY KEY (area_id, valid_from)
  CREATE INDEX area_versions_code_idx ON public.area_versions USING btree (code COLLATE "C") WHERE (code IS NOT NULL)
  CREATE INDEX area_versions_parent_idx ON public.area_versions USING btree (parent_id, valid_from)

table areas -- placement: reference
  id bigint not null,
  kind text not null,
  community_id bigint not null,
  created_at timestamp with time zone not null default now()
  constraint areas_id_below_sealed CHECK (((id < '1000000000000'::bigint) AND (community_id < '1000000000000'::bigint)))
  constraint areas_kind_known CHECK ((kind = ANY (ARRAY['district'::text, 'street'::text, 'community'::text, 'grid'::text, 'building'::text, 'unit'::text])))
  constraint areas_pkey PRIMARY KEY (id)
  CREATE INDEX areas_community_idx ON public.areas USING btree (community_id, kind)

table audit_batches -- placement: local
  id bigint not null,
  sealed_at timestamp with time zone not null,
  row_count integer not null,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  leaves bytea not null,
  rows_hash bytea not null,
  previous_hash bytea not null,
  hash bytea not null
  constraint audit_batches_pkey PRIMARY KEY (id)

table audit_rows -- placement: own-key
  id uuid not null,
  at timestamp with time zone not null,
  actor jsonb not null,
  action text not null,
  noun text not null,
  community_id bigint,
  row_id uuid,
  person_id uuid,
  reason text,
  details jsonb not null default '{}'::jsonb,
  request_id text,
  batch_id bigint
  constraint audit_rows_pkey PRIMARY KEY (id)
  CREATE INDEX audit_rows_actor_idx ON public.audit_rows USING btree (((actor ->> 'userId'::text)), at DESC)
  CREATE INDEX audit_rows_at_idx ON public.audit_rows USING btree (at DESC, id DESC)
  CREATE INDEX audit_rows_batch_idx ON public.audit_rows USING btree (batch_id)
  CREATE INDEX audit_rows_person_idx ON public.audit_rows USING btree (person_id, at DESC) WHERE (person_id IS NOT NULL)
  CREATE INDEX audit_rows_row_idx ON public.audit_rows USING btree (row_id, at DESC) WHERE (row_id IS NOT NULL)
  CREATE INDEX audit_rows_unsealed_idx ON public.audit_rows USING btree (at, id) WHERE (batch_id IS NULL)

table base_figures -- placement: community
  community_id bigint not null,
  people integer not null,
  houses integer not null,
  counted_at timestamp with time zone not null
  constraint base_figures_pkey PRIMARY KEY (community_id)
  policy base_figures_scope using (community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[]))

table bookings -- placement: local
  id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  area_id bigint not null,
  seat integer not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  name_sealed bytea not null,
  name_masked text not null,
  phone_sealed bytea not null,
  phone_token bytea not null,
  phone_masked text not null,
  made_by uuid,
  made_at timestamp with time zone not null,
  cancelled_at timestamp with time zone,
  reminded_at timestamp with time zone,
  outcome text,
  uncovered_told_at timestamp with time zone
  constraint bookings_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas(id)
  constraint bookings_forward CHECK ((ends_at > starts_at))
  constraint bookings_kind_shaped CHECK ((subject_kind ~ '^[a-z]+(-[a-z]+)*$'::text))
  constraint bookings_made_by_fkey FOREIGN KEY (made_by) REFERENCES users(id)
  constraint bookings_outcome_known CHECK ((outcome = ANY (ARRAY['came'::text, 'missed'::text])))
  constraint bookings_pkey PRIMARY KEY (id)
  constraint bookings_seat_sane CHECK (((seat >= 1) AND (seat <= 200)))
  constraint bookings_sold_once EXCLUDE USING gist (subject_kind WITH =, subject_id WITH =, seat WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE ((cancelled_at IS NULL))
  CREATE INDEX bookings_area_idx ON public.bookings USING btree (area_id)
  CREATE INDEX bookings_maker_idx ON public.bookings USING btree (made_by) WHERE (made_by IS NOT NULL)
  CREATE INDEX bookings_phone_idx ON public.bookings USING btree (phone_token, starts_at)
  CREATE INDEX bookings_remind_idx ON public.bookings USING btree (starts_at) WHERE ((cancelled_at IS NULL) AND (reminded_at IS NULL))
  CREATE INDEX bookings_subject_idx ON public.bookings USING btree (subject_id, starts_at)

table calendar_days -- placement: reference
  day date not null,
  kind text not null,
  name text not null
  constraint calendar_days_kind_known CHECK ((kind = ANY (ARRAY['holiday'::text, 'workday'::text])))
  constraint calendar_days_pkey PRIMARY KEY (day)

table calendar_hours -- placement: reference
  id uuid not null,
  name text not null,
  title jsonb not null,
  position integer not null default 0,
  from_md text not null,
  to_md text not null,
  periods jsonb not null,
  weekend_periods jsonb,
  holiday_periods jsonb
  constraint calendar_hours_pkey PRIMARY KEY (id)
  constraint calendar_hours_position_unique UNIQUE (name, "position")

table calendar_years -- placement: reference
  year integer not null,
  published_on date,
  source text
  constraint calendar_years_pkey PRIMARY KEY (year)

table case_assignments -- placement: community
  community_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  kind text not null,
  organisation_id uuid not null,
  user_id uuid,
  state text not null,
  sent_at timestamp with time zone not null,
  signed_at timestamp with time zone,
  done_at timestamp with time zone,
  contacted_at timestamp with time zone,
  arrived_at timestamp with time zone
  constraint case_assignments_case_fk FOREIGN KEY (community_id, case_id) REFERENCES cases(community_id, id)
  constraint case_assignments_kind_known CHECK ((kind = ANY (ARRAY['lead'::text, 'helper'::text, 'summoned'::text])))
  constraint case_assignments_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  constraint case_assignments_pkey PRIMARY KEY (community_id, id)
  constraint case_assignments_state_known CHECK ((state = ANY (ARRAY['sent'::text, 'signed'::text, 'done'::text, 'returned'::text, 'withdrawn'::text])))
  CREATE INDEX case_assignments_case_idx ON public.case_assignments USING btree (community_id, case_id)
  CREATE INDEX case_assignments_community_idx ON public.case_assignments USING btree (organisation_id, community_id)
  CREATE INDEX case_assignments_organisation_idx ON public.case_assignments USING btree (organisation_id, state, sent_at)
  CREATE INDEX case_assignments_user_idx ON public.case_assignments USING btree (user_id, state) WHERE (user_id IS NOT NULL)

table case_clocks -- placement: community
  community_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  kind text not null,
  name text not null,
  assignment_id uuid,
  unit text not null,
  n double precision not null,
  started_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  is_provisional boolean not null default false,
  why jsonb not null,
  basis jsonb,
  stopped_at timestamp with time zone,
  used_minutes integer,
  raised_times integer not null default 0
  constraint case_clocks_case_fk FOREIGN KEY (community_id, case_id) REFERENCES cases(community_id, id)
  constraint case_clocks_kind_known CHECK ((kind = ANY (ARRAY['promise'::text, 'stage'::text, 'contact'::text, 'assignment'::text, 'return'::text, 'deferral'::text, 'inquiry'::text, 'term'::text])))
  constraint case_clocks_pkey PRIMARY KEY (community_id, id)
  CREATE INDEX case_clocks_case_idx ON public.case_clocks USING btree (community_id, case_id)
  CREATE INDEX case_clocks_running_idx ON public.case_clocks USING btree (due_at) WHERE (stopped_at IS NULL)
  policy case_clocks_scope using ((community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])) OR (EXISTS ( SELECT
   FROM case_assignments a
  WHERE ((a.community_id = case_clocks.community_id) AND (a.case_id = case_clocks.case_id) AND (a.organisation_id = ANY (( SELECT (string_to_array(current_setting('app.org'::text, true), ','::text))::uuid[] AS string_to_array)::uuid[]))))))
  policy case_clocks_sealed using ((community_id < '1000000000000'::bigint) OR (COALESCE(( SELECT current_setting('app.person'::text, true) AS current_setting), ''::text) = ''::text) OR ((case_id)::text = ANY (( SELECT string_to_array(COALESCE(current_setting('app.sealed_cases'::text, true), ''::text), ','::text) AS string_to_array)::text[])) OR (EXISTS ( SELECT
   FROM cases c
  WHERE ((c.community_id = case_clocks.community_id) AND (c.id = case_clocks.case_id)))))

table case_counters -- placement: community
  community_id bigint not null,
  day date not null,
  serial integer not null
  constraint case_counters_pkey PRIMARY KEY (community_id, day)

table case_entries -- placement: community
  community_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  seq integer not null,
  at timestamp with time zone not null,
  made_at timestamp with time zone,
  actor jsonb not null,
  action text not null,
  from_stage text,
  to_stage text not null,
  type_version integer not null,
  facts jsonb not null,
  commitment bytea,
  previous_hash bytea not null,
  hash bytea not null,
  blurred_at timestamp with time zone
  constraint case_entries_case_fk FOREIGN KEY (community_id, case_id) REFERENCES cases(community_id, id)
  constraint case_entries_pkey PRIMARY KEY (community_id, id)
  constraint case_entries_seq_unique UNIQUE (community_id, case_id, seq)
  policy case_entries_scope using ((community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])) OR (EXISTS ( SELECT
   FROM case_assignments a
  WHERE ((a.community_id = case_entries.community_id) AND (a.case_id = case_entries.case_id) AND (a.organisation_id = ANY (( SELECT (string_to_array(current_setting('app.org'::text, true), ','::text))::uuid[] AS string_to_array)::uuid[]))))))
  policy case_entries_sealed using ((community_id < '1000000000000'::bigint) OR (COALESCE(( SELECT current_setting('app.person'::text, true) AS current_setting), ''::text) = ''::text) OR ((case_id)::text = ANY (( SELECT string_to_array(COALESCE(current_setting('app.sealed_cases'::text, true), ''::text), ','::text) AS string_to_array)::text[])) OR (EXISTS ( SELECT
   FROM cases c
  WHERE ((c.community_id = case_entries.community_id) AND (c.id = case_entries.case_id)))))

table case_entry_values -- placement: community
  community_id bigint not null,
  entry_id uuid not null,
  case_id uuid not null,
  salt bytea not null,
  vals jsonb not null
  constraint case_entry_values_entry_fk FOREIGN KEY (community_id, entry_id) REFERENCES case_entries(community_id, id)
  constraint case_entry_values_pkey PRIMARY KEY (community_id, entry_id)
  CREATE INDEX case_entry_values_case_idx ON public.case_entry_values USING btree (community_id, case_id)
  policy case_entry_values_scope using ((community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])) OR (EXISTS ( SELECT
   FROM case_assignments a
  WHERE ((a.community_id = case_entry_values.community_id) AND (a.case_id = case_entry_values.case_id) AND (a.organisation_id = ANY (( SELECT (string_to_array(current_setting('app.org'::text, true), ','::text))::uuid[] AS string_to_array)::uuid[]))))))
  policy case_entry_values_sealed using ((community_id < '1000000000000'::bigint) OR (COALESCE(( SELECT current_setting('app.person'::text, true) AS current_setting), ''::text) = ''::text) OR ((case_id)::text = ANY (( SELECT string_to_array(COALESCE(current_setting('app.sealed_cases'::text, true), ''::text), ','::text) AS string_to_array)::text[])) OR (EXISTS ( SELECT
   FROM cases c
  WHERE ((c.community_id = case_entry_values.community_id) AND (c.id = case_entry_values.case_id)))))

table case_followers -- placement: community
  community_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  phone_sealed bytea,
  phone_token bytea,
  phone_masked text,
  user_id uuid,
  joined_at timestamp with time zone not null,
  left_at timestamp with time zone,
  still_there_at timestamp with time zone
  constraint case_followers_case_fk FOREIGN KEY (community_id, case_id) REFERENCES cases(community_id, id)
  constraint case_followers_phone_whole CHECK ((num_nulls(phone_sealed, phone_token, phone_masked) = ANY (ARRAY[0, 3])))
  constraint case_followers_pkey PRIMARY KEY (community_id, id)
  CREATE INDEX case_followers_case_idx ON public.case_followers USING btree (community_id, case_id)
  CREATE UNIQUE INDEX case_followers_phone_once ON public.case_followers USING btree (community_id, case_id, phone_token) WHERE (phone_token IS NOT NULL)
  CREATE UNIQUE INDEX case_followers_user_once ON public.case_followers USING btree (community_id, case_id, user_id) WHERE ((user_id IS NOT NULL) AND (phone_token IS NULL))
  policy case_followers_scope using ((community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])) OR (EXISTS ( SELECT
   FROM case_assignments a
  WHERE ((a.community_id = case_followers.community_id) AND (a.case_id = case_followers.case_id) AND (a.organisation_id = ANY (( SELECT (string_to_array(current_setting('app.org'::text, true), ','::text))::uuid[] AS string_to_array)::uuid[]))))))
  policy case_followers_sealed using ((community_id < '1000000000000'::bigint) OR (COALESCE(( SELECT current_setting('app.person'::text, true) AS current_setting), ''::text) = ''::text) OR ((case_id)::text = ANY (( SELECT string_to_array(COALESCE(current_setting('app.sealed_cases'::text, true), ''::text), ','::text) AS string_to_array)::text[])) OR (EXISTS ( SELECT
   FROM cases c
  WHERE ((c.community_id = case_followers.community_id) AND (c.id = case_followers.case_id)))))

table case_links -- placement: own-key
  kind text not null,
  key_hash bytea not null,
  community_id bigint not null,
  case_id uuid not null,
  party_id uuid,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone
  constraint case_links_kind_known CHECK ((kind = ANY (ARRAY['track'::text, 'phone'::text, 'outside'::text, 'follow'::text, 'follow-phone'::text, 'member'::text])))
  constraint case_links_pkey PRIMARY KEY (key_hash, community_id, case_id)
  CREATE INDEX case_links_case_idx ON public.case_links USING btree (community_id, case_id)

table case_measures -- placement: community
  community_id bigint not null,
  case_id uuid not null,
  raised_on date not null,
  has_demand boolean not null,
  on_the_spot boolean not null,
  is_deferred boolean not null,
  sign_due_at timestamp with time zone,
  signed_at timestamp with time zone,
  contact_due_at timestamp with time zone,
  contacted_at timestamp with time zone,
  handle_due_at timestamp with time zone,
  handled_at timestamp with time zone,
  handle_on date,
  is_checked boolean not null,
  reworks integer not null,
  redos integer not null,
  returns integer not null,
  is_extended boolean not null,
  rated_on date,
  is_solved boolean,
  score integer,
  closed_on date,
  grid_id bigint
  constraint case_measures_case_fk FOREIGN KEY (community_id, case_id) REFERENCES cases(community_id, id)
  constraint case_measures_grid_id_fkey FOREIGN KEY (grid_id) REFERENCES areas(id)
  constraint case_measures_pkey PRIMARY KEY (community_id, case_id)
  CREATE INDEX case_measures_closed_idx ON public.case_measures USING btree (community_id, closed_on) WHERE (closed_on IS NOT NULL)
  CREATE INDEX case_measures_grid_idx ON public.case_measures USING btree (grid_id) WHERE (grid_id IS NOT NULL)
  CREATE INDEX case_measures_handle_idx ON public.case_measures USING btree (community_id, handle_on)
  CREATE INDEX case_measures_raised_idx ON public.case_measures USING btree (community_id, raised_on)
  CREATE INDEX case_measures_rated_idx ON public.case_measures USING btree (community_id, rated_on) WHERE (rated_on IS NOT NULL)
  policy case_measures_scope using ((community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])) OR (EXISTS ( SELECT
   FROM case_assignments a
  WHERE ((a.community_id = case_measures.community_id) AND (a.case_id = case_measures.case_id) AND (a.organisation_id = ANY (( SELECT (string_to_array(current_setting('app.org'::text, true), ','::text))::uuid[] AS string_to_array)::uuid[]))))))
  policy case_measures_sealed using ((community_id < '1000000000000'::bigint) OR (COALESCE(( SELECT current_setting('app.person'::text, true) AS current_setting), ''::text) = ''::text) OR ((case_id)::text = ANY (( SELECT string_to_array(COALESCE(current_setting('app.sealed_cases'::text, true), ''::text), ','::text) AS string_to_array)::text[])) OR (EXISTS ( SELECT
   FROM cases c
  WHERE ((c.community_id = case_measures.community_id) AND (c.id = case_measures.case_id)))))

table case_parties -- placement: community
  community_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  kind text not null,
  people_id uuid,
  name_sealed bytea,
  phone_sealed bytea,
  phone_token bytea,
  phone_masked text,
  name_masked text,
  joined_at timestamp with time zone not null,
  demand jsonb not null default '{}'::jsonb,
  rating jsonb,
  role text,
  had_contact boolean not null default false
  constraint case_parties_case_fk FOREIGN KEY (community_id, case_id) REFERENCES cases(community_id, id)
  constraint case_parties_kind_known CHECK ((kind = ANY (ARRAY['reporter'::text, 'applicant'::text, 'concerned'::text])))
  constraint case_parties_pkey PRIMARY KEY (community_id, id)
  CREATE INDEX case_parties_case_idx ON public.case_parties USING btree (community_id, case_id)
  CREATE INDEX case_parties_people_idx ON public.case_parties USING btree (community_id, people_id) WHERE (people_id IS NOT NULL)
  CREATE INDEX case_parties_phone_idx ON public.case_parties USING btree (phone_token) WHERE (phone_token IS NOT NULL)
  policy case_parties_scope using ((community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])) OR (EXISTS ( SELECT
   FROM case_assignments a
  WHERE ((a.community_id = case_parties.community_id) AND (a.case_id = case_parties.case_id) AND (a.organisation_id = ANY (( SELECT (string_to_array(current_setting('app.org'::text, true), ','::text))::uuid[] AS string_to_array)::uuid[]))))))
  policy case_parties_sealed using ((community_id < '1000000000000'::bigint) OR (COALESCE(( SELECT current_setting('app.person'::text, true) AS current_setting), ''::text) = ''::text) OR ((case_id)::text = ANY (( SELECT string_to_array(COALESCE(current_setting('app.sealed_cases'::text, true), ''::text), ','::text) AS string_to_array)::text[])) OR (EXISTS ( SELECT
   FROM cases c
  WHERE ((c.community_id = case_parties.community_id) AND (c.id = case_parties.case_id)))))

table case_suggestions -- placement: community
  community_id bigint not null,
  case_id uuid not null,
  model_version integer not null,
  category_ids bigint[] not null,
  certainty real not null,
  raised_as bigint
  constraint case_suggestions_case_fk FOREIGN KEY (community_id, case_id) REFERENCES cases(community_id, id)
  constraint case_suggestions_pkey PRIMARY KEY (community_id, case_id)
  policy case_suggestions_scope using (community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[]))
  policy case_suggestions_sealed using ((community_id < '1000000000000'::bigint) OR (COALESCE(( SELECT current_setting('app.person'::text, true) AS current_setting), ''::text) = ''::text) OR ((case_id)::text = ANY (( SELECT string_to_array(COALESCE(current_setting('app.sealed_cases'::text, true), ''::text), ','::text) AS string_to_array)::text[])) OR (EXISTS ( SELECT
   FROM cases c
  WHERE ((c.community_id = case_suggestions.community_id) AND (c.id = case_suggestions.case_id)))))

table cases -- placement: community
  community_id bigint not null,
  id uuid not null,
  number text not null,
  type text not null,
  type_version integer not null,
  stage text not null,
  phase text not null,
  source text not null,
  category_id bigint,
  urgency text not null default 'normal'::text,
  title text not null,
  area_id bigint not null,
  grid_id bigint,
  building_id bigint,
  house_id uuid,
  place_words text,
  lon double precision,
  lat double precision,
  cell bigint,
  business_on date not null,
  raised_at timestamp with time zone not null,
  has_demand boolean not null,
  on_the_spot boolean not null default false,
  lead_organisation_id uuid,
  handler_user_id uuid,
  due_at timestamp with time zone,
  due_kind text,
  soon_at timestamp with time zone,
  deferred_until date,
  promise_due_at timestamp with time zone,
  contacted_at timestamp with time zone,
  done_at timestamp with time zone,
  closed_at timestamp with time zone,
  closed_on date,
  outcome text,
  parent_id uuid,
  merged_into_id uuid,
  fields jsonb not null default '{}'::jsonb,
  progress jsonb not null default '{}'::jsonb,
  seq integer not null,
  sync_seq bigint not null default 0,
  updated_at timestamp with time zone not null,
  outside_number text,
  erased_at timestamp with time zone
  constraint cases_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas(id)
  constraint cases_building_id_fkey FOREIGN KEY (building_id) REFERENCES areas(id)
  constraint cases_category_id_fkey FOREIGN KEY (category_id) REFERENCES categories(id)
  constraint cases_closed_has_outcome CHECK (((phase = 'closed'::text) = (closed_at IS NOT NULL)))
  constraint cases_grid_id_fkey FOREIGN KEY (grid_id) REFERENCES areas(id)
  constraint cases_lead_organisation_id_fkey FOREIGN KEY (lead_organisation_id) REFERENCES organisations(id)
  constraint cases_merged_fk FOREIGN KEY (community_id, merged_into_id) REFERENCES cases(community_id, id)
  constraint cases_number_unique UNIQUE (community_id, number)
  constraint cases_outcome_known CHECK ((outcome = ANY (ARRAY['solved'::text, 'explained'::text, 'unsolved'::text, 'withdrawn'::text, 'declined'::text, 'merged'::text, 'issued'::text])))
  constraint cases_parent_fk FOREIGN KEY (community_id, parent_id) REFERENCES cases(community_id, id)
  constraint cases_phase_known CHECK ((phase = ANY (ARRAY['raised'::text, 'accepted'::text, 'handling'::text, 'checking'::text, 'closed'::text])))
  constraint cases_pkey PRIMARY KEY (community_id, id)
  constraint cases_source_known CHECK ((source = ANY (ARRAY['resident'::text, 'hotline'::text, 'grid'::text, 'superior'::text, 'sensor'::text])))
  constraint cases_urgency_known CHECK ((urgency = ANY (ARRAY['normal'::text, 'urgent'::text])))
  CREATE INDEX cases_building_idx ON public.cases USING btree (building_id, raised_at DESC) WHERE (building_id IS NOT NULL)
  CREATE INDEX cases_category_idx ON public.cases USING btree (community_id, category_id, business_on)
  CREATE INDEX cases_cell_idx ON public.cases USING btree (community_id, cell) WHERE (cell IS NOT NULL)
  CREATE INDEX cases_closed_idx ON public.cases USING btree (community_id, closed_on) WHERE (closed_on IS NOT NULL)
  CREATE INDEX cases_due_idx ON public.cases USING btree (due_at, id) WHERE (phase <> 'closed'::text)
  CREATE INDEX cases_grid_idx ON public.cases USING btree (grid_id, raised_at DESC)
  CREATE INDEX cases_hazards_idx ON public.cases USING btree (community_id, business_on) WHERE (type = 'hazard'::text)
  CREATE INDEX cases_lead_idx ON public.cases USING btree (lead_organisation_id, phase, due_at) WHERE (lead_organisation_id IS NOT NULL)
  CREATE INDEX cases_merged_idx ON public.cases USING btree (community_id, merged_into_id) WHERE (merged_into_id IS NOT NULL)
  CREATE INDEX cases_newest_idx ON public.cases USING btree (raised_at DESC, id DESC)
  CREATE INDEX cases_open_due_idx ON public.cases USING btree (community_id, due_at, id) WHERE (phase <> 'closed'::text)
  CREATE INDEX cases_outcomes_idx ON public.cases USING btree (community_id, closed_on DESC, id DESC) WHERE ((type = ANY (ARRAY['wish'::text, 'micro-project'::text])) AND (stage = 'done'::text))
  CREATE INDEX cases_outside_idx ON public.cases USING btree (outside_number) WHERE (outside_number IS NOT NULL)
  CREATE INDEX cases_parent_idx ON public.cases USING btree (community_id, parent_id) WHERE (parent_id IS NOT NULL)
  CREATE INDEX cases_raised_idx ON public.cases USING btree (community_id, raised_at DESC, id DESC)
  CREATE INDEX cases_stage_idx ON public.cases USING btree (community_id, stage, due_at, id) WHERE (phase <> 'closed'::text)
  CREATE INDEX cases_sync_idx ON public.cases USING btree (community_id, sync_seq)
  CREATE INDEX cases_to_erase_idx ON public.cases USING btree (community_id, closed_on) WHERE ((closed_on IS NOT NULL) AND (erased_at IS NULL))
  CREATE INDEX cases_type_idx ON public.cases USING btree (type, raised_at DESC, id DESC)
  CREATE INDEX cases_whistles_idx ON public.cases USING btree (community_id, business_on) WHERE (type = 'whistle'::text)
  policy cases_scope using ((community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])) OR (EXISTS ( SELECT
   FROM case_assignments a
  WHERE ((a.community_id = cases.community_id) AND (a.case_id = cases.id) AND (a.organisation_id = ANY (( SELECT (string_to_array(current_setting('app.org'::text, true), ','::text))::uuid[] AS string_to_array)::uuid[]))))))
  policy cases_sealed using ((community_id < '1000000000000'::bigint) OR (COALESCE(( SELECT current_setting('app.person'::text, true) AS current_setting), ''::text) = ''::text) OR ((id)::text = ANY (( SELECT string_to_array(COALESCE(current_setting('app.sealed_cases'::text, true), ''::text), ','::text) AS string_to_array)::text[])) OR (EXISTS ( SELECT
   FROM jsonb_array_elements((cases.progress -> 'members'::text)) m(value)
  WHERE (((m.value ->> 'userId'::text) = ( SELECT current_setting('app.person'::text, true) AS current_setting)) AND ((m.value ->> 'until'::text) IS NULL)))))

table categories -- placement: reference
  id bigint not null,
  parent_id bigint,
  case_type text not null,
  code text not null,
  name jsonb not null,
  position integer not null default 0,
  is_open boolean not null default true,
  rule jsonb not null default '{}'::jsonb,
  version integer not null default 1,
  updated_at timestamp with time zone not null default now()
  constraint categories_code_unique UNIQUE (code)
  constraint categories_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES categories(id)
  constraint categories_pkey PRIMARY KEY (id)
  CREATE INDEX categories_parent_idx ON public.categories USING btree (parent_id)

table changes -- placement: community
  community_id bigint not null,
  id uuid not null,
  noun text not null,
  row_id uuid not null,
  cause text not null,
  cause_id uuid not null,
  kind text not null,
  before jsonb not null,
  after jsonb not null,
  made_by jsonb not null,
  made_at timestamp with time zone not null
  constraint changes_kind_known CHECK ((kind = ANY (ARRAY['created'::text, 'updated'::text, 'ended'::text])))
  constraint changes_pkey PRIMARY KEY (community_id, id)
  CREATE INDEX changes_cause_idx ON public.changes USING btree (community_id, cause_id)
  CREATE INDEX changes_row_idx ON public.changes USING btree (community_id, row_id, made_at)
  policy changes_scope using (community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[]))

table confirmations -- placement: local
  id uuid not null,
  kind text not null,
  user_id uuid not null,
  details jsonb not null,
  reason text,
  proposed_by uuid not null,
  proposed_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  state text not null,
  decided_by uuid,
  decided_at timestamp with time zone
  constraint confirmations_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES users(id)
  constraint confirmations_decided_whole CHECK ((((state = 'open'::text) = (decided_by IS NULL)) AND ((state = 'open'::text) = (decided_at IS NULL))))
  constraint confirmations_kind_known CHECK ((kind = ANY (ARRAY['grant-administrator'::text, 'end-administrator'::text, 'reset-second-factor'::text])))
  constraint confirmations_pkey PRIMARY KEY (id)
  constraint confirmations_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES users(id)
  constraint confirmations_second_person CHECK (((state <> 'confirmed'::text) OR ((decided_by <> proposed_by) AND (decided_by <> user_id))))
  constraint confirmations_state_known CHECK ((state = ANY (ARRAY['open'::text, 'confirmed'::text, 'refused'::text])))
  constraint confirmations_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
  CREATE INDEX confirmations_decider_idx ON public.confirmations USING btree (decided_by) WHERE (decided_by IS NOT NULL)
  CREATE INDEX confirmations_proposer_idx ON public.confirmations USING btree (proposed_by)
  CREATE INDEX confirmations_time_idx ON public.confirmations USING btree (proposed_at DESC, id DESC)
  CREATE INDEX confirmations_user_idx ON public.confirmations USING btree (user_id)

table duties -- placement: reference
  id uuid not null,
  category_id bigint not null,
  area_id bigint not null,
  lead_organisation_id uuid not null,
  helper_organisation_ids uuid[] not null default '{}'::uuid[],
  basis text,
  updated_at timestamp with time zone not null default now()
  constraint duties_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas(id)
  constraint duties_category_id_fkey FOREIGN KEY (category_id) REFERENCES categories(id)
  constraint duties_lead_organisation_id_fkey FOREIGN KEY (lead_organisation_id) REFERENCES organisations(id)
  constraint duties_pkey PRIMARY KEY (id)
  constraint duties_unique UNIQUE (category_id, area_id)
  CREATE INDEX duties_area_idx ON public.duties USING btree (area_id)
  CREATE INDEX duties_lead_idx ON public.duties USING btree (lead_organisation_id)

table feedback -- placement: local
  id uuid not null,
  user_id uuid,
  sender text not null,
  kind text not null,
  words text not null,
  path text not null,
  contact_sealed bytea,
  link_hash bytea not null,
  state text not null,
  answer text,
  made_at timestamp with time zone not null,
  seen_at timestamp with time zone,
  answered_at timestamp with time zone,
  answered_by uuid
  constraint feedback_answer_whole CHECK (((state = 'answered'::text) = ((answer IS NOT NULL) AND (answered_at IS NOT NULL))))
  constraint feedback_kind_known CHECK ((kind = ANY (ARRAY['hard'::text, 'fault'::text, 'idea'::text, 'burden'::text, 'other'::text])))
  constraint feedback_link_unique UNIQUE (link_hash)
  constraint feedback_pkey PRIMARY KEY (id)
  constraint feedback_sender_known CHECK ((sender = ANY (ARRAY['staff'::text, 'resident'::text, 'anonymous'::text])))
  constraint feedback_state_known CHECK ((state = ANY (ARRAY['new'::text, 'seen'::text, 'answered'::text])))
  CREATE INDEX feedback_made_idx ON public.feedback USING btree (made_at DESC, id DESC)
  CREATE INDEX feedback_state_idx ON public.feedback USING btree (state, made_at DESC, id DESC)
  CREATE INDEX feedback_user_idx ON public.feedback USING btree (user_id, made_at DESC)

table files -- placement: community
  community_id bigint not null,
  id uuid not null,
  state text not null,
  sha256 text not null,
  thumb_sha256 text,
  sent_sha256 text not null,
  media_type text not null,
  size_bytes bigint not null,
  name text not null,
  noun text,
  row_id uuid,
  made_by jsonb not null,
  taken_at timestamp with time zone,
  created_at timestamp with time zone not null default now()
  constraint files_pkey PRIMARY KEY (community_id, id)
  constraint files_state_known CHECK ((state = ANY (ARRAY['staged'::text, 'bound'::text, 'erased'::text])))
  CREATE INDEX files_bound_idx ON public.files USING btree (community_id, noun, row_id) WHERE (state = 'bound'::text)
  CREATE INDEX files_sha_idx ON public.files USING btree (sha256)
  CREATE INDEX files_staged_idx ON public.files USING btree (created_at) WHERE (state = 'staged'::text)
  CREATE INDEX files_thumb_idx ON public.files USING btree (thumb_sha256) WHERE (thumb_sha256 IS NOT NULL)
  policy files_scope using ((community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])) OR ((state = 'staged'::text) AND (((made_by ->> 'organisationId'::text))::uuid = ANY (( SELECT (string_to_array(current_setting('app.org'::text, true), ','::text))::uuid[] AS string_to_array)::uuid[]))) OR ((noun = 'cases'::text) AND (EXISTS ( SELECT
   FROM case_assignments a
  WHERE ((a.community_id = files.community_id) AND (a.case_id = files.row_id) AND (a.organisation_id = ANY (( SELECT (string_to_array(current_setting('app.org'::text, true), ','::text))::uuid[] AS string_to_array)::uuid[])))))))
  policy files_sealed using ((community_id < '1000000000000'::bigint) OR (COALESCE(( SELECT current_setting('app.person'::text, true) AS current_setting), ''::text) = ''::text) OR (row_id IS NULL) OR ((row_id)::text = ANY (( SELECT string_to_array(COALESCE(current_setting('app.sealed_cases'::text, true), ''::text), ','::text) AS string_to_array)::text[])) OR (EXISTS ( SELECT
   FROM cases c
  WHERE ((c.community_id = files.community_id) AND (c.id = files.row_id)))))

table filter_orders -- placement: local
  user_id uuid not null,
  list text not null,
  ids uuid[] not null default '{}'::uuid[],
  default_id uuid
  constraint filter_orders_list_known CHECK ((list = ANY (ARRAY['cases'::text, 'people'::text])))
  constraint filter_orders_pkey PRIMARY KEY (user_id, list)
  constraint filter_orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)

table hearings -- placement: local
  id uuid not null,
  area_id bigint not null,
  kind text not null,
  title text not null,
  court text not null,
  judge text not null default ''::text,
  place text not null,
  phone text not null default ''::text,
  is_open boolean not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  announced_by uuid not null,
  announced_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  withdrawn_words text not null default ''::text,
  attended integer,
  after_words text not null default ''::text
  constraint hearings_announced_by_fkey FOREIGN KEY (announced_by) REFERENCES users(id)
  constraint hearings_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas(id)
  constraint hearings_attended_sane CHECK (((attended >= 0) AND (attended <= 100000)))
  constraint hearings_forward CHECK ((ends_at > starts_at))
  constraint hearings_kind_known CHECK ((kind = ANY (ARRAY['circuit'::text, 'visit'::text])))
  constraint hearings_pkey PRIMARY KEY (id)
  CREATE INDEX hearings_announcer_idx ON public.hearings USING btree (announced_by)
  CREATE INDEX hearings_area_idx ON public.hearings USING btree (area_id, starts_at)

table holdings -- placement: reference
  id uuid not null,
  user_id uuid not null,
  role text not null,
  area_id bigint,
  organisation_id uuid,
  valid_from date not null,
  valid_to date,
  granted_by uuid,
  granted_at timestamp with time zone not null
  constraint holdings_administrators_apart EXCLUDE USING gist (user_id WITH =, role WITH <>, daterange(valid_from, valid_to) WITH &&) WHERE ((role = ANY (ARRAY['system-admin'::text, 'security-admin'::text, 'audit-admin'::text])))
  constraint holdings_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas(id)
  constraint holdings_ends_after_start CHECK (((valid_to IS NULL) OR (valid_to > valid_from)))
  constraint holdings_no_overlap EXCLUDE USING gist (user_id WITH =, role WITH =, COALESCE(area_id, (0)::bigint) WITH =, COALESCE(organisation_id, '00000000-0000-0000-0000-000000000000'::uuid) WITH =, daterange(valid_from, valid_to) WITH &&)
  constraint holdings_one_reach CHECK ((num_nonnulls(area_id, organisation_id) = 1))
  constraint holdings_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  constraint holdings_pkey PRIMARY KEY (id)
  constraint holdings_role_shaped CHECK ((role ~ '^[a-z]+(-[a-z]+)*$'::text))
  CREATE INDEX holdings_area_idx ON public.holdings USING btree (area_id) WHERE (area_id IS NOT NULL)
  CREATE INDEX holdings_organisation_idx ON public.holdings USING btree (organisation_id) WHERE (organisation_id IS NOT NULL)
  CREATE INDEX holdings_user_idx ON public.holdings USING btree (user_id)

table households -- placement: community
  community_id bigint not null,
  id uuid not null,
  house_id uuid,
  register_no text,
  head_people_id uuid,
  lineage jsonb not null default '{}'::jsonb,
  ended_on date,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null
  constraint households_head_fk FOREIGN KEY (community_id, head_people_id) REFERENCES people(community_id, id)
  constraint households_house_fk FOREIGN KEY (community_id, house_id) REFERENCES houses(community_id, id)
  constraint households_pkey PRIMARY KEY (community_id, id)
  CREATE INDEX households_head_idx ON public.households USING btree (community_id, head_people_id)
  CREATE INDEX households_house_idx ON public.households USING btree (community_id, house_id)
  policy households_scope using (community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[]))

table houses -- placement: community
  community_id bigint not null,
  id uuid not null,
  building_id bigint not null,
  unit_id bigint,
  floor integer,
  room text not null,
  door_key text not null,
  address text not null,
  use text not null default 'residence'::text,
  tenure text not null default 'unknown'::text,
  area_hundredths_m2 bigint,
  details jsonb not null default '{}'::jsonb,
  lineage jsonb not null default '{}'::jsonb,
  ended_on date,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  door_order text not null default ((lpad(split_part(door_key, '-'::text, 2), 4, '0'::text) || lpad(split_part(door_key, '-'::text, 3), 8, '0'::text)) || lpad(split_part(door_key, '-'::text, 4), 4, '0'::text))
  constraint houses_building_id_fkey FOREIGN KEY (building_id) REFERENCES areas(id)
  constraint houses_pkey PRIMARY KEY (community_id, id)
  constraint houses_tenure_known CHECK ((tenure = ANY (ARRAY['owner'::text, 'let'::text, 'shared-let'::text, 'vacant'::text, 'lent'::text, 'unknown'::text])))
  constraint houses_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES areas(id)
  constraint houses_use_known CHECK ((use = ANY (ARRAY['residence'::text, 'commercial'::text, 'office'::text, 'storage'::text, 'mixed'::text, 'other'::text])))
  CREATE INDEX houses_building_idx ON public.houses USING btree (building_id, door_order, id) WHERE (ended_on IS NULL)
  CREATE UNIQUE INDEX houses_door_unique ON public.houses USING btree (community_id, building_id, door_key) WHERE (ended_on IS NULL)
  policy houses_scope using (community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[]))

table import_mappings -- placement: community
  community_id bigint not null,
  fingerprint text not null,
  columns jsonb not null,
  updated_at timestamp with time zone not null
  constraint import_mappings_pkey PRIMARY KEY (community_id, fingerprint)
  policy import_mappings_scope using (community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[]))

table import_pages -- placement: community
  community_id bigint not null,
  import_id uuid not null,
  position integer not null,
  sealed bytea not null
  constraint import_pages_import_fk FOREIGN KEY (community_id, import_id) REFERENCES imports(community_id, id) ON DELETE CASCADE
  constraint import_pages_pkey PRIMARY KEY (community_id, import_id, "position")
  policy import_pages_scope using (community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[]))

table import_rows -- placement: community
  community_id bigint not null,
  id uuid not null,
  import_id uuid not null,
  kind text not null,
  state text not null,
  sheet text not null,
  row_no integer not null,
  cells text[] not null default '{}'::text[],
  reasons text[] not null,
  sealed bytea not null,
  mark bytea,
  people_id uuid,
  decision jsonb,
  decided_by jsonb,
  decided_at timestamp with time zone
  constraint import_rows_import_fk FOREIGN KEY (community_id, import_id) REFERENCES imports(community_id, id)
  constraint import_rows_kind_known CHECK ((kind = ANY (ARRAY['held'::text, 'conflict'::text, 'duplicate'::text, 'doubt'::text, 'ignored'::text, 'injected'::text, 'refused'::text, 'kept'::text])))
  constraint import_rows_pkey PRIMARY KEY (community_id, id)
  constraint import_rows_state_known CHECK ((state = ANY (ARRAY['open'::text, 'fixed'::text, 'dropped'::text, 'noted'::text])))
  CREATE INDEX import_rows_import_idx ON public.import_rows USING btree (community_id, import_id, kind, state, id)
  CREATE INDEX import_rows_mark_idx ON public.import_rows USING btree (community_id, mark) WHERE (mark IS NOT NULL)
  CREATE INDEX import_rows_open_idx ON public.import_rows USING btree (community_id, kind) WHERE (state = 'open'::text)
  policy import_rows_scope using (community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[]))

table imports -- placement: community
  community_id bigint not null,
  id uuid not null,
  file_id uuid not null,
  file_name text not null,
  state text not null,
  overrides jsonb not null default '[]'::jsonb,
  plan jsonb not null default '{}'::jsonb,
  counts jsonb not null default '{}'::jsonb,
  done_rows integer not null default 0,
  total_rows integer not null default 0,
  is_dry_run boolean not null default false,
  attempts integer not null default 0,
  failure text,
  failure_text jsonb,
  people_ids uuid[] not null default '{}'::uuid[],
  house_ids uuid[] not null default '{}'::uuid[],
  made_by jsonb not null,
  made_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  undone_at timestamp with time zone
  constraint imports_file_fk FOREIGN KEY (community_id, file_id) REFERENCES files(community_id, id)
  constraint imports_pkey PRIMARY KEY (community_id, id)
  constraint imports_state_known CHECK ((state = ANY (ARRAY['reading'::text, 'previewed'::text, 'queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'undoing'::text, 'undone'::text, 'discarded'::text])))
  CREATE INDEX imports_file_idx ON public.imports USING btree (community_id, file_id)
  policy imports_scope using (community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[]))

table intentions -- placement: own-key
  id uuid not null,
  command text not null,
  fingerprint text not null,
  output jsonb not null,
  done_at timestamp with time zone not null default now()
  constraint intentions_pkey PRIMARY KEY (id)
  CREATE INDEX intentions_done_idx ON public.intentions USING btree (done_at)

table joint_members -- placement: local
  id uuid not null,
  community_id bigint not null,
  area_id bigint not null,
  kind text not null,
  name text not null,
  organisation_id uuid,
  unit_words text not null,
  post text not null,
  begins_on date not null,
  ends_on date not null,
  added_by uuid not null,
  added_at timestamp with time zone not null,
  left_on date,
  left_why text not null default ''::text,
  left_by uuid
  constraint joint_members_added_by_fkey FOREIGN KEY (added_by) REFERENCES users(id)
  constraint joint_members_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas(id)
  constraint joint_members_community_id_fkey FOREIGN KEY (community_id) REFERENCES areas(id)
  constraint joint_members_left_by_fkey FOREIGN KEY (left_by) REFERENCES users(id)
  constraint joint_members_left_whole CHECK (((left_on IS NULL) = (left_by IS NULL)))
  constraint joint_members_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  constraint joint_members_pkey PRIMARY KEY (id)
  constraint joint_members_term_ordered CHECK ((ends_on >= begins_on))
  CREATE INDEX joint_members_adder_idx ON public.joint_members USING btree (added_by)
  CREATE INDEX joint_members_area_idx ON public.joint_members USING btree (area_id, added_at DESC, id DESC)
  CREATE INDEX joint_members_community_idx ON public.joint_members USING btree (community_id)
  CREATE INDEX joint_members_leaver_idx ON public.joint_members USING btree (left_by) WHERE (left_by IS NOT NULL)
  CREATE INDEX joint_members_organisation_idx ON public.joint_members USING btree (organisation_id) WHERE (organisation_id IS NOT NULL)

table joint_proposals -- placement: local
  community_id bigint not null,
  case_id uuid not null,
  member_id uuid not null,
  made_at timestamp with time zone not null
  constraint joint_proposals_member_id_fkey FOREIGN KEY (member_id) REFERENCES joint_members(id)
  constraint joint_proposals_pkey PRIMARY KEY (community_id, case_id)
  CREATE INDEX joint_proposals_member_idx ON public.joint_proposals USING btree (member_id, made_at DESC)

table legal_guides -- placement: local
  id uuid not null,
  area_id bigint not null,
  name text not null,
  place text not null default ''::text,
  topics text[] not null default '{}'::text[],
  duty_phone text not null default ''::text,
  trained_on date,
  name_agreed_on date,
  own_phone_sealed bytea,
  phone_agreed_on date,
  added_by uuid not null,
  added_at timestamp with time zone not null,
  ended_on date,
  user_id uuid,
  certificate text not null default ''::text,
  agreed_on date not null,
  own_phone_masked text,
  ended_by uuid
  constraint legal_guides_added_by_fkey FOREIGN KEY (added_by) REFERENCES users(id)
  constraint legal_guides_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas(id)
  constraint legal_guides_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES users(id)
  constraint legal_guides_ended_without_phone CHECK (((ended_on IS NULL) OR (own_phone_sealed IS NULL)))
  constraint legal_guides_phone_whole CHECK (((own_phone_sealed IS NULL) = (own_phone_masked IS NULL)))
  constraint legal_guides_phone_with_name CHECK (((phone_agreed_on IS NULL) OR (name_agreed_on IS NOT NULL)))
  constraint legal_guides_pkey PRIMARY KEY (id)
  constraint legal_guides_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
  CREATE INDEX legal_guides_added_idx ON public.legal_guides USING btree (added_by)
  CREATE INDEX legal_guides_area_idx ON public.legal_guides USING btree (area_id) WHERE (ended_on IS NULL)
  CREATE INDEX legal_guides_ended_by_idx ON public.legal_guides USING btree (ended_by) WHERE (ended_by IS NOT NULL)
  CREATE UNIQUE INDEX legal_guides_staff_once ON public.legal_guides USING btree (area_id, user_id) WHERE ((user_id IS NOT NULL) AND (ended_on IS NULL))
  CREATE INDEX legal_guides_user_idx ON public.legal_guides USING btree (user_id) WHERE (user_id IS NOT NULL)

table mandate_acts -- placement: local
  id uuid not null,
  mandate_id uuid not null,
  at timestamp with time zone not null,
  community_id bigint not null,
  case_id uuid not null,
  number text not null,
  case_type text not null,
  action text not null
  constraint mandate_acts_mandate_id_fkey FOREIGN KEY (mandate_id) REFERENCES mandates(id)
  constraint mandate_acts_pkey PRIMARY KEY (id)
  CREATE INDEX mandate_acts_mandate_idx ON public.mandate_acts USING btree (mandate_id, at DESC)

table mandates -- placement: local
  id uuid not null,
  elder_token bytea not null,
  elder_phone_sealed bytea not null,
  elder_phone_masked text not null,
  elder_name_sealed bytea not null,
  elder_name_masked text not null,
  helper_token bytea not null,
  helper_phone_sealed bytea not null,
  helper_phone_masked text not null,
  helper_name_sealed bytea not null,
  helper_name_masked text not null,
  relation text not null,
  covers text[] not null,
  given text not null,
  area_id bigint,
  witnessed_by uuid,
  given_at timestamp with time zone not null,
  ends_on date not null,
  ended_at timestamp with time zone,
  ended_by text
  constraint mandates_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas(id)
  constraint mandates_covers_something CHECK ((cardinality(covers) > 0))
  constraint mandates_ended_by_known CHECK ((ended_by = ANY (ARRAY['elder'::text, 'helper'::text, 'desk'::text])))
  constraint mandates_ended_whole CHECK (((ended_at IS NULL) = (ended_by IS NULL)))
  constraint mandates_given_known CHECK ((given = ANY (ARRAY['own'::text, 'counter'::text])))
  constraint mandates_pkey PRIMARY KEY (id)
  constraint mandates_relation_known CHECK ((relation = ANY (ARRAY['family'::text, 'neighbour'::text, 'worker'::text, 'volunteer'::text, 'other'::text])))
  constraint mandates_two_people CHECK ((elder_token <> helper_token))
  constraint mandates_witnessed CHECK ((((given = 'counter'::text) = (area_id IS NOT NULL)) AND ((given = 'counter'::text) = (witnessed_by IS NOT NULL))))
  constraint mandates_witnessed_by_fkey FOREIGN KEY (witnessed_by) REFERENCES users(id)
  CREATE INDEX mandates_area_idx ON public.mandates USING btree (area_id, given_at DESC) WHERE (area_id IS NOT NULL)
  CREATE INDEX mandates_elder_idx ON public.mandates USING btree (elder_token, given_at DESC)
  CREATE INDEX mandates_helper_idx ON public.mandates USING btree (helper_token) WHERE (ended_at IS NULL)
  CREATE INDEX mandates_witness_idx ON public.mandates USING btree (witnessed_by) WHERE (witnessed_by IS NOT NULL)

table message_proofs -- placement: local
  proof bytea not null,
  sent_on date not null
  constraint message_proofs_pkey PRIMARY KEY (proof)
  CREATE INDEX message_proofs_sent_idx ON public.message_proofs USING btree (sent_on)

table migrations -- placement: local
  name text not null,
  applied_at timestamp with time zone not null default now()
  constraint migrations_pkey PRIMARY KEY (name)

table notice_marks -- placement: own-key
  user_id uuid not null,
  seen_until timestamp with time zone not null
  constraint notice_marks_pkey PRIMARY KEY (user_id)

table notices -- placement: community
  community_id bigint not null,
  id uuid not null,
  to_user_id uuid,
  to_organisation_id uuid,
  to_area_id bigint,
  to_capability text,
  class text not null,
  code text not null,
  parameters jsonb not null default '{}'::jsonb,
  noun text,
  row_id uuid,
  created_at timestamp with time zone not null
  constraint notices_class_known CHECK ((class = ANY (ARRAY['now'::text, 'shift'::text, 'digest'::text])))
  constraint notices_pkey PRIMARY KEY (community_id, id)
  CREATE INDEX notices_area_idx ON public.notices USING btree (to_area_id, created_at DESC) WHERE (to_area_id IS NOT NULL)
  CREATE INDEX notices_organisation_idx ON public.notices USING btree (to_organisation_id, created_at DESC) WHERE (to_organisation_id IS NOT NULL)
  CREATE INDEX notices_user_idx ON public.notices USING btree (to_user_id, created_at DESC) WHERE (to_user_id IS NOT NULL)
  policy notices_scope using ((community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])) OR (to_organisation_id = ANY (( SELECT (string_to_array(current_setting('app.org'::text, true), ','::text))::uuid[] AS string_to_array)::uuid[])) OR (to_user_id = ( SELECT (NULLIF(current_setting('app.person'::text, true), ''::text))::uuid AS "nullif")))

table openings -- placement: local
  id uuid not null,
  community_id bigint not null,
  area_id bigint not null,
  organisation_id uuid not null,
  title text not null,
  details text not null,
  places integer not null,
  wage_from bigint not null,
  wage_to bigint not null,
  wage_per text not null,
  work_place text not null,
  until_on date not null,
  state text not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  checked_by uuid,
  checked_at timestamp with time zone,
  refused_why text not null default ''::text
  constraint openings_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas(id)
  constraint openings_checked_by_fkey FOREIGN KEY (checked_by) REFERENCES users(id)
  constraint openings_checked_whole CHECK (((checked_by IS NULL) = (checked_at IS NULL)))
  constraint openings_community_id_fkey FOREIGN KEY (community_id) REFERENCES areas(id)
  constraint openings_made_by_fkey FOREIGN KEY (made_by) REFERENCES users(id)
  constraint openings_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  constraint openings_pkey PRIMARY KEY (id)
  constraint openings_places_known CHECK (((places >= 1) AND (places <= 1000)))
  constraint openings_state_known CHECK ((state = ANY (ARRAY['asked'::text, 'shown'::text, 'refused'::text, 'withdrawn'::text])))
  constraint openings_wage_ordered CHECK (((wage_from > 0) AND (wage_to >= wage_from)))
  CREATE INDEX openings_area_idx ON public.openings USING btree (area_id, made_at DESC, id DESC)
  CREATE INDEX openings_checker_idx ON public.openings USING btree (checked_by) WHERE (checked_by IS NOT NULL)
  CREATE INDEX openings_community_idx ON public.openings USING btree (community_id)
  CREATE INDEX openings_maker_idx ON public.openings USING btree (made_by)
  CREATE INDEX openings_organisation_idx ON public.openings USING btree (organisation_id, made_at DESC)

table order_invitations -- placement: local
  community_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  volunteer_id uuid not null,
  made_at timestamp with time zone not null,
  made_by uuid not null
  constraint order_invitations_made_by_fkey FOREIGN KEY (made_by) REFERENCES users(id)
  constraint order_invitations_once UNIQUE (community_id, case_id, volunteer_id)
  constraint order_invitations_pkey PRIMARY KEY (community_id, id)
  constraint order_invitations_volunteer_id_fkey FOREIGN KEY (volunteer_id) REFERENCES volunteers(id) ON DELETE CASCADE
  CREATE INDEX order_invitations_maker_idx ON public.order_invitations USING btree (made_by)
  CREATE INDEX order_invitations_volunteer_idx ON public.order_invitations USING btree (volunteer_id)

table organisation_versions -- placement: reference
  organisation_id uuid not null,
  valid_from date not null,
  valid_to date,
  parent_id uuid,
  area_id bigint not null,
  name text not null,
  short_name text,
  credit_code text,
  phone text,
  revision integer not null default 1,
  made_by jsonb not null default '{}'::jsonb,
  made_at timestamp with time zone not null default now(),
  reason text
  constraint organisation_versions_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas(id)
  constraint organisation_versions_ends_after_start CHECK (((valid_to IS NULL) OR (valid_to > valid_from)))
  constraint organisation_versions_no_overlap EXCLUDE USING gist (organisation_id WITH =, daterange(valid_from, valid_to) WITH &&)
  constraint organisation_versions_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  constraint organisation_versions_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES organisations(id)
  constraint organisation_versions_pkey PRIMARY KEY (organisation_id, valid_from)
  CREATE INDEX organisation_versions_area_idx ON public.organisation_versions USING btree (area_id)
  CREATE INDEX organisation_versions_from_idx ON public.organisation_versions USING btree (valid_from)
  CREATE INDEX organisation_versions_parent_idx ON public.organisation_versions USING btree (parent_id)

table organisations -- placement: reference
  id uuid not null,
  kind text not null,
  parent_id uuid,
  area_id bigint not null,
  name text not null,
  short_name text,
  credit_code text,
  phone text,
  valid_from date not null,
  valid_to date
  constraint organisations_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas(id)
  constraint organisations_kind_known CHECK ((kind = ANY (ARRAY['party'::text, 'government'::text, 'station'::text, 'committee'::text, 'property'::text, 'utility'::text, 'social'::text, 'owners'::text, 'enterprise'::text])))
  constraint organisations_name_unique UNIQUE (area_id, name, valid_from)
  constraint organisations_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES organisations(id)
  constraint organisations_pkey PRIMARY KEY (id)
  CREATE INDEX organisations_area_idx ON public.organisations USING btree (area_id)
  CREATE INDEX organisations_parent_idx ON public.organisations USING btree (parent_id)

table outside_links -- placement: community
  community_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  name text not null,
  firm text not null default ''::text,
  words text not null,
  file_ids uuid[] not null default '{}'::uuid[],
  own_file_ids uuid[] not null default '{}'::uuid[],
  shares_contact boolean not null default false,
  made_by uuid,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  seen_at timestamp with time zone,
  coming_on date,
  done_at timestamp with time zone,
  reports integer not null default 0
  constraint outside_links_case_fk FOREIGN KEY (community_id, case_id) REFERENCES cases(community_id, id)
  constraint outside_links_pkey PRIMARY KEY (community_id, id)
  CREATE INDEX outside_links_case_idx ON public.outside_links USING btree (community_id, case_id)
  policy outside_links_scope using ((community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])) OR (EXISTS ( SELECT
   FROM case_assignments a
  WHERE ((a.community_id = outside_links.community_id) AND (a.case_id = outside_links.case_id) AND (a.organisation_id = ANY (( SELECT (string_to_array(current_setting('app.org'::text, true), ','::text))::uuid[] AS string_to_array)::uuid[]))))))

table ownerships -- placement: community
  community_id bigint not null,
  id uuid not null,
  house_id uuid not null,
  people_id uuid,
  organisation_name text,
  share_num integer not null default 1,
  share_den integer not null default 1,
  certificate_no text,
  from_on date,
  to_on date,
  lineage jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null
  constraint ownerships_has_owner CHECK (((people_id IS NOT NULL) OR (organisation_name IS NOT NULL)))
  constraint ownerships_house_fk FOREIGN KEY (community_id, house_id) REFERENCES houses(community_id, id)
  constraint ownerships_people_fk FOREIGN KEY (community_id, people_id) REFERENCES people(community_id, id)
  constraint ownerships_pkey PRIMARY KEY (community_id, id)
  CREATE INDEX ownerships_house_idx ON public.ownerships USING btree (community_id, house_id)
  CREATE INDEX ownerships_people_idx ON public.ownerships USING btree (community_id, people_id)
  policy ownerships_scope using (community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[]))

table package_entries -- placement: local
  package_id uuid not null,
  path text not null,
  sha256 text not null,
  size_bytes bigint not null
  constraint package_entries_package_id_fkey FOREIGN KEY (package_id) REFERENCES packages(id) ON DELETE CASCADE
  constraint package_entries_pkey PRIMARY KEY (package_id, path)
  CREATE INDEX package_entries_sha_idx ON public.package_entries USING btree (sha256)

table package_items -- placement: local
  package_id uuid not null,
  position integer not null,
  community_id bigint not null,
  case_id uuid not null,
  line jsonb
  constraint package_items_package_id_fkey FOREIGN KEY (package_id) REFERENCES packages(id) ON DELETE CASCADE
  constraint package_items_pkey PRIMARY KEY (package_id, "position")

table packages -- placement: local
  id uuid not null,
  title text not null,
  purpose text not null,
  area_id bigint not null,
  asked jsonb not null,
  made_by uuid not null,
  actor jsonb not null,
  state text not null,
  total integer not null,
  done integer not null default 0,
  size_bytes bigint not null default 0,
  made_at timestamp with time zone not null,
  ready_at timestamp with time zone,
  expires_at timestamp with time zone not null
  constraint packages_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas(id)
  constraint packages_made_by_fkey FOREIGN KEY (made_by) REFERENCES users(id)
  constraint packages_pkey PRIMARY KEY (id)
  constraint packages_state_known CHECK ((state = ANY (ARRAY['waiting'::text, 'ready'::text, 'failed'::text, 'ended'::text])))
  CREATE INDEX packages_area_idx ON public.packages USING btree (area_id)
  CREATE INDEX packages_expires_idx ON public.packages USING btree (expires_at) WHERE (state <> 'ended'::text)
  CREATE INDEX packages_maker_idx ON public.packages USING btree (made_by, made_at DESC)

table patrol_checklists -- placement: reference
  plan_id uuid not null,
  version integer not null,
  items jsonb not null,
  made_by uuid not null,
  made_at timestamp with time zone not null
  constraint patrol_checklists_made_by_fkey FOREIGN KEY (made_by) REFERENCES users(id)
  constraint patrol_checklists_pkey PRIMARY KEY (plan_id, version)
  constraint patrol_checklists_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES patrol_plans(id)
  CREATE INDEX patrol_checklists_maker_idx ON public.patrol_checklists USING btree (made_by)

table patrol_dues -- placement: community
  community_id bigint not null,
  plan_id uuid not null,
  object_id uuid not null,
  area_id bigint not null,
  due_on date not null,
  last_on date
  constraint patrol_dues_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas(id)
  constraint patrol_dues_object_fk FOREIGN KEY (community_id, object_id) REFERENCES patrol_objects(community_id, id)
  constraint patrol_dues_pkey PRIMARY KEY (community_id, plan_id, object_id)
  constraint patrol_dues_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES patrol_plans(id)
  CREATE INDEX patrol_dues_area_idx ON public.patrol_dues USING btree (area_id)
  CREATE INDEX patrol_dues_due_idx ON public.patrol_dues USING btree (community_id, due_on, plan_id, object_id)
  CREATE INDEX patrol_dues_object_idx ON public.patrol_dues USING btree (community_id, object_id)
  CREATE INDEX patrol_dues_plan_idx ON public.patrol_dues USING btree (plan_id, due_on)
  policy patrol_dues_scope using (community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[]))

table patrol_marks -- placement: community
  community_id bigint not null,
  id uuid not null,
  plan_id uuid not null,
  object_id uuid not null,
  version integer not null,
  marked_on date not null,
  marked_by uuid not null,
  marked_at timestamp with time zone not null
  constraint patrol_marks_object_fk FOREIGN KEY (community_id, object_id) REFERENCES patrol_objects(community_id, id)
  constraint patrol_marks_once UNIQUE (community_id, plan_id, object_id, marked_on)
  constraint patrol_marks_pkey PRIMARY KEY (community_id, id)
  constraint patrol_marks_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES patrol_plans(id)
  CREATE INDEX patrol_marks_object_idx ON public.patrol_marks USING btree (community_id, object_id)
  CREATE INDEX patrol_marks_plan_idx ON public.patrol_marks USING btree (plan_id, marked_on DESC, id DESC)
  policy patrol_marks_scope using (community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[]))

table patrol_objects -- placement: community
  community_id bigint not null,
  id uuid not null,
  kind text not null,
  name text not null,
  area_id bigint not null,
  lon double precision,
  lat double precision,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  retired_at timestamp with time zone
  constraint patrol_objects_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas(id)
  constraint patrol_objects_community_id_fkey FOREIGN KEY (community_id) REFERENCES areas(id)
  constraint patrol_objects_pkey PRIMARY KEY (community_id, id)
  CREATE INDEX patrol_objects_area_idx ON public.patrol_objects USING btree (area_id)
  CREATE UNIQUE INDEX patrol_objects_one ON public.patrol_objects USING btree (community_id, area_id, kind, name) WHERE (retired_at IS NULL)
  policy patrol_objects_scope using (community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[]))

table patrol_plans -- placement: reference
  id uuid not null,
  area_id bigint not null,
  name text not null,
  object_kind text not null,
  cadence jsonb not null,
  must_confirm boolean not null,
  basis text not null default ''::text,
  chief_id uuid,
  version integer not null,
  begins_on date not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  closed_at timestamp with time zone
  constraint patrol_plans_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas(id)
  constraint patrol_plans_basis_named CHECK (((NOT must_confirm) OR (basis <> ''::text)))
  constraint patrol_plans_chief_id_fkey FOREIGN KEY (chief_id) REFERENCES users(id)
  constraint patrol_plans_made_by_fkey FOREIGN KEY (made_by) REFERENCES users(id)
  constraint patrol_plans_pkey PRIMARY KEY (id)
  CREATE INDEX patrol_plans_area_idx ON public.patrol_plans USING btree (area_id)
  CREATE INDEX patrol_plans_chief_idx ON public.patrol_plans USING btree (chief_id) WHERE (chief_id IS NOT NULL)
  CREATE INDEX patrol_plans_maker_idx ON public.patrol_plans USING btree (made_by)

table people -- placement: community
  community_id bigint not null,
  id uuid not null,
  person_id uuid not null,
  name text not null,
  sex text not null,
  born_on date,
  id_kind text not null default 'citizen'::text,
  id_sealed bytea,
  id_token bytea,
  id_masked text,
  details jsonb not null default '{}'::jsonb,
  lineage jsonb not null default '{}'::jsonb,
  ended_on date,
  end_reason text,
  merged_into uuid,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  erased_at timestamp with time zone
  constraint people_merged_fk FOREIGN KEY (community_id, merged_into) REFERENCES people(community_id, id)
  constraint people_person_id_fkey FOREIGN KEY (person_id) REFERENCES persons(id)
  constraint people_person_once UNIQUE (community_id, person_id)
  constraint people_pkey PRIMARY KEY (community_id, id)
  constraint people_sex_known CHECK ((sex = ANY (ARRAY['male'::text, 'female'::text, 'unknown'::text])))
  CREATE INDEX people_born_idx ON public.people USING btree (community_id, born_on) WHERE (ended_on IS NULL)
  CREATE INDEX people_community_name_idx ON public.people USING btree (community_id, name COLLATE "zh-x-icu", id) WHERE (ended_on IS NULL)
  CREATE INDEX people_erased_idx ON public.people USING btree (community_id, id) WHERE (erased_at IS NOT NULL)
  CREATE INDEX people_merged_idx ON public.people USING btree (community_id, merged_into) WHERE (merged_into IS NOT NULL)
  CREATE INDEX people_name_idx ON public.people USING btree (name COLLATE "zh-x-icu", id) WHERE (ended_on IS NULL)
  CREATE INDEX people_person_idx ON public.people USING btree (person_id)
  CREATE INDEX people_to_erase_idx ON public.people USING btree (community_id, ended_on) WHERE ((ended_on IS NOT NULL) AND (erased_at IS NULL))
  CREATE INDEX people_token_idx ON public.people USING btree (id_token, community_id) WHERE (id_token IS NOT NULL)
  policy people_scope using (community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[]))

table people_limits -- placement: community
  community_id bigint not null,
  people_id uuid not null,
  case_id uuid not null,
  since timestamp with time zone not null,
  made_by uuid not null
  constraint people_limits_people_fk FOREIGN KEY (community_id, people_id) REFERENCES people(community_id, id)
  constraint people_limits_pkey PRIMARY KEY (community_id, people_id)
  policy people_limits_scope using (community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[]))

table people_phones -- placement: community
  community_id bigint not null,
  id uuid not null,
  people_id uuid not null,
  sealed bytea not null,
  token bytea not null,
  masked text not null,
  position integer not null default 0,
  note text,
  lineage jsonb not null default '{}'::jsonb
  constraint people_phones_once UNIQUE (community_id, people_id, token)
  constraint people_phones_people_fk FOREIGN KEY (community_id, people_id) REFERENCES people(community_id, id) ON DELETE CASCADE
  constraint people_phones_pkey PRIMARY KEY (community_id, id)
  CREATE INDEX people_phones_token_idx ON public.people_phones USING btree (token, community_id)
  policy people_phones_scope using (community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[]))

table persons -- placement: reference
  id uuid not null,
  id_token bytea,
  merged_into uuid,
  created_at timestamp with time zone not null default now()
  constraint persons_id_token_unique UNIQUE (id_token)
  constraint persons_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES persons(id)
  constraint persons_pkey PRIMARY KEY (id)
  CREATE INDEX persons_merged_idx ON public.persons USING btree (merged_into) WHERE (merged_into IS NOT NULL)

table phone_codes -- placement: local
  phone_token bytea not null,
  code_hash bytea not null,
  tries integer not null default 0,
  sent_at timestamp with time zone not null,
  expires_at timestamp with time zone not null
  constraint phone_codes_pkey PRIMARY KEY (phone_token)
  CREATE INDEX phone_codes_expires_idx ON public.phone_codes USING btree (expires_at)

table project_supports -- placement: community
  community_id bigint not null,
  case_id uuid not null,
  user_id uuid not null,
  made_at timestamp with time zone not null
  constraint project_supports_case_fk FOREIGN KEY (community_id, case_id) REFERENCES cases(community_id, id) ON DELETE CASCADE
  constraint project_supports_pkey PRIMARY KEY (community_id, case_id, user_id)
  CREATE INDEX project_supports_user_idx ON public.project_supports USING btree (user_id)
  policy project_supports_scope using (community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[]))

table record_proofs -- placement: local
  user_id uuid not null,
  person_id uuid,
  proven_at timestamp with time zone,
  tries integer not null default 0,
  tried_on date not null
  constraint record_proofs_person_id_fkey FOREIGN KEY (person_id) REFERENCES persons(id)
  constraint record_proofs_pkey PRIMARY KEY (user_id)
  constraint record_proofs_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  constraint record_proofs_whole CHECK (((person_id IS NULL) = (proven_at IS NULL)))
  CREATE INDEX record_proofs_person_idx ON public.record_proofs USING btree (person_id) WHERE (person_id IS NOT NULL)

table recovery_codes -- placement: local
  user_id uuid not null,
  code_hash bytea not null,
  used_at timestamp with time zone
  constraint recovery_codes_pkey PRIMARY KEY (user_id, code_hash)
  constraint recovery_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE

table released_files -- placement: community
  community_id bigint not null,
  file_id uuid not null,
  released_at timestamp with time zone not null,
  released_by uuid not null
  constraint released_files_file_fk FOREIGN KEY (community_id, file_id) REFERENCES files(community_id, id) ON DELETE CASCADE
  constraint released_files_pkey PRIMARY KEY (community_id, file_id)
  policy released_files_scope using (community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[]))

table remembered_devices -- placement: local
  token_hash bytea not null,
  user_id uuid not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null
  constraint remembered_devices_pkey PRIMARY KEY (token_hash)
  constraint remembered_devices_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  CREATE INDEX remembered_devices_expires_idx ON public.remembered_devices USING btree (expires_at)
  CREATE INDEX remembered_devices_user_idx ON public.remembered_devices USING btree (user_id)

table rental_declarations -- placement: community
  community_id bigint not null,
  id uuid not null,
  house_id uuid not null,
  building_id bigint not null,
  kind text not null,
  name text not null,
  phone_sealed bytea,
  phone_masked text not null default ''::text,
  on_day date not null,
  persons smallint,
  is_let boolean,
  state text not null,
  declared_at timestamp with time zone not null,
  settled_by uuid,
  settled_at timestamp with time zone
  constraint rental_declarations_building_id_fkey FOREIGN KEY (building_id) REFERENCES areas(id)
  constraint rental_declarations_house_fk FOREIGN KEY (community_id, house_id) REFERENCES houses(community_id, id)
  constraint rental_declarations_kind_known CHECK ((kind = ANY (ARRAY['in'::text, 'out'::text, 'landlord'::text])))
  constraint rental_declarations_landlord_whole CHECK (((kind = 'landlord'::text) = (is_let IS NOT NULL)))
  constraint rental_declarations_pkey PRIMARY KEY (community_id, id)
  constraint rental_declarations_state_known CHECK ((state = ANY (ARRAY['open'::text, 'confirmed'::text, 'declined'::text, 'lapsed'::text])))
  CREATE INDEX rental_declarations_building_idx ON public.rental_declarations USING btree (building_id, declared_at, id) WHERE (state = 'open'::text)
  CREATE INDEX rental_declarations_day_idx ON public.rental_declarations USING btree (community_id, declared_at)
  CREATE INDEX rental_declarations_house_idx ON public.rental_declarations USING btree (community_id, house_id, declared_at)
  CREATE INDEX rental_declarations_open_idx ON public.rental_declarations USING btree (community_id, declared_at, id) WHERE (state = 'open'::text)
  CREATE INDEX rental_declarations_settler_idx ON public.rental_declarations USING btree (settled_by) WHERE (settled_by IS NOT NULL)
  policy rental_declarations_scope using (community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[]))

table residences -- placement: community
  community_id bigint not null,
  id uuid not null,
  people_id uuid not null,
  house_id uuid not null,
  household_id uuid,
  kind text not null,
  as_what text not null default 'member'::text,
  relation_to_head text,
  from_on date,
  to_on date,
  lineage jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null
  constraint residences_ends_after_start CHECK (((to_on IS NULL) OR (from_on IS NULL) OR (to_on >= from_on)))
  constraint residences_house_fk FOREIGN KEY (community_id, house_id) REFERENCES houses(community_id, id)
  constraint residences_household_fk FOREIGN KEY (community_id, household_id) REFERENCES households(community_id, id)
  constraint residences_kind_known CHECK ((kind = ANY (ARRAY['registered'::text, 'living'::text, 'both'::text])))
  constraint residences_people_fk FOREIGN KEY (community_id, people_id) REFERENCES people(community_id, id)
  constraint residences_pkey PRIMARY KEY (community_id, id)
  constraint residences_role_known CHECK ((as_what = ANY (ARRAY['owner'::text, 'member'::text, 'tenant'::text, 'guest'::text, 'staff'::text])))
  CREATE UNIQUE INDEX residences_current_unique ON public.residences USING btree (community_id, people_id, house_id) WHERE (to_on IS NULL)
  CREATE INDEX residences_house_idx ON public.residences USING btree (community_id, house_id)
  CREATE INDEX residences_household_idx ON public.residences USING btree (community_id, household_id)
  CREATE INDEX residences_people_idx ON public.residences USING btree (community_id, people_id)
  policy residences_scope using (community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[]))

table resource_needs -- placement: local
  id uuid not null,
  community_id bigint not null,
  area_id bigint not null,
  kind text not null,
  title text not null,
  details text not null,
  amount integer not null,
  unit text not null,
  begins_on date not null,
  ends_on date,
  weekdays integer[] not null,
  from_minute integer,
  to_minute integer,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  closed_at timestamp with time zone
  constraint resource_needs_amount_known CHECK (((amount >= 1) AND (amount <= 100000)))
  constraint resource_needs_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas(id)
  constraint resource_needs_community_id_fkey FOREIGN KEY (community_id) REFERENCES areas(id)
  constraint resource_needs_days_ordered CHECK (((ends_on IS NULL) OR (ends_on >= begins_on)))
  constraint resource_needs_hours_ordered CHECK ((((from_minute IS NULL) = (to_minute IS NULL)) AND ((from_minute IS NULL) OR (from_minute < to_minute))))
  constraint resource_needs_made_by_fkey FOREIGN KEY (made_by) REFERENCES users(id)
  constraint resource_needs_pkey PRIMARY KEY (id)
  CREATE INDEX resource_needs_area_idx ON public.resource_needs USING btree (area_id, made_at DESC, id DESC)
  CREATE INDEX resource_needs_community_idx ON public.resource_needs USING btree (community_id)
  CREATE INDEX resource_needs_maker_idx ON public.resource_needs USING btree (made_by)

table resource_uses -- placement: local
  id uuid not null,
  community_id bigint not null,
  resource_id uuid not null,
  need_id uuid not null,
  case_id uuid not null,
  amount integer not null,
  used_on date not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  released_at timestamp with time zone
  constraint resource_uses_amount_known CHECK ((amount > 0))
  constraint resource_uses_community_id_fkey FOREIGN KEY (community_id) REFERENCES areas(id)
  constraint resource_uses_made_by_fkey FOREIGN KEY (made_by) REFERENCES users(id)
  constraint resource_uses_need_id_fkey FOREIGN KEY (need_id) REFERENCES resource_needs(id)
  constraint resource_uses_pkey PRIMARY KEY (id)
  constraint resource_uses_resource_id_fkey FOREIGN KEY (resource_id) REFERENCES resources(id)
  CREATE INDEX resource_uses_case_idx ON public.resource_uses USING btree (community_id, case_id)
  CREATE INDEX resource_uses_community_idx ON public.resource_uses USING btree (community_id, made_at DESC, id DESC)
  CREATE INDEX resource_uses_maker_idx ON public.resource_uses USING btree (made_by)
  CREATE INDEX resource_uses_need_idx ON public.resource_uses USING btree (need_id)
  CREATE INDEX resource_uses_resource_idx ON public.resource_uses USING btree (resource_id)

table resources -- placement: local
  id uuid not null,
  community_id bigint not null,
  area_id bigint not null,
  organisation_id uuid not null,
  kind text not null,
  title text not null,
  details text not null,
  amount integer not null,
  unit text not null,
  per text not null,
  begins_on date not null,
  ends_on date,
  weekdays integer[] not null,
  from_minute integer,
  to_minute integer,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone
  constraint resources_amount_known CHECK (((amount >= 1) AND (amount <= 100000)))
  constraint resources_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas(id)
  constraint resources_community_id_fkey FOREIGN KEY (community_id) REFERENCES areas(id)
  constraint resources_days_ordered CHECK (((ends_on IS NULL) OR (ends_on >= begins_on)))
  constraint resources_hours_ordered CHECK ((((from_minute IS NULL) = (to_minute IS NULL)) AND ((from_minute IS NULL) OR (from_minute < to_minute))))
  constraint resources_made_by_fkey FOREIGN KEY (made_by) REFERENCES users(id)
  constraint resources_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  constraint resources_pkey PRIMARY KEY (id)
  CREATE INDEX resources_area_idx ON public.resources USING btree (area_id, made_at DESC, id DESC) WHERE (withdrawn_at IS NULL)
  CREATE INDEX resources_community_idx ON public.resources USING btree (community_id)
  CREATE INDEX resources_maker_idx ON public.resources USING btree (made_by)
  CREATE INDEX resources_organisation_idx ON public.resources USING btree (organisation_id)

table responsibilities -- placement: community
  community_id bigint not null,
  id uuid not null,
  area_id bigint not null,
  user_id uuid not null,
  duty text not null,
  line text,
  is_lead boolean not null default false,
  covers_user_id uuid,
  valid_from date not null,
  valid_to date,
  published_phone text,
  house_id uuid
  constraint responsibilities_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas(id)
  constraint responsibilities_house_fk FOREIGN KEY (community_id, house_id) REFERENCES houses(community_id, id)
  constraint responsibilities_no_overlap EXCLUDE USING gist (community_id WITH =, area_id WITH =, user_id WITH =, duty WITH =, COALESCE(house_id, '00000000-0000-0000-0000-000000000000'::uuid) WITH =, daterange(valid_from, valid_to) WITH &&)
  constraint responsibilities_pkey PRIMARY KEY (community_id, id)
  CREATE INDEX responsibilities_area_idx ON public.responsibilities USING btree (community_id, area_id)
  CREATE INDEX responsibilities_house_idx ON public.responsibilities USING btree (community_id, house_id) WHERE (house_id IS NOT NULL)
  CREATE INDEX responsibilities_user_idx ON public.responsibilities USING btree (user_id)
  policy responsibilities_scope using (community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[]))

table rota_feeds -- placement: local
  user_id uuid not null,
  key_hash bytea not null,
  made_at timestamp with time zone not null
  constraint rota_feeds_key_unique UNIQUE (key_hash)
  constraint rota_feeds_pkey PRIMARY KEY (user_id)
  constraint rota_feeds_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)

table rota_handovers -- placement: local
  id uuid not null,
  rota_id uuid not null,
  shift_id uuid not null,
  words text not null,
  written_by uuid not null,
  written_at timestamp with time zone not null,
  taken_by uuid,
  taken_at timestamp with time zone
  constraint rota_handovers_other CHECK (((taken_by IS NULL) OR (taken_by <> written_by)))
  constraint rota_handovers_pkey PRIMARY KEY (id)
  constraint rota_handovers_rota_id_fkey FOREIGN KEY (rota_id) REFERENCES rotas(id)
  constraint rota_handovers_shift_id_fkey FOREIGN KEY (shift_id) REFERENCES rota_shifts(id)
  constraint rota_handovers_taken_by_fkey FOREIGN KEY (taken_by) REFERENCES users(id)
  constraint rota_handovers_taken_whole CHECK (((taken_by IS NULL) = (taken_at IS NULL)))
  constraint rota_handovers_written_by_fkey FOREIGN KEY (written_by) REFERENCES users(id)
  CREATE INDEX rota_handovers_rota_idx ON public.rota_handovers USING btree (rota_id, written_at)
  CREATE INDEX rota_handovers_shift_idx ON public.rota_handovers USING btree (shift_id)
  CREATE INDEX rota_handovers_taker_idx ON public.rota_handovers USING btree (taken_by) WHERE (taken_by IS NOT NULL)
  CREATE INDEX rota_handovers_writer_idx ON public.rota_handovers USING btree (written_by)

table rota_shifts -- placement: local
  id uuid not null,
  rota_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  user_id uuid not null,
  part text not null,
  covers_user_id uuid,
  dropped_at timestamp with time zone
  constraint rota_shifts_covers_user_id_fkey FOREIGN KEY (covers_user_id) REFERENCES users(id)
  constraint rota_shifts_forward CHECK (((ends_at > starts_at) AND (ends_at <= (starts_at + '72:00:00'::interval))))
  constraint rota_shifts_one_place EXCLUDE USING gist (user_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE ((dropped_at IS NULL))
  constraint rota_shifts_part_known CHECK ((part = ANY (ARRAY['lead'::text, 'member'::text])))
  constraint rota_shifts_pkey PRIMARY KEY (id)
  constraint rota_shifts_rota_id_fkey FOREIGN KEY (rota_id) REFERENCES rotas(id)
  constraint rota_shifts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
  CREATE INDEX rota_shifts_covered_idx ON public.rota_shifts USING btree (covers_user_id) WHERE (covers_user_id IS NOT NULL)
  CREATE INDEX rota_shifts_rota_idx ON public.rota_shifts USING btree (rota_id, starts_at)
  CREATE INDEX rota_shifts_time_idx ON public.rota_shifts USING btree (ends_at) WHERE (dropped_at IS NULL)
  CREATE INDEX rota_shifts_user_idx ON public.rota_shifts USING btree (user_id, starts_at)

table rota_swaps -- placement: local
  id uuid not null,
  rota_id uuid not null,
  shift_id uuid not null,
  for_shift_id uuid,
  asked_by uuid not null,
  asked_of uuid not null,
  words text not null default ''::text,
  state text not null,
  asked_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  seen_by uuid
  constraint rota_swaps_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES users(id)
  constraint rota_swaps_asked_of_fkey FOREIGN KEY (asked_of) REFERENCES users(id)
  constraint rota_swaps_for_shift_id_fkey FOREIGN KEY (for_shift_id) REFERENCES rota_shifts(id)
  constraint rota_swaps_pkey PRIMARY KEY (id)
  constraint rota_swaps_rota_id_fkey FOREIGN KEY (rota_id) REFERENCES rotas(id)
  constraint rota_swaps_seen_by_fkey FOREIGN KEY (seen_by) REFERENCES users(id)
  constraint rota_swaps_shift_id_fkey FOREIGN KEY (shift_id) REFERENCES rota_shifts(id)
  constraint rota_swaps_state_known CHECK ((state = ANY (ARRAY['asked'::text, 'agreed'::text, 'declined'::text, 'withdrawn'::text])))
  constraint rota_swaps_two CHECK ((asked_by <> asked_of))
  CREATE INDEX rota_swaps_asked_idx ON public.rota_swaps USING btree (asked_of, state)
  CREATE INDEX rota_swaps_asker_idx ON public.rota_swaps USING btree (asked_by)
  CREATE INDEX rota_swaps_for_idx ON public.rota_swaps USING btree (for_shift_id) WHERE (for_shift_id IS NOT NULL)
  CREATE INDEX rota_swaps_rota_idx ON public.rota_swaps USING btree (rota_id, asked_at)
  CREATE INDEX rota_swaps_seen_idx ON public.rota_swaps USING btree (seen_by) WHERE (seen_by IS NOT NULL)
  CREATE INDEX rota_swaps_shift_idx ON public.rota_swaps USING btree (shift_id)

table rotas -- placement: local
  id uuid not null,
  area_id bigint not null,
  organisation_id uuid,
  kind text not null,
  name text not null,
  place text not null,
  phone text not null default ''::text,
  publicity text not null,
  slot_minutes integer,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  closed_at timestamp with time zone
  constraint rotas_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas(id)
  constraint rotas_made_by_fkey FOREIGN KEY (made_by) REFERENCES users(id)
  constraint rotas_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  constraint rotas_pkey PRIMARY KEY (id)
  constraint rotas_publicity_known CHECK ((publicity = ANY (ARRAY['none'::text, 'post'::text, 'name'::text])))
  constraint rotas_slot_sane CHECK (((slot_minutes >= 5) AND (slot_minutes <= 240)))
  CREATE INDEX rotas_area_idx ON public.rotas USING btree (area_id)
  CREATE INDEX rotas_maker_idx ON public.rotas USING btree (made_by)
  CREATE INDEX rotas_organisation_idx ON public.rotas USING btree (organisation_id) WHERE (organisation_id IS NOT NULL)

table routing_rules -- placement: reference
  id uuid not null,
  position integer not null,
  name text not null,
  area_id bigint not null,
  category_ids bigint[] not null default '{}'::bigint[],
  polygon jsonb,
  times jsonb not null default '{}'::jsonb,
  sends jsonb not null,
  is_on boolean not null default true,
  updated_at timestamp with time zone not null default now(),
  updated_by uuid
  constraint routing_rules_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas(id)
  constraint routing_rules_pkey PRIMARY KEY (id)
  constraint routing_rules_position_unique UNIQUE (area_id, "position") DEFERRABLE INITIALLY DEFERRED

table saved_filters -- placement: local
  id uuid not null,
  list text not null,
  name text not null,
  filter jsonb not null,
  user_id uuid not null,
  organisation_id uuid,
  area_id bigint,
  role text,
  made_at timestamp with time zone not null,
  updated_at timestamp with time zone not null
  constraint saved_filters_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas(id)
  constraint saved_filters_list_known CHECK ((list = ANY (ARRAY['cases'::text, 'people'::text])))
  constraint saved_filters_one_share CHECK ((num_nonnulls(organisation_id, area_id) <= 1))
  constraint saved_filters_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  constraint saved_filters_pkey PRIMARY KEY (id)
  constraint saved_filters_post_whole CHECK (((area_id IS NULL) = (role IS NULL)))
  constraint saved_filters_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
  CREATE INDEX saved_filters_area_idx ON public.saved_filters USING btree (area_id, role, list) WHERE (area_id IS NOT NULL)
  CREATE INDEX saved_filters_organisation_idx ON public.saved_filters USING btree (organisation_id, list) WHERE (organisation_id IS NOT NULL)
  CREATE INDEX saved_filters_user_idx ON public.saved_filters USING btree (user_id, list)

table sealed_results -- placement: community
  community_id bigint not null,
  rate text not null,
  year smallint not null,
  n integer not null,
  reached integer not null,
  counted_at timestamp with time zone not null
  constraint sealed_results_pkey PRIMARY KEY (community_id, rate, year)
  policy sealed_results_scope using (community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[]))

table sealed_totals -- placement: community
  community_id bigint not null,
  type text not null,
  month date not null,
  n integer not null,
  counted_at timestamp with time zone not null
  constraint sealed_totals_pkey PRIMARY KEY (community_id, type, month)
  policy sealed_totals_scope using (community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[]))

table search_tokens -- placement: community
  community_id bigint not null,
  kind text not null,
  row_id uuid not null,
  tokens integer[] not null,
  at timestamp with time zone
  constraint search_tokens_at_check CHECK (((at IS NOT NULL) = (kind = 'case'::text)))
  constraint search_tokens_pkey PRIMARY KEY (community_id, kind, row_id)
  CREATE INDEX search_tokens_case_gin ON public.search_tokens USING gin (tokens, (ARRAY[community_id]), (ARRAY[(((EXTRACT(year FROM (at AT TIME ZONE 'UTC'::text)))::integer * 12) + (EXTRACT(month FROM (at AT TIME ZONE 'UTC'::text)))::integer)])) WITH (gin_pending_list_limit='256') WHERE (kind = 'case'::text)
  CREATE INDEX search_tokens_house_gin ON public.search_tokens USING gin (tokens, (ARRAY[community_id])) WHERE (kind = 'house'::text)
  CREATE INDEX search_tokens_person_gin ON public.search_tokens USING gin (tokens, (ARRAY[community_id])) WHERE (kind = 'person'::text)

table second_factors -- placement: local
  user_id uuid not null,
  secret_sealed bytea not null,
  confirmed_at timestamp with time zone,
  last_step bigint not null default 0,
  created_at timestamp with time zone not null
  constraint second_factors_pkey PRIMARY KEY (user_id)
  constraint second_factors_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE

table sensor_line -- placement: local
  only_row integer not null default 1,
  state text not null,
  since timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  fault text,
  taken bigint not null default 0,
  refused bigint not null default 0
  constraint sensor_line_one CHECK ((only_row = 1))
  constraint sensor_line_pkey PRIMARY KEY (only_row)
  constraint sensor_line_state_known CHECK ((state = ANY (ARRAY['connected'::text, 'waiting'::text, 'off'::text])))

table sensor_messages -- placement: local
  id uuid not null,
  sensor_id uuid not null,
  said text not null,
  value text not null,
  heard_at timestamp with time zone not null,
  case_id uuid
  constraint sensor_messages_pkey PRIMARY KEY (id)
  constraint sensor_messages_said_known CHECK ((said = ANY (ARRAY['alarm'::text, 'cleared'::text, 'fault'::text])))
  constraint sensor_messages_sensor_id_fkey FOREIGN KEY (sensor_id) REFERENCES sensors(id)
  CREATE INDEX sensor_messages_heard_idx ON public.sensor_messages USING btree (heard_at)
  CREATE INDEX sensor_messages_sensor_idx ON public.sensor_messages USING btree (sensor_id, heard_at DESC, id)

table sensor_refusals -- placement: local
  topic text not null,
  code text not null,
  device_id text,
  message_id text,
  bytes integer not null,
  times integer not null default 1,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null
  constraint sensor_refusals_pkey PRIMARY KEY (topic, code)
  CREATE INDEX sensor_refusals_device_idx ON public.sensor_refusals USING btree (device_id)
  CREATE INDEX sensor_refusals_last_idx ON public.sensor_refusals USING btree (last_at DESC)

table sensors -- placement: local
  id uuid not null,
  device_id text not null,
  name text not null,
  kind text not null,
  community_id bigint not null,
  area_id bigint not null,
  place_words text not null,
  lon double precision,
  lat double precision,
  category_id bigint not null,
  secret_sealed bytea not null,
  previous_sealed bytea,
  previous_until timestamp with time zone,
  quiet_minutes integer not null,
  silent_after_minutes integer not null,
  contact text not null,
  registered_by uuid not null,
  registered_at timestamp with time zone not null,
  retired_at timestamp with time zone,
  last_heard_at timestamp with time zone,
  last_alarm_at timestamp with time zone,
  last_noted_at timestamp with time zone,
  case_id uuid,
  alarms integer not null default 0,
  owner_id uuid,
  fault_since timestamp with time zone,
  fault_words text not null default ''::text
  constraint sensors_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas(id)
  constraint sensors_category_id_fkey FOREIGN KEY (category_id) REFERENCES categories(id)
  constraint sensors_community_id_fkey FOREIGN KEY (community_id) REFERENCES areas(id)
  constraint sensors_device_unique UNIQUE (device_id)
  constraint sensors_kind_known CHECK ((kind = ANY (ARRAY['smoke'::text, 'gas'::text, 'door'::text, 'water'::text, 'lift'::text, 'other'::text])))
  constraint sensors_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES organisations(id)
  constraint sensors_pkey PRIMARY KEY (id)
  constraint sensors_point_whole CHECK ((num_nulls(lon, lat) = ANY (ARRAY[0, 2])))
  constraint sensors_quiet_sane CHECK (((quiet_minutes >= 0) AND (quiet_minutes <= 1440)))
  constraint sensors_silent_sane CHECK (((silent_after_minutes >= 5) AND (silent_after_minutes <= 100000)))
  CREATE INDEX sensors_area_idx ON public.sensors USING btree (area_id)
  CREATE INDEX sensors_category_idx ON public.sensors USING btree (category_id)
  CREATE INDEX sensors_community_idx ON public.sensors USING btree (community_id)
  CREATE INDEX sensors_owner_idx ON public.sensors USING btree (owner_id)

table service_items -- placement: reference
  category_id bigint not null,
  guide jsonb not null,
  is_published boolean not null default false,
  version integer not null default 1,
  updated_at timestamp with time zone not null,
  updated_by uuid
  constraint service_items_category_id_fkey FOREIGN KEY (category_id) REFERENCES categories(id)
  constraint service_items_pkey PRIMARY KEY (category_id)
  constraint service_items_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES users(id)
  CREATE INDEX service_items_updater_idx ON public.service_items USING btree (updated_by) WHERE (updated_by IS NOT NULL)

table sessions -- placement: local
  id uuid not null,
  user_id uuid not null,
  token_hash text not null,
  expires_at timestamp with time zone not null,
  seen_at timestamp with time zone not null default now(),
  ip_address text,
  user_agent text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  awaits text,
  sign_on_provider text,
  sign_on_key bytea
  constraint sessions_awaits_known CHECK ((awaits = ANY (ARRAY['code'::text, 'enrolment'::text])))
  constraint sessions_pkey PRIMARY KEY (id)
  constraint sessions_token_unique UNIQUE (token_hash)
  constraint sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  CREATE INDEX sessions_expires_idx ON public.sessions USING btree (expires_at)
  CREATE INDEX sessions_sign_on_idx ON public.sessions USING btree (sign_on_key) WHERE (sign_on_key IS NOT NULL)
  CREATE INDEX sessions_user_idx ON public.sessions USING btree (user_id, created_at DESC)

table setting_changes -- placement: local
  id uuid not null,
  key text not null,
  before jsonb,
  after jsonb,
  changed_by uuid not null,
  changed_at timestamp with time zone not null
  constraint setting_changes_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES users(id)
  constraint setting_changes_pkey PRIMARY KEY (id)
  CREATE INDEX setting_changes_time_idx ON public.setting_changes USING btree (changed_at DESC, id DESC)
  CREATE INDEX setting_changes_user_idx ON public.setting_changes USING btree (changed_by)

table settings -- placement: reference
  key text not null,
  value jsonb not null,
  updated_at timestamp with time zone not null default now(),
  updated_by uuid
  constraint settings_pkey PRIMARY KEY (key)

table sms_messages -- placement: community
  community_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  party_id uuid,
  code text not null,
  phone_masked text not null,
  sealed bytea,
  state text not null,
  reason text,
  attempts integer not null default 0,
  next_at timestamp with time zone not null,
  made_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  told_at timestamp with time zone
  constraint sms_messages_case_fk FOREIGN KEY (community_id, case_id) REFERENCES cases(community_id, id)
  constraint sms_messages_pkey PRIMARY KEY (community_id, id)
  constraint sms_messages_state_known CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'delivered'::text, 'failed'::text, 'unknown'::text])))
  CREATE INDEX sms_messages_case_idx ON public.sms_messages USING btree (community_id, case_id, made_at)
  CREATE INDEX sms_messages_sent_idx ON public.sms_messages USING btree (sent_at) WHERE (state = 'sent'::text)
  CREATE INDEX sms_messages_waiting_idx ON public.sms_messages USING btree (next_at) WHERE (state = 'waiting'::text)
  policy sms_messages_scope using ((community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])) OR (EXISTS ( SELECT
   FROM case_assignments a
  WHERE ((a.community_id = sms_messages.community_id) AND (a.case_id = sms_messages.case_id) AND (a.organisation_id = ANY (( SELECT (string_to_array(current_setting('app.org'::text, true), ','::text))::uuid[] AS string_to_array)::uuid[]))))))

table summons_rules -- placement: reference
  id uuid not null,
  area_id bigint not null,
  by_level text not null,
  seat_level text,
  kinds text[] not null default '{}'::text[],
  organisation_id uuid,
  basis text,
  valid_from date not null,
  valid_to date,
  made_at timestamp with time zone not null,
  made_by uuid
  constraint summons_rules_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas(id)
  constraint summons_rules_in_order CHECK (((valid_to IS NULL) OR (valid_to >= valid_from)))
  constraint summons_rules_kinds_of_seats CHECK (((seat_level IS NULL) = (cardinality(kinds) = 0)))
  constraint summons_rules_level_known CHECK ((by_level = ANY (ARRAY['community'::text, 'street'::text])))
  constraint summons_rules_made_by_fkey FOREIGN KEY (made_by) REFERENCES users(id)
  constraint summons_rules_one_target CHECK (((seat_level IS NULL) <> (organisation_id IS NULL)))
  constraint summons_rules_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  constraint summons_rules_pkey PRIMARY KEY (id)
  constraint summons_rules_seat_known CHECK ((seat_level = ANY (ARRAY['street'::text, 'district'::text])))
  CREATE INDEX summons_rules_area_idx ON public.summons_rules USING btree (area_id)
  CREATE INDEX summons_rules_maker_idx ON public.summons_rules USING btree (made_by) WHERE (made_by IS NOT NULL)
  CREATE INDEX summons_rules_organisation_idx ON public.summons_rules USING btree (organisation_id) WHERE (organisation_id IS NOT NULL)

table sync_counters -- placement: community
  community_id bigint not null,
  seq bigint not null
  constraint sync_counters_pkey PRIMARY KEY (community_id)

table tags -- placement: community
  community_id bigint not null,
  id uuid not null,
  people_id uuid,
  house_id uuid,
  code text not null,
  kind text not null,
  source text not null,
  basis text,
  from_on date not null,
  to_on date,
  lineage jsonb not null default '{}'::jsonb
  constraint tags_has_subject CHECK (((people_id IS NULL) <> (house_id IS NULL)))
  constraint tags_house_fk FOREIGN KEY (community_id, house_id) REFERENCES houses(community_id, id)
  constraint tags_kind_known CHECK ((kind = ANY (ARRAY['identity'::text, 'service'::text, 'behaviour'::text])))
  constraint tags_people_fk FOREIGN KEY (community_id, people_id) REFERENCES people(community_id, id)
  constraint tags_pkey PRIMARY KEY (community_id, id)
  CREATE INDEX tags_code_idx ON public.tags USING btree (community_id, code, to_on)
  CREATE INDEX tags_house_idx ON public.tags USING btree (community_id, house_id)
  CREATE UNIQUE INDEX tags_people_current_unique ON public.tags USING btree (community_id, people_id, code) WHERE ((to_on IS NULL) AND (people_id IS NOT NULL))
  CREATE INDEX tags_people_idx ON public.tags USING btree (community_id, people_id)
  policy tags_scope using (community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[]))

table throttles -- placement: local
  key bytea not null,
  count integer not null,
  ends_at timestamp with time zone not null
  constraint throttles_pkey PRIMARY KEY (key)
  CREATE INDEX throttles_ends_idx ON public.throttles USING btree (ends_at)

table ticket_reports -- placement: own-key
  id uuid not null,
  number text not null,
  community_id bigint not null,
  case_id uuid not null,
  seq integer not null,
  state text not null,
  attempts integer not null default 0,
  next_at timestamp with time zone not null,
  made_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  last_fault text
  constraint ticket_reports_pkey PRIMARY KEY (id)
  constraint ticket_reports_state_known CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text])))
  CREATE INDEX ticket_reports_due_idx ON public.ticket_reports USING btree (next_at) WHERE (state = 'waiting'::text)
  CREATE INDEX ticket_reports_number_idx ON public.ticket_reports USING btree (number, seq)

table tickets -- placement: own-key
  number text not null,
  community_id bigint not null,
  case_id uuid not null,
  said jsonb not null,
  due_at timestamp with time zone,
  supplements integer not null default 0,
  received_at timestamp with time zone not null,
  updated_at timestamp with time zone not null
  constraint tickets_pkey PRIMARY KEY (number)
  CREATE INDEX tickets_case_idx ON public.tickets USING btree (community_id, case_id)
  CREATE INDEX tickets_received_idx ON public.tickets USING btree (received_at DESC, number)

table tree_versions -- placement: reference
  id integer not null,
  version bigint not null
  constraint tree_versions_pkey PRIMARY KEY (id)
  constraint tree_versions_single CHECK ((id = 1))

table users -- placement: local
  id uuid not null,
  kind text not null,
  name text not null,
  user_name text,
  display_user_name text,
  email text not null,
  email_verified boolean not null default false,
  image text,
  phone_sealed bytea,
  phone_token bytea,
  phone_masked text,
  language text not null default 'zh'::text,
  is_active boolean not null default true,
  must_change_password boolean not null default false,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  employee_number text
  constraint users_email_unique UNIQUE (email)
  constraint users_employee_number_unique UNIQUE (employee_number)
  constraint users_employees_are_staff CHECK (((employee_number IS NULL) OR (kind = 'staff'::text)))
  constraint users_kind_known CHECK ((kind = ANY (ARRAY['staff'::text, 'resident'::text])))
  constraint users_language_known CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text])))
  constraint users_phone_unique UNIQUE (kind, phone_token)
  constraint users_pkey PRIMARY KEY (id)
  constraint users_residents_have_phones CHECK (((kind <> 'resident'::text) OR (phone_token IS NOT NULL)))
  constraint users_staff_have_names CHECK (((kind <> 'staff'::text) OR (user_name IS NOT NULL)))
  constraint users_user_name_unique UNIQUE (user_name)
  CREATE INDEX users_phone_idx ON public.users USING btree (phone_token) WHERE (phone_token IS NOT NULL)

table verifications -- placement: local
  id uuid not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null
  constraint verifications_pkey PRIMARY KEY (id)
  CREATE INDEX verifications_expires_idx ON public.verifications USING btree (expires_at)
  CREATE INDEX verifications_identifier_idx ON public.verifications USING btree (identifier)

table visit_needs -- placement: community
  community_id bigint not null,
  id uuid not null,
  house_id uuid not null,
  building_id bigint not null,
  people_id uuid,
  rule text not null,
  due_on date not null,
  try_on date not null,
  last_on date,
  is_held boolean not null default false,
  missed_steps smallint not null default 0,
  made_at timestamp with time zone not null,
  ended_on date
  constraint visit_needs_building_id_fkey FOREIGN KEY (building_id) REFERENCES areas(id)
  constraint visit_needs_house_fk FOREIGN KEY (community_id, house_id) REFERENCES houses(community_id, id)
  constraint visit_needs_people_fk FOREIGN KEY (community_id, people_id) REFERENCES people(community_id, id)
  constraint visit_needs_pkey PRIMARY KEY (community_id, id)
  CREATE INDEX visit_needs_building_idx ON public.visit_needs USING btree (building_id, try_on, house_id, id) WHERE ((ended_on IS NULL) AND (NOT is_held))
  CREATE UNIQUE INDEX visit_needs_door_unique ON public.visit_needs USING btree (community_id, house_id, rule) WHERE ((ended_on IS NULL) AND (people_id IS NULL))
  CREATE INDEX visit_needs_due_idx ON public.visit_needs USING btree (community_id, try_on, house_id, id) WHERE ((ended_on IS NULL) AND (NOT is_held))
  CREATE INDEX visit_needs_house_idx ON public.visit_needs USING btree (community_id, house_id)
  CREATE INDEX visit_needs_missed_idx ON public.visit_needs USING btree (community_id, due_on) WHERE ((ended_on IS NULL) AND (NOT is_held) AND (missed_steps < 3))
  CREATE INDEX visit_needs_order_idx ON public.visit_needs USING btree (try_on, house_id, id) WHERE ((ended_on IS NULL) AND (NOT is_held))
  CREATE INDEX visit_needs_people_idx ON public.visit_needs USING btree (community_id, people_id) WHERE (people_id IS NOT NULL)
  CREATE UNIQUE INDEX visit_needs_person_unique ON public.visit_needs USING btree (community_id, people_id, rule) WHERE ((ended_on IS NULL) AND (people_id IS NOT NULL))
  policy visit_needs_scope using (community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[]))

table visit_receptions -- placement: community
  community_id bigint not null,
  id uuid not null,
  shift_id uuid not null,
  came_at timestamp with time zone not null,
  came_on date not null,
  who text not null default ''::text,
  words text not null,
  case_ids uuid[] not null default '{}'::uuid[],
  user_id uuid not null,
  recorded_at timestamp with time zone not null
  constraint visit_receptions_pkey PRIMARY KEY (community_id, id)
  CREATE INDEX visit_receptions_day_idx ON public.visit_receptions USING btree (community_id, came_on)
  CREATE INDEX visit_receptions_shift_idx ON public.visit_receptions USING btree (shift_id, came_at)
  policy visit_receptions_scope using (community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[]))

table visit_served -- placement: community
  community_id bigint not null,
  visit_id uuid not null,
  need_id uuid not null,
  people_id uuid,
  rule text not null
  constraint visit_served_need_fk FOREIGN KEY (community_id, need_id) REFERENCES visit_needs(community_id, id)
  constraint visit_served_people_fk FOREIGN KEY (community_id, people_id) REFERENCES people(community_id, id)
  constraint visit_served_pkey PRIMARY KEY (community_id, visit_id, need_id)
  constraint visit_served_visit_fk FOREIGN KEY (community_id, visit_id) REFERENCES visits(community_id, id) ON DELETE CASCADE
  CREATE INDEX visit_served_need_idx ON public.visit_served USING btree (community_id, need_id)
  CREATE INDEX visit_served_people_idx ON public.visit_served USING btree (community_id, people_id, rule) WHERE (people_id IS NOT NULL)
  CREATE INDEX visit_served_rule_idx ON public.visit_served USING btree (community_id, rule)
  policy visit_served_scope using (community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[]))

table visit_wishes -- placement: community
  community_id bigint not null,
  people_id uuid not null,
  is_phone_first boolean not null default false,
  hours text not null default 'any'::text,
  is_no_visit boolean not null default false,
  is_no_photo boolean not null default false,
  said_on date not null,
  user_id uuid not null
  constraint visit_wishes_hours_known CHECK ((hours = ANY (ARRAY['any'::text, 'morning'::text, 'afternoon'::text, 'evening'::text])))
  constraint visit_wishes_people_fk FOREIGN KEY (community_id, people_id) REFERENCES people(community_id, id)
  constraint visit_wishes_pkey PRIMARY KEY (community_id, people_id)
  policy visit_wishes_scope using (community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[]))

table visits -- placement: community
  community_id bigint not null,
  id uuid not null,
  house_id uuid not null,
  building_id bigint not null,
  visited_at timestamp with time zone not null,
  visited_on date not null,
  way text not null,
  outcome text not null,
  words text not null default ''::text,
  next_on date,
  case_ids uuid[] not null default '{}'::uuid[],
  shift_id uuid,
  user_id uuid not null,
  recorded_at timestamp with time zone not null
  constraint visits_building_id_fkey FOREIGN KEY (building_id) REFERENCES areas(id)
  constraint visits_house_fk FOREIGN KEY (community_id, house_id) REFERENCES houses(community_id, id)
  constraint visits_outcome_known CHECK ((outcome = ANY (ARRAY['met'::text, 'phoned'::text, 'family-answered'::text, 'not-home'::text, 'unwilling'::text])))
  constraint visits_pkey PRIMARY KEY (community_id, id)
  constraint visits_way_known CHECK ((way = ANY (ARRAY['door'::text, 'phone'::text, 'online'::text])))
  CREATE INDEX visits_building_idx ON public.visits USING btree (building_id, visited_on)
  CREATE INDEX visits_day_idx ON public.visits USING btree (community_id, visited_on)
  CREATE INDEX visits_house_idx ON public.visits USING btree (community_id, house_id, visited_at DESC)
  CREATE INDEX visits_shift_idx ON public.visits USING btree (shift_id) WHERE (shift_id IS NOT NULL)
  policy visits_scope using (community_id = ANY (( SELECT (string_to_array(current_setting('app.communities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[]))

table volunteers -- placement: local
  id uuid not null,
  community_id bigint not null,
  user_id uuid not null,
  organisation_id uuid,
  name text not null,
  kinds text[] not null,
  is_party_member boolean not null default false,
  state text not null,
  insured_until date,
  insured_by text not null default ''::text,
  asked_at timestamp with time zone not null,
  agreed_by uuid,
  agreed_at timestamp with time zone
  constraint volunteers_agreed_by_fkey FOREIGN KEY (agreed_by) REFERENCES users(id)
  constraint volunteers_agreed_whole CHECK (((state = 'active'::text) = (agreed_at IS NOT NULL)))
  constraint volunteers_community_id_fkey FOREIGN KEY (community_id) REFERENCES areas(id)
  constraint volunteers_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  constraint volunteers_pkey PRIMARY KEY (id)
  constraint volunteers_state_known CHECK ((state = ANY (ARRAY['asked'::text, 'active'::text])))
  constraint volunteers_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
  CREATE INDEX volunteers_agreed_by_idx ON public.volunteers USING btree (agreed_by) WHERE (agreed_by IS NOT NULL)
  CREATE INDEX volunteers_organisation_idx ON public.volunteers USING btree (organisation_id) WHERE (organisation_id IS NOT NULL)
  CREATE UNIQUE INDEX volunteers_person_once ON public.volunteers USING btree (community_id, user_id) WHERE (organisation_id IS NULL)
  CREATE UNIQUE INDEX volunteers_unit_once ON public.volunteers USING btree (community_id, organisation_id) WHERE (organisation_id IS NOT NULL)
  CREATE INDEX volunteers_user_idx ON public.volunteers USING btree (user_id)

table webhook_deliveries -- placement: local
  id uuid not null,
  webhook_id uuid not null,
  kind text not null,
  payload jsonb not null,
  state text not null,
  attempts integer not null default 0,
  next_at timestamp with time zone not null,
  tried_from timestamp with time zone not null,
  made_at timestamp with time zone not null,
  delivered_at timestamp with time zone,
  last_status integer,
  last_fault text
  constraint webhook_deliveries_pkey PRIMARY KEY (id)
  constraint webhook_deliveries_state_known CHECK ((state = ANY (ARRAY['waiting'::text, 'delivered'::text, 'dead'::text])))
  constraint webhook_deliveries_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES webhooks(id) ON DELETE CASCADE
  CREATE INDEX webhook_deliveries_due_idx ON public.webhook_deliveries USING btree (next_at) WHERE (state = 'waiting'::text)
  CREATE INDEX webhook_deliveries_list_idx ON public.webhook_deliveries USING btree (webhook_id, made_at DESC, id DESC)
  CREATE INDEX webhook_deliveries_old_idx ON public.webhook_deliveries USING btree (made_at) WHERE (state <> 'waiting'::text)

table webhooks -- placement: local
  id uuid not null,
  name text not null,
  url text not null,
  kinds text[] not null,
  area_id bigint,
  organisation_id uuid,
  secret_sealed bytea not null,
  state text not null,
  failing_since timestamp with time zone,
  made_by uuid not null,
  made_at timestamp with time zone not null
  constraint webhooks_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas(id)
  constraint webhooks_made_by_fkey FOREIGN KEY (made_by) REFERENCES users(id)
  constraint webhooks_one_reach CHECK ((num_nonnulls(area_id, organisation_id) = 1))
  constraint webhooks_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  constraint webhooks_pkey PRIMARY KEY (id)
  constraint webhooks_state_known CHECK ((state = ANY (ARRAY['on'::text, 'off'::text, 'failed'::text])))
  CREATE INDEX webhooks_area_idx ON public.webhooks USING btree (area_id) WHERE (area_id IS NOT NULL)
  CREATE INDEX webhooks_maker_idx ON public.webhooks USING btree (made_by)
  CREATE INDEX webhooks_organisation_idx ON public.webhooks USING btree (organisation_id) WHERE (organisation_id IS NOT NULL)

table words_models -- placement: reference
  version integer not null,
  made_at timestamp with time zone not null,
  examples integer not null,
  model jsonb,
  accuracy jsonb,
  took_ms integer not null
  constraint words_models_pkey PRIMARY KEY (version)
