-- Lawful erasure: the key of a record is destroyed in the transaction of the entry that says so.

create table zs.to_erase (
  digest text primary key
);
comment on table zs.to_erase is 'Files of erased records that the evidence store still has to let go of (server/jobs/eraseFiles.ts).';

/*
 * Destroys the keys of these records and lets go of their files. Only of a record that has got an entry in this very
 * transaction: nothing is erased without one. A file that another record holds stays.
 */
create function zs.erase_records(records uuid[]) returns void
language plpgsql security definer set search_path = zs, pg_temp as $$
begin
  if exists (select from unnest(records) r(id)
             where not exists (select from zs.entry e where e.record = r.id and e.xid = pg_current_xact_id())) then
    raise exception 'zs: nothing is erased without an entry';
  end if;
  delete from zs.record_key k where k.record = any (records);
  delete from zs.idempotency i where i.record = any (records);
  with gone as (delete from zs.record_file f where f.record = any (records) returning f.digest)
  insert into zs.to_erase (digest)
  select distinct g.digest from gone g
  where not exists (select from zs.record_file o where o.digest = g.digest and o.record <> all (records))
  on conflict do nothing;
  delete from zs.file f using zs.to_erase e where f.digest = e.digest;
end $$;
comment on function zs.erase_records is 'Destroys the keys of records that were erased by an entry of this transaction.';

revoke all on function zs.erase_records(uuid[]) from public;
grant execute on function zs.erase_records(uuid[]) to zs_app;
