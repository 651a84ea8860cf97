-- 投诉建议: what people say of the platform itself, to whoever runs it. Not a matter: no place, no handler, no clock of one.
create table feedback (
  id uuid primary key,
  -- Null where somebody did not sign in, or did not want to be known.
  user_id uuid,
  sender text not null constraint feedback_sender_known check (sender in ('staff', 'resident', 'anonymous')),
  kind text not null constraint feedback_kind_known check (kind in ('hard', 'fault', 'idea', 'burden', 'other')),
  words text not null,
  -- The page it is about, without anything that names a matter or a person.
  path text not null,
  contact_sealed bytea,
  -- The way back of whoever did not sign in.
  link_hash bytea not null constraint feedback_link_unique unique,
  state text not null constraint feedback_state_known check (state in ('new', 'seen', 'answered')),
  answer text,
  made_at timestamptz not null,
  seen_at timestamptz,
  answered_at timestamptz,
  answered_by uuid,
  constraint feedback_answer_whole check ((state = 'answered') = (answer is not null and answered_at is not null))
);
comment on table feedback is 'placement: local';
create index feedback_state_idx on feedback (state, made_at desc, id desc);
create index feedback_made_idx on feedback (made_at desc, id desc);
create index feedback_user_idx on feedback (user_id, made_at desc);
