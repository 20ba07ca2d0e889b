-- The board counts what was reported before, what reporters say on a return visit, and whose work it is: the first two stand in
-- zs.counted, the team is read from the records of one unit when it is asked for. Functions of 0035, with lines more.

alter table zs.counted add column earlier text[], add column satisfaction text;
comment on column zs.counted.earlier is 'What a clerk judged earlier reports to be, each once; null where nothing was reported before.';
comment on column zs.counted.satisfaction is 'What the reporter said on the last return visit.';

create or replace function zs.put_counted(records uuid[]) returns void language plpgsql set search_path to 'zs', 'pg_temp'
set plan_cache_mode = force_generic_plan as $$
begin
  with fresh as materialized (
    select o.id, zs.circle_of(r.keys) as circle, r.keys, o.opened_at, o.changed_at, o.due,
           case when jsonb_typeof(o.fields -> 'recheckAgrees') = 'boolean' then (o.fields -> 'recheckAgrees')::boolean end as agrees,
           o.type, o.state, o.fields ->> 'source' as source, left(o.fields ->> 'area', 6) as county,
           o.fields ->> 'verifyingUnit' as unit, o.outcome,
           case when jsonb_typeof(o.fields -> 'supervisions') = 'array' then nullif(array(
             select s.one ->> 'rung' from jsonb_array_elements(o.fields -> 'supervisions') with ordinality s(one, nth)
             where s.one ->> 'rung' is not null order by s.nth), '{}') end as rungs,
           case when jsonb_typeof(o.fields -> 'earlierReports') = 'array' then nullif(array(
             select distinct e.one ->> 'verdict' collate "C" from jsonb_array_elements(o.fields -> 'earlierReports') e(one)
             where e.one ->> 'verdict' <> 'different' order by 1), '{}') end as earlier,
           o.fields -> 'returnVisits' -> -1 ->> 'satisfaction' as satisfaction
    from unnest(records) x(id) join zs.record o on o.id = x.id
    cross join lateral (select array(
      select r.key from zs.reach r where r.record = o.id and r.key not like 'person/%' order by r.key collate "C") as keys) r),
  circles as (
    insert into zs.circle (id, keys)
    select distinct on (f.circle) f.circle, f.keys from fresh f
    where not exists (select from zs.circle c where c.id = f.circle) order by f.circle
    on conflict do nothing)
  insert into zs.counted as c (record, circle, opened_at, changed_at, due, agrees, type, state, source, county, unit, outcome, rungs,
                               earlier, satisfaction)
  select f.id, f.circle, f.opened_at, f.changed_at, f.due, f.agrees, f.type, f.state, f.source, f.county, f.unit, f.outcome, f.rungs,
         f.earlier, f.satisfaction
  from fresh f
  on conflict (record) do update set circle = excluded.circle, opened_at = excluded.opened_at, changed_at = excluded.changed_at,
    due = excluded.due, agrees = excluded.agrees, type = excluded.type, state = excluded.state, source = excluded.source,
    county = excluded.county, unit = excluded.unit, outcome = excluded.outcome, rungs = excluded.rungs,
    earlier = excluded.earlier, satisfaction = excluded.satisfaction
  where (c.circle, c.opened_at, c.changed_at, c.due, c.agrees, c.type, c.state, c.source, c.county, c.unit, c.outcome, c.rungs,
         c.earlier, c.satisfaction)
    is distinct from (excluded.circle, excluded.opened_at, excluded.changed_at, excluded.due, excluded.agrees, excluded.type,
      excluded.state, excluded.source, excluded.county, excluded.unit, excluded.outcome, excluded.rungs, excluded.earlier,
      excluded.satisfaction);
end $$;

/*
 * What somebody reaches of a type and sees of it, as sets.
 *   sight    for each field that is counted by, the roles that see it
 *   mine     the asker's keys for the type
 *   circles  the sets of keys that they hold a key of; own: the records that are theirs by name
 *   sees     beside each what their roles there see: 1 source, 2 area, 4 unit, 8 outcome, 16 second look, 32 supervisions,
 *            64 earlier reports, 128 return visits, 256 team
 *   away     the records that name them or theirs
 */
