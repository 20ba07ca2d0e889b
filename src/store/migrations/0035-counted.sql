-- What the board counts stands in a narrow row of its own, and who reaches a record, persons aside, in a set of keys that many
-- records share: reach is decided once for each set and not for each record, and nothing is read out of jsonb while counting
-- (docs/decisions/0026-counted.md).

create table zs.circle (
  id   uuid   primary key,
  keys text[] not null
);
comment on table zs.circle is 'Keys of reach that open records together, those of persons aside; the id is their hash, so that a row cannot say anything else.';
create index circle_by_key on zs.circle using gin (keys);

create table zs.counted (
  record     uuid        primary key,
  circle     uuid        not null,
  opened_at  timestamptz not null,
  changed_at timestamptz not null,
  due        timestamptz,
  opened_on  date        not null generated always as ((opened_at at time zone 'Asia/Shanghai')::date) stored,
  agrees     boolean,
  type       text        not null,
  state      text        not null,
  source     text,
  county     text,
  unit       text,
  outcome    text,
  rungs      text[]
);
comment on table zs.counted is 'What the board counts of each record as it stands: follows from zs.record and zs.reach, written with them.';
create index counted_by_circle on zs.counted (circle);

create table zs.stood (
  record  uuid        not null,
  seq     integer     not null,
  at      timestamptz not null,
  agrees  boolean,
  state   text        not null,
  county  text,
  unit    text,
  outcome text,
  primary key (record, seq)
);
comment on table zs.stood is 'How a record stood from an entry on, as far as the board counts it, where the entry changed that: a past day is read from here.';

alter table zs.stood enable row level security;
alter table zs.circle enable row level security;
alter table zs.counted enable row level security;

/** The first 128 bits of SHA-256 of the keys, a line each, in the order of their bytes. (Without settings of its own it is inlined.) */
create function zs.circle_of(keys text[]) returns uuid language sql stable as $$
  select encode(substr(sha256(convert_to(array_to_string(keys, E'\n'), 'UTF8')), 1, 16), 'hex')::uuid
$$;

/** Writes what is counted of these records anew, where it differs. (The plan is made once for a session: making it costs more than the work.) */
create function zs.put_counted(records uuid[]) returns void language plpgsql set search_path to 'zs', 'pg_temp'
set plan_cache_mode = force_generic_plan as $$
begin
  with fresh as materialized (
    select o.id, zs.circle_of(r.keys) as circle, r.keys, o.opened_at, o.changed_at, o.due,
           case when jsonb_typeof(o.fields -> 'recheckAgrees') = 'boolean' then (o.fields -> 'recheckAgrees')::boolean end as agrees,
           o.type, o.state, o.fields ->> 'source' as source, left(o.fields ->> 'area', 6) as county,
           o.fields ->> 'verifyingUnit' as unit, o.outcome,
           case when jsonb_typeof(o.fields -> 'supervisions') = 'array' then nullif(array(
             select s.one ->> 'rung' from jsonb_array_elements(o.fields -> 'supervisions') with ordinality s(one, nth)
             where s.one ->> 'rung' is not null order by s.nth), '{}') end as rungs
    from unnest(records) x(id) join zs.record o on o.id = x.id
    cross join lateral (select array(
      select r.key from zs.reach r where r.record = o.id and r.key not like 'person/%' order by r.key collate "C") as keys) r),
  circles as (
    insert into zs.circle (id, keys)
    select distinct on (f.circle) f.circle, f.keys from fresh f
    where not exists (select from zs.circle c where c.id = f.circle) order by f.circle
    on conflict do nothing)
  insert into zs.counted as c (record, circle, opened_at, changed_at, due, agrees, type, state, source, county, unit, outcome, rungs)
  select f.id, f.circle, f.opened_at, f.changed_at, f.due, f.agrees, f.type, f.state, f.source, f.county, f.unit, f.outcome, f.rungs
  from fresh f
  on conflict (record) do update set circle = excluded.circle, opened_at = excluded.opened_at, changed_at = excluded.changed_at,
    due = excluded.due, agrees = excluded.agrees, type = excluded.type, state = excluded.state, source = excluded.source,
    county = excluded.county, unit = excluded.unit, outcome = excluded.outcome, rungs = excluded.rungs
  where (c.circle, c.opened_at, c.changed_at, c.due, c.agrees, c.type, c.state, c.source, c.county, c.unit, c.outcome, c.rungs)
    is distinct from (excluded.circle, excluded.opened_at, excluded.changed_at, excluded.due, excluded.agrees, excluded.type,
      excluded.state, excluded.source, excluded.county, excluded.unit, excluded.outcome, excluded.rungs);
