-- The journal and the records that follow from it.
--
-- Everything is written through zs.append(): one call, one transaction, entry and projections together.
-- The application role may call it and read what its settings reach (row-level security); it can change nothing.

create table zs.entry (
  record   uuid        not null,
  seq      integer     not null check (seq > 0),
  id       uuid        not null,
  type     text        not null,
  at       timestamptz not null,
  bytes    bytea       not null,
  salt     bytea       not null check (length(salt) = 16),
  position bigint      generated always as identity,
  xid      xid8        not null default pg_current_xact_id(),
  primary key (record, seq)
);
comment on table zs.entry is 'What was done, as canonical bytes (docs/journal-format.md). Inserted, never changed.';
create index entry_order on zs.entry (xid, position);

create table zs.record (
  id         uuid        primary key,
  type       text        not null,
  number     text        not null,
  state      text        not null,
  version    integer     not null,
  closed     boolean     not null,
  outcome    text,
  title      text        not null,
  due        timestamptz,
  opened_at  timestamptz not null,
  changed_at timestamptz not null,
  fields     jsonb       not null
);
comment on table zs.record is 'How each record stands: the fold of its entries, for lists and search.';
create index record_by_state on zs.record (type, state, opened_at desc, id);
create index record_by_opening on zs.record (type, opened_at desc, id);
create index record_by_due on zs.record (type, due, id) where not closed;
create index record_by_number on zs.record (number);

create table zs.record_key (
  record  uuid  primary key,
  wrapped bytea not null
);
comment on table zs.record_key is 'The key of the personal values of a record, wrapped. Destroying it erases them; every proof still holds.';

create table zs.reach (
  record uuid  not null,
  key    text  not null,
  role   text  not null,
  reason jsonb not null,
  primary key (record, key)
);
comment on table zs.reach is 'Which keys open a record, in which role, and why (kernel/access/reach.ts).';
create index reach_by_key on zs.reach (key, record);

create table zs.named (
  record uuid not null,
  key    text not null,
  primary key (record, key)
);
comment on table zs.named is 'Whom a record names: they and theirs never reach it (kernel/access/exclusion.ts).';
create index named_by_key on zs.named (key, record);

create table zs.work (
  record uuid not null,
  key    text not null,
  type   text not null,
  due    timestamptz,
  primary key (record, key)
);
comment on table zs.work is 'Whose move it is: the keys of those who owe the next step.';
create index work_by_key on zs.work (key, type, due, record);

create table zs.clock (
  record       uuid        not null,
  name         text        not null,
  type         text        not null,
  run          integer     not null,
  state        text        not null,
  started_at   timestamptz not null,
  due          timestamptz,
  provisional  boolean     not null,
  next_rung_at timestamptz,
  primary key (record, name)
);
comment on table zs.clock is 'The present run of each deadline, derived from its ledger; computed anew when a calendar changes.';
create index clock_by_rung on zs.clock (next_rung_at) where next_rung_at is not null;
create index clock_open on zs.clock (type, state) where state in ('running', 'suspended');

create table zs.link (
  record    uuid not null,
  link      text not null,
  to_type   text not null,
  to_record uuid not null,
  primary key (record, link, to_record)
);
comment on table zs.link is 'Records that refer to records; read from both sides.';
create index link_by_target on zs.link (to_record);

create table zs.file (
  digest    text        primary key check (digest ~ '^[0-9a-f]{64}$'),
  size      bigint      not null,
  type      text        not null,
  name      text        not null,
  stored_at timestamptz not null,
  by_key    text        not null
);
comment on table zs.file is 'Files in the evidence store by SHA-256; by_key is who uploaded it, who alone may use it until a record holds it.';

create table zs.record_file (
  record uuid not null,
  digest text not null,
  name   text not null,
  type   text not null,
  primary key (record, digest)
);
comment on table zs.record_file is 'Which record holds which file, under which name.';
create index record_file_by_digest on zs.record_file (digest);

create table zs.counter (
  series text    not null,
  year   integer not null,
  last   integer not null,
  primary key (series, year)
);
comment on table zs.counter is 'Register numbers without gaps: taken in the transaction that uses them.';

create table zs.register (
  number text primary key,
  record uuid not null
);
comment on table zs.register is 'Every register number ever given, once.';

