-- Files are sealed where they lie; each content has a key of its own, which goes with the last record that holds it.

create table zs.file_key (
  digest text primary key check (digest ~ '^[0-9a-f]{64}$'),
  wrapped bytea not null,
  made_at timestamptz not null
);
comment on table zs.file_key is 'The key under which a file is sealed, wrapped. Destroying it erases every copy of the file.';

comment on table zs.to_erase is 'Files that no record holds any more and that the evidence store still has to let go of (server/jobs/eraseFiles.ts).';

create or replace function zs.erase_records(records uuid[]) returns void
language plpgsql security definer set search_path = zs, pg_temp as $$
declare
  gone text[];
begin
  if exists (select from unnest(records) r(id)
             where not exists (select from zs.entry e where e.record = r.id and e.xid = pg_current_xact_id())) then
    raise exception 'zs: nothing is erased without an entry';
  end if;
  delete from zs.record_key k where k.record = any (records);
  delete from zs.idempotency i where i.record = any (records);
  with freed as (delete from zs.record_file f where f.record = any (records) returning f.digest)
  select array_agg(distinct g.digest) into gone from freed g
  where not exists (select from zs.record_file o where o.digest = g.digest and o.record <> all (records));
  insert into zs.to_erase (digest) select unnest(gone) on conflict do nothing;
  delete from zs.file f where f.digest = any (gone);
  delete from zs.file_key k where k.digest = any (gone);
end $$;
comment on function zs.erase_records is 'Destroys the keys of records that were erased by an entry of this transaction, and of files that nobody else holds.';
