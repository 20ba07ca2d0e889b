-- A list by state is read where it stands in the order shown: each key of the asker has its records of a state newest first
-- (decision 0025), so that a page is the first of a few walks, whoever asks. Processor time of PostgreSQL for 50 of 100,000
-- clues, director of the centre / head of a county's office, beside the bare statement:
--   in one state                      1.8 / 4.1 to 1.2 / 1.3 ms (0.8)
--   of a police unit, in two states   6.7 / 6.7 to 1.9 / 1.9 ms (4.2, with the indexes below 1.35)
--   registered at the centre          3.2 / 17 to 1.9 / 5.5 ms  (1.1 to 1.3)
-- An act that moves the state writes 17 rows of reach anew: 1.23 to 1.57 ms of zs.append; one that does not, 1.27 to 1.31; a
-- report 1.25 to 1.07, because rows are no longer written at the price of a conflict.

alter table zs.reach rename to reach_before;
create table zs.reach (
  record    uuid        not null,
  key       text        not null,
  role      text        not null,
  reason    jsonb       not null,
  state     text        not null,
  opened_at timestamptz not null
);
insert into zs.reach select b.*, o.state, o.opened_at from zs.reach_before b join zs.record o on o.id = b.record;
drop table zs.reach_before;
alter table zs.reach add primary key (record, key) include (role);
create index reach_in_order on zs.reach (key, state, opened_at desc, record) include (role);
alter table zs.reach enable row level security;
create policy reached on zs.reach for select to zs_app using (zs.reaches(record));
grant select on zs.reach to zs_app;
comment on table zs.reach is 'Which keys open a record, in which role, and why (kernel/access/reach.ts); with its state and opening, by which lists are read.';
analyze zs.reach;

-- What is a unit's stands in the same order.
drop index zs.record_by_verifying_unit, zs.record_by_registry, zs.record_by_receiver;
create index record_by_verifying_unit on zs.record ((fields ->> 'verifyingUnit'), type, state, opened_at desc, id)
  where (fields ->> 'verifyingUnit') is not null;
create index record_by_registry on zs.record ((fields ->> 'registry'), type, state, opened_at desc, id)
  where (fields ->> 'registry') is not null;
create index record_by_receiver on zs.record ((fields ->> 'to'), type, state, opened_at desc, id)
  where (fields ->> 'to') is not null;
analyze zs.record;

create or replace function zs.append(entries jsonb, entry_bytes bytea[], entry_salts bytea[], rows jsonb, asks jsonb) returns void
language plpgsql security definer set search_path = zs, pg_temp
-- A session keeps its plans: one that was made when a table held three rows must do for three million.
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
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
  insert into zs.to_index (record, seq)
  select (r ->> 'record')::uuid, (r ->> 'version')::integer from jsonb_array_elements(rows) r;
end $$;

create or replace function zs.recompute_reach(rows jsonb, moved_at timestamptz, because text) returns setof uuid
language plpgsql set search_path = zs, pg_temp as $$
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
  return query select (r ->> 'record')::uuid from jsonb_array_elements(fresh) r;
end $$;

/* The states in which there are records of a type. */
create function zs.states_of(asked_type text) returns text[]
language sql stable as $$
  with recursive s(state) as (
    (select r.state from zs.record r where r.type = asked_type order by r.state limit 1)
    union all
    select (select r.state from zs.record r where r.type = asked_type and r.state > s.state order by r.state limit 1)
    from s where s.state is not null)
  select array_agg(s.state) from s where s.state is not null
$$;

/*
 * A page of the records one reaches in these states (null: in all), newest first, ties by id; behind `after_id`, opened at
 * `after_opened`. What is among the first `wanted` of all is among the first `wanted` of each key that opens it: so its roles
 * are all there, too. One statement: planned once for a session.
 */