create or replace function zs.board_asker(asked_type text, sight jsonb, out mine text[], out circles uuid[], out circle_sees integer[],
                               out own uuid[], out own_sees integer[], out away uuid[])
language plpgsql stable set search_path to 'zs', 'pg_temp' as $function$
declare
  mine_sees integer[];
begin
  select array_agg(k.key), array_agg(k.sees) into mine, mine_sees
  from (select m.key, (select coalesce(sum(f.bit), 0)::integer
                       from (values ('source', 1), ('area', 2), ('verifyingUnit', 4), ('outcome', 8), ('recheckAgrees', 16),
                                    ('supervisions', 32), ('earlierReports', 64), ('returnVisits', 128), ('team', 256)) f(field, bit)
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
create or replace function zs.board_told(has_own boolean, was_touched boolean) returns text
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
  select 'select m.id, m.sees, m.opened_at, m.opened_on, m.state, m.closed, m.source, m.county, m.unit, m.outcome,'
    || ' coalesce(m.outcome = any ($9), false) as verified, m.agrees is not null as rechecked, coalesce(m.agrees, false) as upheld,'
    || ' case when not m.closed then width_bucket(($2 at time zone ''Asia/Shanghai'')::date - m.opened_on, $10) end as age,'
    || ' $11 is not null and not m.closed and coalesce(m.due < $2, false) as overdue,'
    || ' case when $11 is not null and not m.closed and m.rungs is not null then ('
    || '   select max(array_position($11, split_part(i.rung, ''/'', 2)))'
    || '   from unnest(m.rungs) i(rung) join zs.clock k on k.record = m.id and k.state in (''running'', ''suspended'')'
    || '   where split_part(i.rung, ''/'', 1) = k.name || '':'' || k.run) end as rung,'
    || ' case when $11 is not null then m.earlier end as earlier, case when $11 is not null then m.satisfaction end as satisfaction'
    || ' from (select l.id, l.sees, l.opened_at, l.opened_on, l.due, l.state, l.closed,'
    || '   case when l.sees & 1 > 0 then l.source end as source, case when l.sees & 2 > 0 then l.county end as county,'
    || '   case when l.sees & 4 > 0 then l.unit end as unit, case when l.sees & 8 > 0 and l.closed then l.outcome end as outcome,'
    || '   case when l.sees & 16 > 0 then l.agrees end as agrees, case when l.sees & 32 > 0 then l.rungs end as rungs,'
    || '   case when l.sees & 64 > 0 then l.earlier end as earlier, case when l.sees & 128 > 0 then l.satisfaction end as satisfaction'
    || '   from (select a.*, a.state = any ($8) as closed from ('
    || string_agg('select o.record, o.opened_at, o.opened_on, o.due, o.rungs, o.source, o.earlier, o.satisfaction, c.sees'
         || case when r.by like '%left join%' then ' | coalesce(p.sees, 0)' else '' end || ', ' || s.says || r.by
         || case when s.by = ' and o.changed_at > $2' then ' cross join lateral ('
                || 'select * from zs.stood s where s.record = o.record and s.at <= $2 order by s.seq desc limit 1) s' else '' end
         || ' where o.type = $1 and o.opened_at <= $2 and o.record <> all ($7)' || s.by, ' union all ')
    || ') a(id, opened_at, opened_on, due, rungs, source, earlier, satisfaction, sees, state, county, unit, outcome, agrees) offset 0) l offset 0) m'
  from reached r cross join stood s
$function$;

/**
 * The counts of the board. `days_since` is the first day that is counted by itself. All rows are read once, into three sets
 * of groups that are few beside them: by what the record is, by the day it came in, and by what was said before and after.
 */
create or replace function zs.board(asked_type text, until timestamptz, sight jsonb, closed_states text[], verifying text[],
                         ages integer[], rungs text[], days_since date)
returns jsonb language plpgsql stable security definer set search_path to 'zs', 'pg_temp'
set work_mem = '256MB' set random_page_cost = 1.5 set jit = off as $function$
declare
  asker record;
  counts jsonb;
begin
  asker := zs.board_asker(asked_type, sight);
  execute 'with g as materialized ('
    || ' select grouping(r.state) = 0 as is_kind, grouping(r.opened_on) = 0 as is_day, r.state, r.county, r.source, r.unit, r.outcome, r.overdue, r.rung, r.opened_on, r.earlier, r.satisfaction,'
    || '   r.closed, r.verified, r.rechecked, r.upheld, count(*) as n'
    || ' from (' || zs.board_told(asker.own is not null, zs.board_touched(asked_type, until)) || ') r'
    || ' group by grouping sets ((r.state, r.county, r.source, r.unit, r.outcome, r.overdue, r.rung, r.closed, r.verified, r.rechecked, r.upheld),'
    || '   (r.opened_on, r.closed, r.verified, r.rechecked, r.upheld), (r.earlier, r.satisfaction, r.unit, r.closed, r.verified))), '
    || $told$
    k as (select * from g where is_kind), d as (select * from g where is_day), v as (select * from g where not is_kind and not is_day),
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
               coalesce(sum(n) filter (where verified), 0) as verified, coalesce(sum(n) filter (where rechecked), 0) as rechecked,
               coalesce(sum(n) filter (where upheld), 0) as upheld
        from k where unit is not null group by 1) x),
      'earlier', (select case when $11 is not null then coalesce(jsonb_agg(x order by x.verdict), '[]') end from (
        select e.verdict, sum(n) as received, coalesce(sum(n) filter (where closed), 0) as closed,
               coalesce(sum(n) filter (where verified), 0) as verified
        from v, unnest(v.earlier) e(verdict) group by 1) x),
      'visits', (select case when $11 is not null then coalesce(jsonb_agg(x order by x.unit, x.satisfaction), '[]') end from (
        select unit, satisfaction, sum(n) as count from v where satisfaction is not null group by 1, 2) x),
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