end $$;

/*
 * Notes how records stand from these entries on, where it is not as before.
 *   entries  [{record, seq, at, stands {state, county, unit, outcome, agrees}}], those of a record in order and after all before
 */
create function zs.put_stood(entries jsonb) returns void language plpgsql set search_path to 'zs', 'pg_temp'
set plan_cache_mode = force_generic_plan as $$
begin
  with told as (
    select t.*, row_number() over one as nth, lag(t.stand) over one as before
    from (select (e ->> 'record')::uuid as record, (e ->> 'seq')::integer as seq, (e ->> 'at')::timestamptz as at, s.*,
                 row(s.state, s.county, s.unit, s.outcome, s.agrees)::text as stand
          from jsonb_array_elements(entries) e
          cross join jsonb_to_record(e -> 'stands') s(state text, county text, unit text, outcome text, agrees boolean)
          where e ? 'stands') t
    window one as (partition by t.record order by t.seq))
  insert into zs.stood (record, seq, at, agrees, state, county, unit, outcome)
  select t.record, t.seq, t.at, t.agrees, t.state, t.county, t.unit, t.outcome from told t
  where t.stand is distinct from case when t.nth > 1 then t.before else (
    select row(o.state, o.county, o.unit, o.outcome, o.agrees)::text from zs.stood o where o.record = t.record
    order by o.seq desc limit 1) end;
end $$;
revoke all on function zs.put_counted(uuid[]), zs.put_stood(jsonb), zs.circle_of(text[]) from public;

-- Whatever writes zs.record or zs.reach writes this, too, before its last statement. (A line or two more each; the rest as it stood.)
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
  where not exists (select from zs.reach o where o.record = (r ->> 'record')::uuid and o.key = x ->> 'key');
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
  insert into zs.query_code (hash, record)
  select decode(r ->> 'code', 'hex'), (r ->> 'record')::uuid from jsonb_array_elements(rows) r where r ? 'code';
  insert into zs.idempotency (actor, key, asked, record, seq, answer, at)
  select a ->> 'actor', a ->> 'key', decode(a ->> 'asked', 'hex'), (a ->> 'record')::uuid, (a ->> 'seq')::integer,
         a -> 'answer', (a ->> 'at')::timestamptz from jsonb_array_elements(asks) a;
  perform zs.put_counted(array(select (r ->> 'record')::uuid from jsonb_array_elements(rows) r));
  perform zs.put_stood(entries);
  insert into zs.to_index (record, seq)
  select (r ->> 'record')::uuid, (r ->> 'version')::integer from jsonb_array_elements(rows) r;
end $function$;