create function zs.list_opened(asked_type text, states text[], after_opened timestamptz, after_id uuid, wanted integer)
returns table (
  id uuid, type text, number text, state text, version integer, closed boolean, outcome text, title text,
  due timestamptz, "openedAt" timestamptz, "changedAt" timestamptz, fields jsonb, roles text[]
)
language sql stable security definer set search_path = zs, pg_temp set plan_cache_mode = force_generic_plan as $$
  select o.id, o.type, o.number, o.state, o.version, o.closed, o.outcome, o.title, o.due, o.opened_at, o.changed_at, o.fields, p.roles
  from (
    select w.record, w.opened_at, array_agg(w.role) as roles
    from unnest(zs.my_keys(asked_type)) k(key)
    cross join unnest(coalesce(states, zs.states_of(asked_type))) s(state)
    cross join lateral (
      select r.record, r.opened_at, r.role from zs.reach r
      where r.key = k.key and r.state = s.state
        and (after_id is null or (r.opened_at <= after_opened and (r.opened_at < after_opened or r.record > after_id)))
        -- What names the asker is looked up in a hash, which is made once.
        and (r.record in (select n.record from zs.named n where n.key = any (zs.my_conflicts()))) is not true
      order by r.opened_at desc, r.record limit wanted) w
    group by w.opened_at, w.record order by w.opened_at desc, w.record limit wanted) p
  join zs.record o on o.id = p.record and o.type = asked_type and (states is null or o.state = any (states))
  order by p.opened_at desc, p.record
$$;

/*
 * The same of a unit's: the first of what is the unit's are looked at, whether they are reached, and in which roles. Where that
 * makes no page, who reaches `few` in these states looks through what they reach instead, others further through the unit's.
 */
create function zs.list_of_unit(
  asked_type text, states text[], in_unit text, after_opened timestamptz, after_id uuid, wanted integer, few integer default 2000
) returns table (
  id uuid, type text, number text, state text, version integer, closed boolean, outcome text, title text,
  due timestamptz, "openedAt" timestamptz, "changedAt" timestamptz, fields jsonb, roles text[]
)
language plpgsql stable security definer set search_path = zs, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  my_keys text[] := zs.my_keys(asked_type);
  kept_from text[] := zs.my_conflicts();
  far integer := wanted + wanted / 4;
  found uuid[];
  -- How many of the found were looked at, and how many of the page were answered.
  seen integer := 0;
  shown integer := 0;
  more integer;
  is_whole boolean := false;
begin
  if states is null then states := zs.states_of(asked_type); end if;
  loop
    if seen > 0 and few > (
        select count(*) from (
          select from unnest(my_keys) k(key) cross join unnest(states) s(state)
          cross join lateral (select from zs.reach r where r.key = k.key and r.state = s.state limit few) r limit few) own) then
      found := array(
        select distinct on (w.opened_at, w.record) w.record
        from unnest(my_keys) k(key) cross join unnest(states) s(state)
        cross join lateral (
          select r.record, r.opened_at from zs.reach r
          where r.key = k.key and r.state = s.state
            and (after_id is null or (r.opened_at <= after_opened and (r.opened_at < after_opened or r.record > after_id)))
            and (r.record in (select n.record from zs.named n where n.key = any (kept_from))) is not true
            and exists (select from (select x.fields from zs.record x where x.id = r.record offset 0) o
                        where in_unit in (o.fields ->> 'verifyingUnit', o.fields ->> 'registry', o.fields ->> 'to'))
          order by r.opened_at desc, r.record limit wanted) w
        order by w.opened_at desc, w.record limit wanted);
      seen := shown;
      is_whole := true;
    else
      found := array(
        select distinct on (w.opened_at, w.id) w.id
        from unnest(states) s(state)
        cross join lateral (
          (select o.id, o.opened_at from zs.record o
           where o.fields ->> 'verifyingUnit' = in_unit and o.type = asked_type and o.state = s.state
             and (after_id is null or (o.opened_at <= after_opened and (o.opened_at < after_opened or o.id > after_id)))
           order by o.opened_at desc, o.id limit far)
          union all
          (select o.id, o.opened_at from zs.record o
           where o.fields ->> 'registry' = in_unit and o.type = asked_type and o.state = s.state
             and (after_id is null or (o.opened_at <= after_opened and (o.opened_at < after_opened or o.id > after_id)))
           order by o.opened_at desc, o.id limit far)
          union all
          (select o.id, o.opened_at from zs.record o
           where o.fields ->> 'to' = in_unit and o.type = asked_type and o.state = s.state
             and (after_id is null or (o.opened_at <= after_opened and (o.opened_at < after_opened or o.id > after_id)))
           order by o.opened_at desc, o.id limit far)) w
        order by w.opened_at desc, w.id limit far);
      is_whole := cardinality(found) < far;
    end if;
    return query
      select o.id, o.type, o.number, o.state, o.version, o.closed, o.outcome, o.title, o.due, o.opened_at, o.changed_at,
             o.fields, mine.roles
      from unnest(found[seen + 1:]) with ordinality a(id, nth)
      cross join lateral (
        select array_agg(r.role) as roles
        from (select x.key, x.role from zs.reach x where x.record = a.id offset 0) r where r.key = any (my_keys)) mine
      join zs.record o on o.id = a.id and o.type = asked_type and o.state = any (states)
      where mine.roles is not null and (a.id in (select n.record from zs.named n where n.key = any (kept_from))) is not true
      order by a.nth limit wanted - shown;
    get diagnostics more = row_count;
    shown := shown + more;
    exit when is_whole or shown >= wanted;
    seen := cardinality(found);
    far := 8 * far;
  end loop;
