-- Tickets of the hotline (12345): each number is one case, however often and by whatever way it comes.
alter table cases add column outside_number text;
create index cases_outside_idx on cases (outside_number) where outside_number is not null;

create table tickets (
  number text primary key,
  community_id bigint not null,
  case_id uuid not null,
  -- Keyed hashes of what it said, by field: what changed since is told from what stayed.
  said jsonb not null,
  due_at timestamptz,
  supplements int not null default 0,
  received_at timestamptz not null,
  updated_at timestamptz not null
);
comment on table tickets is 'placement: own-key';
create index tickets_case_idx on tickets (community_id, case_id);
create index tickets_received_idx on tickets (received_at desc, number);

-- What the hotline is to be told: one row for each step of a ticket's case; the words are read from the case when it is sent.
create table ticket_reports (
  id uuid primary key,
  number text not null,
  community_id bigint not null,
  case_id uuid not null,
  -- The step's place in the case's history.
  seq int not null,
  state text not null constraint ticket_reports_state_known check (state in ('waiting', 'sent', 'failed')),
  attempts int not null default 0,
  next_at timestamptz not null,
  made_at timestamptz not null,
  sent_at timestamptz,
  -- In the adapter's words, never what was sent.
  last_fault text
);
comment on table ticket_reports is 'placement: own-key';
create index ticket_reports_due_idx on ticket_reports (next_at) where state = 'waiting';
create index ticket_reports_number_idx on ticket_reports (number, seq);
