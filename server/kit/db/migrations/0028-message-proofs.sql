-- That a message was ours: a keyed hash of its words and of its phone's last four digits, and nothing else of it.
create table message_proofs (
  proof bytea primary key,
  sent_on date not null
);
comment on table message_proofs is 'placement: local';
create index message_proofs_sent_idx on message_proofs (sent_on);