end $$;

-- Whatever else is asked: by other orders, deadline, handler or words, or only what waits. As in 0028-lists-walked.sql without
-- what the two above do.
drop function zs.list(text, text[], text, integer[], text, text, timestamptz, text, text, uuid, integer, boolean);
create function zs.list(
  asked_type text, states text[], pattern text, grams integer[], in_unit text, handler text, due_before timestamptz, sorted text,
  after_key text, after_id uuid, wanted integer, only_work boolean
) returns table (
  id uuid, type text, number text, state text, version integer, closed boolean, outcome text, title text,
  due timestamptz, "openedAt" timestamptz, "changedAt" timestamptz, fields jsonb, roles text[]
)
language plpgsql stable security definer set search_path = zs, pg_temp as $$
#variable_conflict use_column
declare
  by_column text := case sorted when 'opened' then 'opened_at' when 'changed' then 'changed_at' when 'due' then 'due' end;
  upwards boolean := sorted = 'due';
  of_table text := case when only_work then 'work' else 'reach' end;
  my_keys text[] := zs.my_keys(asked_type);
  kept_from text[] := coalesce(zs.my_conflicts(), '{}');
  asked record;
  -- What stands behind the last of the page before: the first half is for the index, which the second alone would not be read by.
  behind text := case when after_id is null then '' else format(' and o.%1$I %2$s= $10 and (o.%1$I %2$s $10 or o.id > $11)',
                                                                by_column, case when upwards then '>' else '<' end) end;
  ordering text := format(' order by o.%I %s, o.id', by_column, case when upwards then 'asc' else 'desc' end);
  has_place text := case when upwards then ' and o.due is not null' else '' end;
  source text;
  walk text;
  unless_kept_out text;
  far integer;
  is_whole boolean;
  found uuid[];