create or replace function zs.recompute_clocks(rows jsonb, moved_at timestamp with time zone, because text)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SET search_path TO 'zs', 'pg_temp'
AS $function$
declare fresh jsonb;
begin
  select coalesce(jsonb_agg(f.row), '[]') into fresh
  from (select r as row from jsonb_array_elements(rows) r
        join zs.record o on o.id = (r ->> 'record')::uuid and o.version = (r ->> 'version')::integer
        order by o.id for update of o) f;

  insert into zs.clock_moved (record, name, run, at, because, due_before, due_after)
  select o.record, o.name, o.run, moved_at, because, o.due, c.due
  from jsonb_array_elements(fresh) r
  cross join jsonb_to_recordset(r -> 'clocks') as c(name text, run integer, due timestamptz)
  join zs.clock o on o.record = (r ->> 'record')::uuid and o.name = c.name and o.run = c.run
  where o.due is distinct from c.due and o.state in ('running', 'suspended')
  on conflict do nothing;

  insert into zs.clock (record, name, type, run, state, started_at, due, provisional, next_rung_at)
  select o.id, c.name, o.type, c.run, c.state, c."startedAt", c.due, c.provisional, c."nextRungAt"
  from jsonb_array_elements(fresh) r join zs.record o on o.id = (r ->> 'record')::uuid
  cross join jsonb_to_recordset(r -> 'clocks') as c(name text, run integer, state text, "startedAt" timestamptz,
    due timestamptz, provisional boolean, "nextRungAt" timestamptz)
  on conflict (record, name) do update set run = excluded.run, state = excluded.state, started_at = excluded.started_at,
    due = excluded.due, provisional = excluded.provisional, next_rung_at = excluded.next_rung_at
  where (clock.run, clock.state, clock.started_at, clock.due, clock.provisional, clock.next_rung_at) is distinct from
    (excluded.run, excluded.state, excluded.started_at, excluded.due, excluded.provisional, excluded.next_rung_at);
  update zs.record o set due = (r ->> 'due')::timestamptz from jsonb_array_elements(fresh) r
  where o.id = (r ->> 'record')::uuid and o.due is distinct from (r ->> 'due')::timestamptz;
  update zs.work o set due = (r ->> 'due')::timestamptz from jsonb_array_elements(fresh) r
  where o.record = (r ->> 'record')::uuid and o.due is distinct from (r ->> 'due')::timestamptz;
  perform zs.put_counted(array(select (r ->> 'record')::uuid from jsonb_array_elements(fresh) r));
  return query select (r ->> 'record')::uuid from jsonb_array_elements(fresh) r;
end $function$;

create or replace function zs.recompute_reach(rows jsonb, moved_at timestamp with time zone, because text)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SET search_path TO 'zs', 'pg_temp'
AS $function$
declare fresh jsonb;
begin
  select coalesce(jsonb_agg(f.row), '[]') into fresh
  from (select r as row from jsonb_array_elements(rows) r
        join zs.record o on o.id = (r ->> 'record')::uuid and o.version = (r ->> 'version')::integer
        order by o.id for update of o) f;

  insert into zs.reach_moved (record, at, because, added, removed)
  select m.record, moved_at, because, m.added, m.removed
  from (select (r ->> 'record')::uuid as record,
          array(select x ->> 'key' from jsonb_array_elements(r -> 'reach') x
                where not exists (select from zs.reach o where o.record = (r ->> 'record')::uuid and o.key = x ->> 'key')
                order by 1) as added,
          array(select o.key from zs.reach o where o.record = (r ->> 'record')::uuid
                and not exists (select from jsonb_array_elements(r -> 'reach') x where x ->> 'key' = o.key)
                order by 1) as removed
        from jsonb_array_elements(fresh) r) m
  where m.added <> '{}' or m.removed <> '{}'
  on conflict do nothing;

  delete from zs.reach o using jsonb_array_elements(fresh) r
  where o.record = (r ->> 'record')::uuid
    and not exists (select from jsonb_array_elements(r -> 'reach') x where x ->> 'key' = o.key);
  insert into zs.reach (record, key, role, reason, state, opened_at)
  select (r ->> 'record')::uuid, x ->> 'key', x ->> 'role', x -> 'reason', r ->> 'state', (r ->> 'openedAt')::timestamptz
  from jsonb_array_elements(fresh) r, jsonb_array_elements(r -> 'reach') x
  on conflict (record, key) do update
    set role = excluded.role, reason = excluded.reason, state = excluded.state, opened_at = excluded.opened_at
  where (reach.role, reach.reason, reach.state, reach.opened_at) is distinct from
    (excluded.role, excluded.reason, excluded.state, excluded.opened_at);
  delete from zs.work o using jsonb_array_elements(fresh) r
  where o.record = (r ->> 'record')::uuid and not (r -> 'work') ? o.key;
  insert into zs.work (record, key, type, due)
  select (r ->> 'record')::uuid, x, r ->> 'type', (r ->> 'due')::timestamptz
  from jsonb_array_elements(fresh) r, jsonb_array_elements_text(r -> 'work') x on conflict do nothing;
  perform zs.put_counted(array(select (r ->> 'record')::uuid from jsonb_array_elements(fresh) r));
  return query select (r ->> 'record')::uuid from jsonb_array_elements(fresh) r;
