-- Which record a query code leads to is sealed under the master key (store/records/codeSeal.ts), so that `verify` names two that
-- were exchanged. Codes given out before are sealed as they stand when the program first opens the house (server/attestHouse.ts).
alter table zs.query_code add column seal bytea;
comment on column zs.query_code.seal is 'What the master key makes of record and hash; null where the house was not opened since there are seals.';

-- Two lines differ from 0037: the seal goes along.
create or replace function zs.append(entries jsonb, entry_bytes bytea[], entry_salts bytea[], rows jsonb, asks jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'zs', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
declare
  touched integer;
  changed uuid[];
begin
  insert into zs.entry (record, seq, id, type, at, bytes, salt)
  select (e ->> 'record')::uuid, (e ->> 'seq')::integer, (e ->> 'id')::uuid, e ->> 'type', (e ->> 'at')::timestamptz, b, s
  from rows from (jsonb_array_elements(entries), unnest(entry_bytes), unnest(entry_salts)) as t(e, b, s);

  insert into zs.record (id, type, number, state, version, closed, outcome, title, due, opened_at, changed_at, fields)
  select (r ->> 'record')::uuid, r ->> 'type', r ->> 'number', r ->> 'state', (r ->> 'version')::integer,
         (r ->> 'closed')::boolean, r ->> 'outcome', r ->> 'title', (r ->> 'due')::timestamptz,
         (r ->> 'openedAt')::timestamptz, (r ->> 'changedAt')::timestamptz, r -> 'fields'
  from jsonb_array_elements(rows) r where (r ->> 'before')::integer = 0;
  get diagnostics touched = row_count;

  if touched < jsonb_array_length(rows) then
    update zs.record o set state = r ->> 'state', version = (r ->> 'version')::integer, closed = (r ->> 'closed')::boolean,
      outcome = r ->> 'outcome', title = r ->> 'title', due = (r ->> 'due')::timestamptz,
      changed_at = (r ->> 'changedAt')::timestamptz, fields = r -> 'fields'
    from jsonb_array_elements(rows) r
    where (r ->> 'before')::integer > 0 and o.id = (r ->> 'record')::uuid and o.version = (r ->> 'before')::integer;
    declare updated integer;
    begin
      get diagnostics updated = row_count;
      if touched + updated < jsonb_array_length(rows) then
        raise serialization_failure using message = 'zs: somebody else was first';
      end if;
    end;
    changed := array(select (r ->> 'record')::uuid from jsonb_array_elements(rows) r where (r ->> 'before')::integer > 0);
    -- What is no longer so, and everything when the state moved: written anew below, without the price of a conflict.
    delete from zs.reach o using jsonb_array_elements(rows) r
    where o.record = any (changed) and o.record = (r ->> 'record')::uuid
      and (o.state <> r ->> 'state' or not exists (
        select from jsonb_array_elements(r -> 'reach') x where x ->> 'key' = o.key and x ->> 'role' = o.role and x -> 'reason' = o.reason));
    delete from zs.named o using jsonb_array_elements(rows) r
    where o.record = any (changed) and o.record = (r ->> 'record')::uuid and not (r -> 'named') ? o.key;
    delete from zs.work o using jsonb_array_elements(rows) r
    where o.record = any (changed) and o.record = (r ->> 'record')::uuid
      and (not (r -> 'work') ? o.key or o.due is distinct from (r ->> 'due')::timestamptz);
    delete from zs.link o using jsonb_array_elements(rows) r
    where o.record = any (changed) and o.record = (r ->> 'record')::uuid
      and not exists (select from jsonb_array_elements(r -> 'links') x
                      where x ->> 'link' = o.link and (x ->> 'id')::uuid = o.to_record);
  end if;

  insert into zs.register (number, record)
  select r ->> 'number', (r ->> 'record')::uuid from jsonb_array_elements(rows) r where (r ->> 'before')::integer = 0;
  insert into zs.reach (record, key, role, reason, state, opened_at)
  select (r ->> 'record')::uuid, x ->> 'key', x ->> 'role', x -> 'reason', r ->> 'state', (r ->> 'openedAt')::timestamptz
  from jsonb_array_elements(rows) r, jsonb_array_elements(r -> 'reach') x
  on conflict (record, key) do nothing;
  insert into zs.named (record, key)
  select (r ->> 'record')::uuid, x from jsonb_array_elements(rows) r, jsonb_array_elements_text(r -> 'named') x
  on conflict do nothing;
  insert into zs.work (record, key, type, due)
  select (r ->> 'record')::uuid, x, r ->> 'type', (r ->> 'due')::timestamptz
  from jsonb_array_elements(rows) r, jsonb_array_elements_text(r -> 'work') x
  on conflict do nothing;
  insert into zs.clock (record, name, type, run, state, started_at, due, provisional, next_rung_at)
  select (r ->> 'record')::uuid, c.name, r ->> 'type', c.run, c.state, c."startedAt", c.due, c.provisional, c."nextRungAt"
  from jsonb_array_elements(rows) r,
       jsonb_to_recordset(r -> 'clocks') as c(name text, run integer, state text, "startedAt" timestamptz,
                                            due timestamptz, provisional boolean, "nextRungAt" timestamptz)
  where not exists (select from zs.clock o where o.record = (r ->> 'record')::uuid and o.name = c.name
                      and (o.run, o.state, o.started_at, o.provisional) = (c.run, c.state, c."startedAt", c.provisional)
                      and (o.due, o.next_rung_at) is not distinct from (c.due, c."nextRungAt"))
  on conflict (record, name) do update set run = excluded.run, state = excluded.state, started_at = excluded.started_at,
    due = excluded.due, provisional = excluded.provisional, next_rung_at = excluded.next_rung_at;
  insert into zs.link (record, link, to_type, to_record)
  select (r ->> 'record')::uuid, x ->> 'link', x ->> 'type', (x ->> 'id')::uuid
  from jsonb_array_elements(rows) r, jsonb_array_elements(r -> 'links') x on conflict do nothing;
  insert into zs.record_file (record, digest, name, type)
  select (r ->> 'record')::uuid, x ->> 'digest', x ->> 'name', x ->> 'type'
  from jsonb_array_elements(rows) r, jsonb_array_elements(r -> 'files') x on conflict do nothing;
  insert into zs.record_key (record, wrapped)
  select (r ->> 'record')::uuid, decode(r ->> 'wrapped', 'hex') from jsonb_array_elements(rows) r where r ? 'wrapped';
  insert into zs.query_code (hash, record, seal)
  select decode(r ->> 'code', 'hex'), (r ->> 'record')::uuid, decode(r ->> 'codeSeal', 'hex')
  from jsonb_array_elements(rows) r where r ? 'code';
  insert into zs.idempotency (actor, key, asked, record, seq, answer, at)
  select a ->> 'actor', a ->> 'key', decode(a ->> 'asked', 'hex'), (a ->> 'record')::uuid, (a ->> 'seq')::integer,
         a -> 'answer', (a ->> 'at')::timestamptz from jsonb_array_elements(asks) a;
  perform zs.put_counted(array(select (r ->> 'record')::uuid from jsonb_array_elements(rows) r));
  perform zs.put_stood(entries);
  insert into zs.to_index (record, seq)
  select (r ->> 'record')::uuid, (r ->> 'version')::integer from jsonb_array_elements(rows) r;
end $function$;
