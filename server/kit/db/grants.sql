-- What the application's role may do: everything the slices need, and never change what is proof.
grant usage on schema public to linli_app;
grant select, insert, update, delete on all tables in schema public to linli_app;
revoke insert, update, delete on migrations from linli_app;
revoke update, delete on case_entries from linli_app;
revoke delete on cases from linli_app;
revoke delete on audit_rows, audit_batches from linli_app;
revoke update on audit_rows, audit_batches from linli_app;
revoke update, delete on setting_changes from linli_app;
grant update (batch_id) on audit_rows to linli_app;
grant execute on function refresh_statistics() to linli_app;
grant execute on function blur_entries(bigint, uuid, timestamptz) to linli_app;