end $function$;

create or replace function zs.recompute_records(rows jsonb, moved_at timestamp with time zone, because text)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SET search_path TO 'zs', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
declare fresh jsonb;
begin
  select coalesce(jsonb_agg(f.row), '[]') into fresh
  from (select r as row from jsonb_array_elements(rows) r
        join zs.record o on o.id = (r ->> 'record')::uuid and o.version = (r ->> 'version')::integer
        order by o.id for update of o) f;

  -- Clocks that are declared since, and those that are no longer; the ends of others are compared in zs.recompute_clocks.
  insert into zs.clock_moved (record, name, run, at, because, due_before, due_after)
  select (r ->> 'record')::uuid, c.name, c.run, moved_at, because, null, c.due
  from jsonb_array_elements(fresh) r
  cross join jsonb_to_recordset(r -> 'clocks') as c(name text, run integer, state text, due timestamptz)
  where c.due is not null and c.state in ('running', 'suspended')
    and not exists (select from zs.clock o where o.record = (r ->> 'record')::uuid and o.name = c.name)
  on conflict do nothing;
  insert into zs.clock_moved (record, name, run, at, because, due_before, due_after)
  select o.record, o.name, o.run, moved_at, because, o.due, null
  from jsonb_array_elements(fresh) r join zs.clock o on o.record = (r ->> 'record')::uuid
  where o.due is not null and o.state in ('running', 'suspended')
    and not exists (select from jsonb_array_elements(r -> 'clocks') c where c ->> 'name' = o.name)
  on conflict do nothing;
  delete from zs.clock o using jsonb_array_elements(fresh) r
  where o.record = (r ->> 'record')::uuid
    and not exists (select from jsonb_array_elements(r -> 'clocks') c where c ->> 'name' = o.name);

  perform zs.recompute_clocks(fresh, moved_at, because);
  perform zs.recompute_reach(fresh, moved_at, because);

  update zs.record o set state = r ->> 'state', closed = (r ->> 'closed')::boolean, outcome = r ->> 'outcome',
    title = r ->> 'title', fields = r -> 'fields'
  from jsonb_array_elements(fresh) r
  where o.id = (r ->> 'record')::uuid
    and (o.state, o.closed, o.outcome, o.title, o.fields) is distinct from
      (r ->> 'state', (r ->> 'closed')::boolean, r ->> 'outcome', r ->> 'title', r -> 'fields');
  delete from zs.named o using jsonb_array_elements(fresh) r
  where o.record = (r ->> 'record')::uuid and not (r -> 'named') ? o.key;
  insert into zs.named (record, key)
  select (r ->> 'record')::uuid, x from jsonb_array_elements(fresh) r, jsonb_array_elements_text(r -> 'named') x
  on conflict do nothing;
  delete from zs.link o using jsonb_array_elements(fresh) r
  where o.record = (r ->> 'record')::uuid
    and not exists (select from jsonb_array_elements(r -> 'links') x
                    where x ->> 'link' = o.link and (x ->> 'id')::uuid = o.to_record);
  insert into zs.link (record, link, to_type, to_record)
  select (r ->> 'record')::uuid, x ->> 'link', x ->> 'type', (x ->> 'id')::uuid
  from jsonb_array_elements(fresh) r, jsonb_array_elements(r -> 'links') x on conflict do nothing;
  -- What was erased stays erased.
  insert into zs.record_file (record, digest, name, type)
  select (r ->> 'record')::uuid, x ->> 'digest', x ->> 'name', x ->> 'type'
  from jsonb_array_elements(fresh) r, jsonb_array_elements(r -> 'files') x
  where exists (select from zs.record_key k where k.record = (r ->> 'record')::uuid) on conflict do nothing;
  insert into zs.to_index (record, seq)
  select (r ->> 'record')::uuid, (r ->> 'version')::integer from jsonb_array_elements(fresh) r on conflict do nothing;
  perform zs.put_counted(array(select (r ->> 'record')::uuid from jsonb_array_elements(fresh) r));
  delete from zs.stood o using jsonb_array_elements(fresh) r where o.record = (r ->> 'record')::uuid;
  perform zs.put_stood((select jsonb_agg(jsonb_build_object('record', r -> 'record', 'seq', s -> 'seq', 'at', s -> 'at', 'stands', s))
    from jsonb_array_elements(fresh) r, jsonb_array_elements(r -> 'stood') s));
  return query select (r ->> 'record')::uuid from jsonb_array_elements(fresh) r;