create table zs.query_code (
  hash   bytea primary key,
  record uuid  not null
);
comment on table zs.query_code is 'Keyed hashes of the codes by which reporters ask; the codes themselves are nowhere.';

create table zs.idempotency (
  actor  text        not null,
  key    text        not null,
  asked  bytea       not null,
  record uuid        not null,
  seq    integer     not null,
  answer jsonb       not null,
  at     timestamptz not null,
  primary key (actor, key)
);
comment on table zs.idempotency is 'A repeated request with the same key makes one entry and gets the same answer.';

create table zs.to_index (
  record uuid    not null,
  seq    integer not null,
  primary key (record, seq)
);
comment on table zs.to_index is 'Records whose search rows are behind their entries.';

-- Who is asking: keys that open, keys that exclude, and the one record a query code opens.
create function zs.my_keys() returns text[] language sql stable parallel safe as
$$ select string_to_array(nullif(current_setting('zs.keys', true), ''), E'\n') $$;
create function zs.my_conflicts() returns text[] language sql stable parallel safe as
$$ select string_to_array(nullif(current_setting('zs.conflicts', true), ''), E'\n') $$;
create function zs.my_record() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('zs.record', true), '')::uuid $$;

create function zs.reaches(asked uuid) returns boolean language sql stable security definer
set search_path = zs, pg_temp as $$
  select coalesce(asked = zs.my_record(), false) or (
    exists (select from zs.reach r where r.record = asked and r.key = any (zs.my_keys()))
    and not exists (select from zs.named n where n.record = asked and n.key = any (zs.my_conflicts())))
$$;
comment on function zs.reaches is 'The second wall: the same meaning as kernel/access, behind every door.';

do $$
declare t text;
begin
  foreach t in array array['record', 'entry', 'record_key', 'reach', 'named', 'work', 'clock', 'link', 'record_file'] loop
    execute format('alter table zs.%I enable row level security', t);
    execute format('create policy reached on zs.%I for select to zs_app using (zs.reaches(%I))', t,
                   case t when 'record' then 'id' else 'record' end);
    execute format('grant select on zs.%I to zs_app', t);
  end loop;
end $$;

/*
 * The entries of one record, with its wrapped key beside the first, for whoever these keys open it to; nothing
 * otherwise. The wall is asked once and not for each row, and the scope is set in the same round trip.
 */
create function zs.read_entries(keys text, conflicts text, opened text, asked uuid, asked_type text)
returns table (bytes bytea, wrapped bytea)
language plpgsql security definer set search_path = zs, pg_temp as $$
begin
  perform set_config('zs.keys', keys, true), set_config('zs.conflicts', conflicts, true), set_config('zs.record', opened, true);
  if not zs.reaches(asked) then return; end if;
  return query
    select e.bytes, case when e.seq = 1 then k.wrapped end
    from zs.entry e left join zs.record_key k on k.record = e.record and e.seq = 1
    where e.record = asked and e.type = asked_type order by e.seq;
end $$;

-- The next `count` numbers of a series, the first of them returned. Taken in the transaction that uses them.
create function zs.take_numbers(wanted_series text, wanted_year integer, wanted integer) returns integer
language sql security definer set search_path = zs, pg_temp as $$
  insert into zs.counter as c (series, year, last) values (wanted_series, wanted_year, wanted)
  on conflict (series, year) do update set last = c.last + wanted
  returning last - wanted + 1
$$;

/*
 * Appends entries to records and replaces what follows from them, all or none.
 *   entries  [{record, seq, id, type, at}], with their bytes and salts in the same order beside it
 *   rows     for each record once, as the last of its entries leaves it:
 *            {record, type, before, version, number, state, closed, outcome, title, due, openedAt, changedAt, fields,
 *             reach [{key, role, reason}], named [key], work [key], links [{link, type, id}],
 *             clocks [{name, run, state, startedAt, due, provisional, nextRungAt}], files [{digest, name, type}]}
 *            and, where there is one: wrapped (its key, hex), code (hash, hex)
 *   asks     [{actor, key, asked (hex), record, seq, answer, at}]
 * `before` is the version that the entries follow on, 0 for a record that they open. Raises serialization_failure
 * when somebody else was first. One statement for each table, whatever the number of records.
 */