/*
 * The records that one number of the board counts, newest first. `slice` names what they have in common, each key once:
 * county (or the prefecture it begins with), source, outcome, unit (null: not stated or not seen), state, closed, verified,
 * rechecked, upheld, overdue, age, rung, month (2026-04), earlier (a verdict), satisfaction, verifier (a person of the team). `total` stands in every row. The rows say how the records stand now.
 */
create or replace function zs.board_list(asked_type text, until timestamptz, sight jsonb, closed_states text[], verifying text[],
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
    ('earlier', ' and $12 ->> ''earlier'' = any (r.earlier)'),
    ('satisfaction', ' and r.satisfaction = $12 ->> ''satisfaction'''),
    ('verifier', ' and r.sees & 256 > 0 and exists (select from zs.record v where v.id = r.id and v.fields -> ''team'' ? ($12 ->> ''verifier''))'),
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

/** Who of a unit has how many of the records that the board counts for the asker, as far as they see the team. */
create function zs.board_verifiers(asked_type text, until timestamptz, sight jsonb, closed_states text[], verifying text[],
                                   ages integer[], rungs text[], of_unit text)
returns table (person text, open integer, overdue integer, closed integer)
language plpgsql stable security definer set search_path to 'zs', 'pg_temp'
set work_mem = '256MB' set random_page_cost = 1.5 set jit = off as $function$
declare
  asker record;
begin
  asker := zs.board_asker(asked_type, sight);
  return query execute 'select t.person, (count(*) filter (where not r.closed))::integer, (count(*) filter (where r.overdue))::integer,'
    || ' (count(*) filter (where r.closed))::integer'
    || ' from (' || zs.board_told(asker.own is not null, zs.board_touched(asked_type, until)) || ') r'
    || $told$
    join zs.record o on o.id = r.id
    cross join lateral jsonb_array_elements_text(
      case when jsonb_typeof(o.fields -> 'team') = 'array' then o.fields -> 'team' else '[]' end) t(person)
    where r.unit = $12 and r.sees & 256 > 0 group by 1 order by 2 desc, 1
    $told$
  using asked_type, until, asker.circles, asker.circle_sees, asker.own, asker.own_sees, asker.away, closed_states, verifying, ages,
    rungs, of_unit;
end $function$;

revoke all on function zs.board_verifiers(text, timestamptz, jsonb, text[], text[], integer[], text[], text) from public;
grant execute on function zs.board_verifiers(text, timestamptz, jsonb, text[], text[], integer[], text[], text) to zs_app;

select zs.put_counted(array(select id from zs.record));
analyze zs.counted;