end $function$;

drop function zs.board(text, timestamptz, jsonb, text[], jsonb, text[], integer[], text[], date);
drop function zs.board_list(text, timestamptz, jsonb, text[], jsonb, text[], integer[], text[], jsonb, timestamptz, uuid, integer);
drop function zs.board_told(text, timestamptz, jsonb, text[], jsonb, text[], integer[], text[]);
drop function zs.board_rows(text, timestamptz, jsonb, text[], jsonb);
drop function zs.board_fold(uuid, timestamptz, jsonb);

/*
 * What somebody reaches of a type and sees of it, as sets.
 *   sight    for each field that is counted by, the roles that see it
 *   mine     the asker's keys for the type
 *   circles  the sets of keys that they hold a key of; own: the records that are theirs by name
 *   sees     beside each what their roles there see: 1 source, 2 area, 4 unit, 8 outcome, 16 second look, 32 supervisions
 *   away     the records that name them or theirs
 */
create function zs.board_asker(asked_type text, sight jsonb, out mine text[], out circles uuid[], out circle_sees integer[],
                               out own uuid[], out own_sees integer[], out away uuid[])
language plpgsql stable set search_path to 'zs', 'pg_temp' as $function$
declare
  mine_sees integer[];
begin
  select array_agg(k.key), array_agg(k.sees) into mine, mine_sees
  from (select m.key, (select coalesce(sum(f.bit), 0)::integer
                       from (values ('source', 1), ('area', 2), ('verifyingUnit', 4), ('outcome', 8), ('recheckAgrees', 16),
                                    ('supervisions', 32)) f(field, bit)
                       where sight -> f.field ? split_part(split_part(m.key, '/', 2), '.', 2)) as sees
        from unnest(zs.my_keys(asked_type)) m(key)) k;
  select coalesce(array_agg(c.id), '{}'), coalesce(array_agg(c.sees), '{}') into circles, circle_sees
  from (select o.id, bit_or(k.sees) as sees
        from zs.circle o cross join lateral unnest(o.keys) x(key) join unnest(mine, mine_sees) k(key, sees) on k.key = x.key
        where o.keys && mine group by o.id) c;
  select array_agg(r.record), array_agg(r.sees) into own, own_sees
  from (select x.record, bit_or(k.sees) as sees from unnest(mine, mine_sees) k(key, sees) join zs.reach x on x.key = k.key
        where k.key like 'person/%' group by x.record) r;
  away := array(select distinct n.record from zs.named n where n.key = any (zs.my_conflicts()));
end $function$;

/*
 * The statement that tells of each record that the asker reaches and that was there at the moment, as it stood then, all that
 * the board counts it under; what none of the asker's roles on it sees is null. Counts and lists are both made of it, so that
 * they cannot differ. Its parameters:
 *   $1 type          $2 moment       $3, $4 circles and what is seen there   $5, $6 own records and the same   $7 away
 *   $8 closed states $9 outcomes by which a report was found true           $10 first day of each bucket of age but the first
 *   $11 the ladder, null where the day is past: clocks are kept as they are now
 * `age` is the bucket, 0 the youngest, null when closed; `rung` the highest place on the ladder, from 1, that a clock still open
 * has given an open record. A record that nobody touched since stands as its row says; how one stood that was touched
 * (`was_touched`: there are such) is looked up. Its source never changes.
 */