begin
  if by_column is null then raise invalid_parameter_value using message = format('zs.list: no such order: %s', sorted); end if;
  if my_keys = '{}' then return; end if;
  if only_work and upwards and pattern is null then
    -- What waits for somebody stands by key and due: the first of each key are enough to know the first of all.
    select array_agg(p.id) into found
    from (select first.id, first.due
          from unnest(my_keys) k(key)
          cross join lateral (
            select w.record as id, w.due from zs.work w
            where w.key = k.key and w.type = asked_type and w.due is not null
              and (after_id is null or (w.due >= after_key::timestamptz and (w.due > after_key::timestamptz or w.record > after_id)))
              and (due_before is null or w.due <= due_before)
              and not exists (select from zs.named n where n.record = w.record and n.key = any (kept_from))
              and (states is null or exists (select from zs.record o where o.id = w.record and o.state = any (states)))
              and (in_unit is null or exists (select from zs.record o where o.id = w.record
                and (o.fields ->> 'verifyingUnit' = in_unit or o.fields ->> 'registry' = in_unit or o.fields ->> 'to' = in_unit)))
              and (handler is null or exists (select from zs.work h where h.record = w.record and h.key like 'person/%'
                and split_part(h.key, '/', 3) = handler))
            order by w.due, w.record limit wanted) first
          group by first.id, first.due order by first.due, first.id limit wanted) p;
  else
    source := format('(select o.id, o.%I as at from zs.record o where o.type = $1', by_column)
      || zs.list_where(states, in_unit, handler, due_before) || has_place || behind || ordering || ' limit $13) o';
    walk := 'select array_agg(p.id) from (select o.id from ' || source || ' where ';
    unless_kept_out := ' and not exists (select from (select n.key from zs.named n where n.record = o.id offset 0) n where n.key = any ($3))'
      || format(' order by o.at %s, o.id limit $12) p', case when upwards then 'asc' else 'desc' end);
    if in_unit is not null and pattern is null then
      -- Who asks for a unit mostly reaches what is its own.
      far := 4 * wanted;
      execute walk
        || format('exists (select from (select m.key from zs.%I m where m.record = o.id offset 0) m where m.key = any ($2))', of_table)
        || unless_kept_out
        into found using asked_type, my_keys, kept_from, states, grams, pattern, in_unit,
          handler, due_before, after_key::timestamptz, after_id, wanted, far;
      is_whole := cardinality(found) = wanted;
      if is_whole is not true then
        execute 'select count(*) < $13 from ' || source into is_whole using asked_type, my_keys, kept_from, states, grams, pattern,
          in_unit, handler, due_before, after_key::timestamptz, after_id, wanted, far;
      end if;
    end if;
    if is_whole is not true then
      asked := zs.list_asker(asked_type, only_work);
      -- Who reaches few walks with it at hand, so far that looking all of it up would have cost as much.
      far := 8 * asked.few;
      if asked.narrow and states is null and in_unit is null and pattern is null then
        execute walk || format('(o.id in (select m.record from zs.%I m where m.key = any ($2))) is true', of_table) || unless_kept_out
          into found using asked_type, my_keys, kept_from, states, grams, pattern, in_unit,
            handler, due_before, after_key::timestamptz, after_id, wanted, far;
        is_whole := cardinality(found) = wanted;
      end if;
    end if;
    if is_whole is not true then
      execute 'select array_agg(p.id) from (select o.id'
        || zs.list_from(asked.narrow, states, grams, pattern, in_unit, handler, due_before, only_work)
        || has_place || behind || ordering || ' limit $12) p'
        into found using asked_type, my_keys, kept_from, states, grams, pattern, in_unit,
          handler, due_before, after_key::timestamptz, after_id, wanted;
    end if;
  end if;
  return query
    select o.id, o.type, o.number, o.state, o.version, o.closed, o.outcome, o.title, o.due, o.opened_at, o.changed_at,
           o.fields, mine.roles
    from unnest(found) with ordinality a(id, nth)
    join zs.record o on o.id = a.id and o.type = asked_type
    cross join lateral (
      select array_agg(r.role) as roles
      from (select x.key, x.role from zs.reach x where x.record = a.id offset 0) r where r.key = any (my_keys)) mine
    where mine.roles is not null
      and not exists (select from (select x.key from zs.named x where x.record = a.id offset 0) n where n.key = any (kept_from))
    order by a.nth;
end $$;

revoke all on function zs.states_of(text) from public;
revoke all on function zs.list_opened(text, text[], timestamptz, uuid, integer) from public;
revoke all on function zs.list_of_unit(text, text[], text, timestamptz, uuid, integer, integer) from public;
revoke all on function zs.list(text, text[], text, integer[], text, text, timestamptz, text, text, uuid, integer, boolean) from public;
grant execute on function zs.list_opened(text, text[], timestamptz, uuid, integer) to zs_app;
grant execute on function zs.list_of_unit(text, text[], text, timestamptz, uuid, integer, integer) to zs_app;
grant execute on function zs.list(text, text[], text, integer[], text, text, timestamptz, text, text, uuid, integer, boolean) to zs_app;