create function zs.append(entries jsonb, entry_bytes bytea[], entry_salts bytea[], rows jsonb, asks jsonb) returns void
language plpgsql security definer set search_path = zs, pg_temp as $$
declare touched integer;
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
    delete from zs.reach o using jsonb_array_elements(rows) r
    where (r ->> 'before')::integer > 0 and o.record = (r ->> 'record')::uuid
      and not exists (select from jsonb_array_elements(r -> 'reach') x where x ->> 'key' = o.key);
    delete from zs.named o using jsonb_array_elements(rows) r
    where (r ->> 'before')::integer > 0 and o.record = (r ->> 'record')::uuid and not (r -> 'named') ? o.key;
    delete from zs.work o using jsonb_array_elements(rows) r
    where (r ->> 'before')::integer > 0 and o.record = (r ->> 'record')::uuid;
    delete from zs.link o using jsonb_array_elements(rows) r
    where (r ->> 'before')::integer > 0 and o.record = (r ->> 'record')::uuid
      and not exists (select from jsonb_array_elements(r -> 'links') x
                      where x ->> 'link' = o.link and (x ->> 'id')::uuid = o.to_record);
  end if;

  insert into zs.register (number, record)
  select r ->> 'number', (r ->> 'record')::uuid from jsonb_array_elements(rows) r where (r ->> 'before')::integer = 0;
  insert into zs.reach (record, key, role, reason)
  select (r ->> 'record')::uuid, x ->> 'key', x ->> 'role', x -> 'reason'
  from jsonb_array_elements(rows) r, jsonb_array_elements(r -> 'reach') x
  on conflict (record, key) do update set role = excluded.role, reason = excluded.reason
  where (reach.role, reach.reason) is distinct from (excluded.role, excluded.reason);
  insert into zs.named (record, key)
  select (r ->> 'record')::uuid, x from jsonb_array_elements(rows) r, jsonb_array_elements_text(r -> 'named') x
  on conflict do nothing;
  insert into zs.work (record, key, type, due)
  select (r ->> 'record')::uuid, x, r ->> 'type', (r ->> 'due')::timestamptz
  from jsonb_array_elements(rows) r, jsonb_array_elements_text(r -> 'work') x;
  insert into zs.clock (record, name, type, run, state, started_at, due, provisional, next_rung_at)
  select (r ->> 'record')::uuid, c.name, r ->> 'type', c.run, c.state, c."startedAt", c.due, c.provisional, c."nextRungAt"
  from jsonb_array_elements(rows) r,
       jsonb_to_recordset(r -> 'clocks') as c(name text, run integer, state text, "startedAt" timestamptz,
                                            due timestamptz, provisional boolean, "nextRungAt" timestamptz)
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
  insert into zs.query_code (hash, record)
  select decode(r ->> 'code', 'hex'), (r ->> 'record')::uuid from jsonb_array_elements(rows) r where r ? 'code';
  insert into zs.idempotency (actor, key, asked, record, seq, answer, at)
  select a ->> 'actor', a ->> 'key', decode(a ->> 'asked', 'hex'), (a ->> 'record')::uuid, (a ->> 'seq')::integer,
         a -> 'answer', (a ->> 'at')::timestamptz from jsonb_array_elements(asks) a;
  insert into zs.to_index (record, seq)
  select (r ->> 'record')::uuid, (r ->> 'version')::integer from jsonb_array_elements(rows) r;
end $$;

create function zs.find_answer(asking text, asked_key text) returns table (asked bytea, record uuid, seq integer, answer jsonb)
language sql stable security definer set search_path = zs, pg_temp as $$
  select i.asked, i.record, i.seq, i.answer from zs.idempotency i where i.actor = asking and i.key = asked_key
$$;

create function zs.find_by_code(code_hash bytea) returns uuid
language sql stable security definer set search_path = zs, pg_temp as
$$ select record from zs.query_code where hash = code_hash $$;

revoke all on all functions in schema zs from public;
grant usage on schema zs to zs_app;
grant execute on function zs.read_entries(text, text, text, uuid, text), zs.my_keys(), zs.my_conflicts(), zs.my_record(), zs.reaches(uuid), zs.take_numbers(text, integer, integer),
  zs.append(jsonb, bytea[], bytea[], jsonb, jsonb), zs.find_answer(text, text), zs.find_by_code(bytea) to zs_app;