create function zs.board_told(has_own boolean, was_touched boolean) returns text
language sql immutable set search_path to 'zs', 'pg_temp' as $function$
  with reached(by) as (
    -- By way of zs.circle, of which the planner knows that ids are single: otherwise it takes the records for the smaller side.
    select ' from (select o.id, x.sees from unnest($3::uuid[], $4::integer[]) x(id, sees) join zs.circle o on o.id = x.id offset 0) c'
      || ' join zs.counted o on o.circle = c.id'
      || case when has_own then ' left join unnest($5::uuid[], $6::integer[]) p(id, sees) on p.id = o.record' else '' end
    union all
    select ' from unnest($5::uuid[], $6::integer[]) c(id, sees) join zs.counted o on o.record = c.id and o.circle <> all ($3)'
    where has_own),
  stood(by, says) as (
    select case when was_touched then ' and o.changed_at <= $2' else '' end,
           'o.state, o.county, o.unit, o.outcome, o.agrees'
    union all
    select ' and o.changed_at > $2', 's.state, s.county, s.unit, s.outcome, s.agrees' where was_touched)
  select 'select m.id, m.opened_at, m.opened_on, m.state, m.closed, m.source, m.county, m.unit, m.outcome,'
    || ' coalesce(m.outcome = any ($9), false) as verified, m.agrees is not null as rechecked, coalesce(m.agrees, false) as upheld,'
    || ' case when not m.closed then width_bucket(($2 at time zone ''Asia/Shanghai'')::date - m.opened_on, $10) end as age,'
    || ' $11 is not null and not m.closed and coalesce(m.due < $2, false) as overdue,'
    || ' case when $11 is not null and not m.closed and m.rungs is not null then ('
    || '   select max(array_position($11, split_part(i.rung, ''/'', 2)))'
    || '   from unnest(m.rungs) i(rung) join zs.clock k on k.record = m.id and k.state in (''running'', ''suspended'')'
    || '   where split_part(i.rung, ''/'', 1) = k.name || '':'' || k.run) end as rung'
    || ' from (select l.id, l.opened_at, l.opened_on, l.due, l.state, l.closed,'
    || '   case when l.sees & 1 > 0 then l.source end as source, case when l.sees & 2 > 0 then l.county end as county,'
    || '   case when l.sees & 4 > 0 then l.unit end as unit, case when l.sees & 8 > 0 and l.closed then l.outcome end as outcome,'
    || '   case when l.sees & 16 > 0 then l.agrees end as agrees, case when l.sees & 32 > 0 then l.rungs end as rungs'
    || '   from (select a.*, a.state = any ($8) as closed from ('
    || string_agg('select o.record, o.opened_at, o.opened_on, o.due, o.rungs, o.source, c.sees'
         || case when r.by like '%left join%' then ' | coalesce(p.sees, 0)' else '' end || ', ' || s.says || r.by
         || case when s.by = ' and o.changed_at > $2' then ' cross join lateral ('
                || 'select * from zs.stood s where s.record = o.record and s.at <= $2 order by s.seq desc limit 1) s' else '' end
         || ' where o.type = $1 and o.opened_at <= $2 and o.record <> all ($7)' || s.by, ' union all ')
    || ') a(id, opened_at, opened_on, due, rungs, source, sees, state, county, unit, outcome, agrees) offset 0) l offset 0) m'
  from reached r cross join stood s
$function$;

/**
 * The counts of the board. `days_since` is the first day that is counted by itself. All rows are read once, into two sets of
 * groups that are few beside them: by what the record is, and by the day it came in.
 */
create function zs.board(asked_type text, until timestamptz, sight jsonb, closed_states text[], verifying text[],
                         ages integer[], rungs text[], days_since date)
returns jsonb language plpgsql stable security definer set search_path to 'zs', 'pg_temp'
set work_mem = '256MB' set random_page_cost = 1.5 set jit = off as $function$
declare
  asker record;
  counts jsonb;
