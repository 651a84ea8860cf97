-- Short messages to the people of a matter, and what became of each: the gateway tells by a signed call.
create table sms_messages (
  community_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  -- Whom of the matter's people it went to; null for those who only follow it.
  party_id uuid,
  code text not null,
  phone_masked text not null,
  -- Phone and words, sealed, until the gateway has taken them; then nothing of them is kept.
  sealed bytea,
  state text not null constraint sms_messages_state_known check (state in ('waiting', 'sent', 'delivered', 'failed', 'unknown')),
  reason text,
  attempts int not null default 0,
  next_at timestamptz not null,
  made_at timestamptz not null,
  sent_at timestamptz,
  told_at timestamptz,
  primary key (community_id, id),
  constraint sms_messages_case_fk foreign key (community_id, case_id) references cases (community_id, id)
);
comment on table sms_messages is 'placement: community';
create index sms_messages_case_idx on sms_messages (community_id, case_id, made_at);
create index sms_messages_waiting_idx on sms_messages (next_at) where state = 'waiting';
create index sms_messages_sent_idx on sms_messages (sent_at) where state = 'sent';

alter table sms_messages enable row level security;
create policy sms_messages_scope on sms_messages using (
  community_id = any ((select string_to_array(current_setting('app.communities', true), ',')::bigint[])::bigint[])
  or exists (
    select from case_assignments a
    where a.community_id = sms_messages.community_id and a.case_id = sms_messages.case_id
      and a.organisation_id = any ((select string_to_array(current_setting('app.org', true), ',')::uuid[])::uuid[])
  )
);
