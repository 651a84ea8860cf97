-- Alarms by a broker of messages (MQTT), and what there is to know of a device.

-- How the line to the broker is, as the one process that holds it last said; web processes and operators read it here.
create table sensor_line (
  only_row int primary key default 1 constraint sensor_line_one check (only_row = 1),
  state text not null constraint sensor_line_state_known check (state in ('connected', 'waiting', 'off')),
  since timestamptz not null,
  seen_at timestamptz not null,
  -- Why it is not connected, in the words of the machine.
  fault text,
  taken bigint not null default 0,
  refused bigint not null default 0
);
comment on table sensor_line is 'placement: local';

-- Messages that were not taken, counted by topic and reason; nothing of what they said is kept: nobody knows who said it.
create table sensor_refusals (
  topic text not null,
  code text not null,
  device_id text,
  message_id text,
  bytes int not null,
  times int not null default 1,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (topic, code)
);
comment on table sensor_refusals is 'placement: local';
create index sensor_refusals_last_idx on sensor_refusals (last_at desc);
create index sensor_refusals_device_idx on sensor_refusals (device_id);

-- Whose a device is, and whether it said of itself that it is out of order.
alter table sensors add column owner_id uuid references organisations (id);
alter table sensors add column fault_since timestamptz;
alter table sensors add column fault_words text not null default '';
create index sensors_owner_idx on sensors (owner_id);

-- What a device said, heartbeats aside; kept for a year.
create table sensor_messages (
  id uuid primary key,
  sensor_id uuid not null references sensors (id),
  said text not null constraint sensor_messages_said_known check (said in ('alarm', 'cleared', 'fault')),
  value text not null,
  heard_at timestamptz not null,
  -- The matter it raised or was noted on, in the community of its device.
  case_id uuid
);
comment on table sensor_messages is 'placement: local';
create index sensor_messages_sensor_idx on sensor_messages (sensor_id, heard_at desc, id);
create index sensor_messages_heard_idx on sensor_messages (heard_at);