begin
  asker := zs.board_asker(asked_type, sight);
  execute 'with g as materialized ('
    || ' select grouping(r.state) = 0 as is_kind, r.state, r.county, r.source, r.unit, r.outcome, r.overdue, r.rung, r.opened_on,'
    || '   r.closed, r.verified, r.rechecked, r.upheld, count(*) as n'
    || ' from (' || zs.board_told(asker.own is not null, zs.board_touched(asked_type, until)) || ') r'
    || ' group by grouping sets ((r.state, r.county, r.source, r.unit, r.outcome, r.overdue, r.rung, r.closed, r.verified, r.rechecked, r.upheld),'
    || '   (r.opened_on, r.closed, r.verified, r.rechecked, r.upheld))), '
    || $told$
    k as (select * from g where is_kind), d as (select * from g where not is_kind),
    tally as (
      select grouping(county) = 0 as is_cell, county, source, sum(n) as received, coalesce(sum(n) filter (where closed), 0) as closed,
             coalesce(sum(n) filter (where verified), 0) as verified, coalesce(sum(n) filter (where rechecked), 0) as rechecked,
             coalesce(sum(n) filter (where upheld), 0) as upheld
      from k group by grouping sets ((county, source), ()))
    select jsonb_build_object(
      'total', (select jsonb_build_object('received', coalesce(received, 0), 'closed', closed, 'verified', verified,
                                          'rechecked', rechecked, 'upheld', upheld) from tally where not is_cell),
      'cells', (select coalesce(jsonb_agg(to_jsonb(x) - 'is_cell' order by x.county, x.source), '[]') from tally x where is_cell),
      'ages', (select jsonb_agg(coalesce(y.n, 0) order by g.nth) from generate_series(0, cardinality($10)) g(nth) left join (
        select width_bucket(($2 at time zone 'Asia/Shanghai')::date - opened_on, $10) as age, sum(n) as n
        from d where not closed group by 1) y on y.age = g.nth),
      'overdue', (select case when $11 is not null then coalesce(sum(n) filter (where overdue), 0) end from k),
      'rungs', (select case when $11 is not null then jsonb_agg(coalesce(y.n, 0) order by g.nth) end
        from generate_series(1, cardinality($11)) g(nth)
        left join (select rung, sum(n) as n from k group by 1) y on y.rung = g.nth),
      'flow', (select coalesce(jsonb_agg(x order by x.state, x.outcome), '[]') from (
        select state, outcome, sum(n) as count from k group by 1, 2) x),
      'units', (select coalesce(jsonb_agg(x order by x.open desc, x.unit), '[]') from (
        select unit, coalesce(sum(n) filter (where not closed), 0) as open, coalesce(sum(n) filter (where closed), 0) as closed,
               coalesce(sum(n) filter (where verified), 0) as verified
        from k where unit is not null group by 1) x),
      'months', (select coalesce(jsonb_agg(x order by x.month), '[]') from (
        select to_char(opened_on, 'YYYY-MM') as month, sum(n) as received,
               coalesce(sum(n) filter (where closed), 0) as closed, coalesce(sum(n) filter (where verified), 0) as verified,
               coalesce(sum(n) filter (where rechecked), 0) as rechecked, coalesce(sum(n) filter (where upheld), 0) as upheld
        from d group by 1) x),
      'days', (select coalesce(jsonb_agg(x order by x.day), '[]') from (
        select to_char(opened_on, 'YYYY-MM-DD') as day, sum(n) as received from d where opened_on >= $12 group by 1) x))
    $told$
  into counts
  using asked_type, until, asker.circles, asker.circle_sees, asker.own, asker.own_sees, asker.away, closed_states, verifying, ages,
    rungs, days_since;
  return counts;
end $function$;

/** Whether anything of the type was touched after the moment. */
create function zs.board_touched(asked_type text, until timestamptz) returns boolean
language sql stable set search_path to 'zs', 'pg_temp' as $$
  select exists (select from zs.record r where r.type = asked_type and r.changed_at > until)
$$;

/*
 * The records that one number of the board counts, newest first. `slice` names what they have in common, each key once:
 * county (or the prefecture it begins with), source, outcome, unit (null: not stated or not seen), state, closed, verified,
 * rechecked, upheld, overdue, age, rung, month (2026-04). `total` stands in every row. The rows say how the records stand now.
 */
create function zs.board_list(asked_type text, until timestamptz, sight jsonb, closed_states text[], verifying text[],
                              ages integer[], rungs text[], slice jsonb, after_opened timestamptz, after_id uuid, wanted integer)
returns table (total integer, id uuid, type text, number text, state text, version integer, closed boolean, outcome text,
               title text, due timestamptz, "openedAt" timestamptz, "changedAt" timestamptz, fields jsonb, roles text[])
language plpgsql stable security definer set search_path to 'zs', 'pg_temp'
set work_mem = '256MB' set random_page_cost = 1.5 set jit = off as $function$
declare
  asker record;
  among text;
begin
  asker := zs.board_asker(asked_type, sight);
  -- Only what the slice speaks of is asked, so that the rest need not be computed.
  select string_agg(s.test, '') into among
  from (values
    ('county', ' and case when $12 ->> ''county'' is null then r.county is null else starts_with(r.county, $12 ->> ''county'') end'),
    ('source', ' and r.source is not distinct from $12 ->> ''source'''),
    ('outcome', ' and r.outcome is not distinct from $12 ->> ''outcome'''),
    ('unit', ' and r.unit is not distinct from $12 ->> ''unit'''),
    ('state', ' and r.state = $12 ->> ''state'''),
    ('closed', ' and r.closed = ($12 ->> ''closed'')::boolean'),
    ('verified', ' and r.verified = ($12 ->> ''verified'')::boolean'),
    ('rechecked', ' and r.rechecked = ($12 ->> ''rechecked'')::boolean'),
    ('upheld', ' and r.upheld = ($12 ->> ''upheld'')::boolean'),
    ('overdue', ' and r.overdue = ($12 ->> ''overdue'')::boolean'),
    ('age', ' and r.age = ($12 ->> ''age'')::integer'),
    ('rung', ' and r.rung = ($12 ->> ''rung'')::integer'),
    ('month', ' and to_char(r.opened_on, ''YYYY-MM'') = $12 ->> ''month''')) s(name, test)
  where slice ? s.name;
  return query execute 'with picked as materialized (select r.id, r.opened_at from ('
    || zs.board_told(asker.own is not null, zs.board_touched(asked_type, until)) || ') r where true' || coalesce(among, '') || '), '
    || $told$
    page as (
      select p.id, p.opened_at from picked p
      where $14::uuid is null or p.opened_at < $13 or (p.opened_at = $13 and p.id > $14)
      order by p.opened_at desc, p.id limit $15)
    select (select count(*)::integer from picked), o.id, o.type, o.number, o.state, o.version, o.closed, o.outcome, o.title, o.due,
           o.opened_at, o.changed_at, o.fields,
           array(select distinct r.role from (select x.key, x.role from zs.reach x where x.record = o.id offset 0) r
                 where r.key = any ($16))
    from page a join zs.record o on o.id = a.id
    order by a.opened_at desc, a.id
    $told$
  using asked_type, until, asker.circles, asker.circle_sees, asker.own, asker.own_sees, asker.away, closed_states, verifying, ages,
    rungs, slice, after_opened, after_id, wanted, asker.mine;
end $function$;

revoke all on function zs.board_asker(text, jsonb), zs.board_told(boolean, boolean), zs.board_touched(text, timestamptz),
  zs.board(text, timestamptz, jsonb, text[], text[], integer[], text[], date),
  zs.board_list(text, timestamptz, jsonb, text[], text[], integer[], text[], jsonb, timestamptz, uuid, integer) from public;
grant execute on function zs.board(text, timestamptz, jsonb, text[], text[], integer[], text[], date),
  zs.board_list(text, timestamptz, jsonb, text[], text[], integer[], text[], jsonb, timestamptz, uuid, integer) to zs_app;

-- What is there already. How records stood before is noted when their types are projected anew, before anybody comes in.
select zs.put_counted(array(select id from zs.record));
analyze zs.counted, zs.circle;
