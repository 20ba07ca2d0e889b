-- Every number of the board leads to the records it counts: both are read from one function, so that they cannot differ.
-- And the board counts the second look (a quality sample) beside what was closed, and what came in day by day.

drop function zs.board(text, timestamptz, jsonb, text[], jsonb, text[], integer[], text[]);
drop function zs.board_rows(text, timestamptz, jsonb, text[], jsonb);
drop function zs.board_fold(uuid, timestamptz, jsonb);

/*
 * One row for each record of the type that the asker reaches and that was there at that moment, as it stood then. What none
 * of the asker's roles on a record sees of it is null.
 *   sight    for each field that is counted by, the roles that see it
 *   clears   for each field, the actions that empty it
 * A record that nobody touched since stands as its row says. One that was touched is folded anew from its entries up to that
 * moment: state from the last, area and unit from the last that entered them (an unfinished joint action enters nothing),
 * the outcome and what the second look found from the last that set them; the outcome counts only in a closed state. Source
 * never changes.
 */
create function zs.board_rows(asked_type text, until timestamptz, sight jsonb, closed_states text[], clears jsonb)
returns table (id uuid, opened_at timestamptz, state text, closed boolean, source text, area text, unit text, outcome text,
               agrees boolean, sees_rungs boolean)
language plpgsql stable set search_path to 'zs', 'pg_temp' as $function$
declare asked record;
begin
  asked := zs.list_asker(asked_type, false);
  if asked.keys = '{}' then return; end if;
  return query execute
    'with mine as materialized (select o.*, array(select r.role from (select x.key, x.role from zs.reach x'
    || ' where x.record = o.id offset 0) r where r.key = any ($2)) as roles'
    || zs.list_from(asked.narrow, null, '{}', null, null, null, null, false)
    || ' and o.opened_at <= $10)'
    || ' select m.id, m.opened_at, s.state, s.state = any ($12),'
    || '   case when m.roles && $13 then m.fields ->> ''source'' end,'
    || '   case when m.roles && $14 then s.area end,'
    || '   case when m.roles && $15 then s.unit end,'
    || '   case when m.roles && $16 and s.state = any ($12) then s.outcome end,'
    || '   case when m.roles && $17 then s.agrees::boolean end,'
    || '   m.roles && $18'
    || ' from mine m cross join lateral ('
    || '   select m.state, m.fields ->> ''area'' as area, m.fields ->> ''verifyingUnit'' as unit, m.outcome,'
    || '          m.fields ->> ''recheckAgrees'' as agrees where m.changed_at <= $10'
    || '   union all select * from zs.board_fold(m.id, $10, $11) where m.changed_at > $10) s'
    using asked_type, asked.keys, asked.conflicts, null::text[], '{}'::integer[], null::text, null::text, null::text,
          null::timestamptz, until, clears, closed_states,
          array(select jsonb_array_elements_text(sight -> 'source')), array(select jsonb_array_elements_text(sight -> 'area')),
          array(select jsonb_array_elements_text(sight -> 'verifyingUnit')),
          array(select jsonb_array_elements_text(sight -> 'outcome')),
          array(select jsonb_array_elements_text(sight -> 'recheckAgrees')),
          array(select jsonb_array_elements_text(sight -> 'supervisions'));
end $function$;

/** A record as its entries up to that moment leave it. */
create function zs.board_fold(asked uuid, until timestamptz, clears jsonb, out state text, out area text, out unit text,
                              out outcome text, out agrees text)
language sql stable set search_path to 'zs', 'pg_temp' as $function$
  with told as (
    select e.seq, b ->> 'action' as action, b ->> 'state' as state, b -> 'input' as input, b -> 'sets' as sets,
           coalesce((b -> 'signature' ->> 'last')::boolean, true) as done
    from zs.entry e cross join lateral (select convert_from(e.bytes, 'UTF8')::jsonb as b offset 0) j
    where e.record = asked and e.at <= until)
  select (array_agg(t.state order by t.seq desc))[1],
         (array_agg(coalesce(t.sets ->> 'area', t.input ->> 'area') order by t.seq desc)
            filter (where t.done and (t.sets ? 'area' or t.input ? 'area' or clears -> 'area' ? t.action)))[1],
         (array_agg(coalesce(t.sets ->> 'verifyingUnit', t.input ->> 'verifyingUnit') order by t.seq desc)
            filter (where t.done and (t.sets ? 'verifyingUnit' or t.input ? 'verifyingUnit' or clears -> 'verifyingUnit' ? t.action)))[1],
         (array_agg(t.sets ->> 'outcome' order by t.seq desc) filter (where t.done and t.sets ? 'outcome'))[1],
         (array_agg(t.sets ->> 'recheckAgrees' order by t.seq desc) filter (where t.done and t.sets ? 'recheckAgrees'))[1]
  from told t
$function$;

/*
 * Each of these rows with all that the board counts it under. `verifying` are the outcomes by which a report was found true;
 * `ages` the first day of each bucket but the first, `age` the bucket, 0 the youngest, null when closed; `rungs` the ladder,
 * and null where the day is past: clocks are kept as they are now, not as they were. `rung` is the highest place on it, from
 * 1, that a clock still open has given an open record.
 */
create function zs.board_told(asked_type text, until timestamptz, sight jsonb, closed_states text[], clears jsonb,
                              verifying text[], ages integer[], rungs text[])
returns table (id uuid, opened_at timestamptz, opened_on date, state text, closed boolean, verified boolean, source text, county text,
               unit text, outcome text, rechecked boolean, upheld boolean, age integer, overdue boolean, rung integer)
language sql stable set search_path to 'zs', 'pg_temp' as $function$
  with r as materialized (
    select b.*, (b.opened_at at time zone 'Asia/Shanghai')::date as opened_on
    from zs.board_rows(asked_type, until, sight, closed_states, clears) b),
  late as materialized (
    select o.id, coalesce(bool_or(c.due < until), false) as overdue, max(f.nth) as nth
    from r o join zs.clock c on c.record = o.id and c.state in ('running', 'suspended')
    left join lateral (
      select array_position(rungs, split_part(i ->> 'rung', '/', 2)) as nth
      from zs.record w cross join lateral jsonb_array_elements(w.fields -> 'supervisions') i
      where w.id = o.id and o.sees_rungs and jsonb_typeof(w.fields -> 'supervisions') = 'array'
        and split_part(i ->> 'rung', '/', 1) = c.name || ':' || c.run) f on true
    where rungs is not null and not o.closed group by o.id)
  select r.id, r.opened_at, r.opened_on, r.state, r.closed, coalesce(r.outcome = any (verifying), false), r.source,
         left(r.area, 6), r.unit, r.outcome, r.agrees is not null, coalesce(r.agrees, false),
         case when not r.closed then
           width_bucket((until at time zone 'Asia/Shanghai')::date - r.opened_on, ages) end,
         coalesce(l.overdue, false), l.nth
  from r left join late l on l.id = r.id
$function$;

/** The counts of the board. `days_since` is the first day that is counted by itself. */
create function zs.board(asked_type text, until timestamptz, sight jsonb, closed_states text[], clears jsonb, verifying text[],
                         ages integer[], rungs text[], days_since date)
returns jsonb language sql stable security definer set search_path to 'zs', 'pg_temp' as $function$
  with r as materialized (
    select * from zs.board_told(asked_type, until, sight, closed_states, clears, verifying, ages, rungs))
  select jsonb_build_object(
    'total', (select jsonb_build_object('received', count(*), 'closed', count(*) filter (where closed),
                                        'verified', count(*) filter (where verified),
                                        'rechecked', count(*) filter (where rechecked),
                                        'upheld', count(*) filter (where upheld)) from r),
    'cells', (select coalesce(jsonb_agg(x order by x.county, x.source), '[]') from (
      select county, source, count(*) as received, count(*) filter (where closed) as closed,
             count(*) filter (where verified) as verified, count(*) filter (where rechecked) as rechecked,
             count(*) filter (where upheld) as upheld from r group by 1, 2) x),
    'ages', (select jsonb_agg(coalesce(y.n, 0) order by g.nth) from generate_series(0, cardinality(ages)) g(nth) left join (
      select age, count(*) as n from r where age is not null group by 1) y on y.age = g.nth),
    'overdue', (select case when rungs is not null then count(*) filter (where overdue) end from r),
    'rungs', (select case when rungs is not null then jsonb_agg(coalesce(y.n, 0) order by g.nth) end
      from generate_series(1, cardinality(rungs)) g(nth)
      left join (select rung, count(*) as n from r group by 1) y on y.rung = g.nth),
    'flow', (select coalesce(jsonb_agg(x order by x.state, x.outcome), '[]') from (
      select state, outcome, count(*) as count from r group by 1, 2) x),
    'units', (select coalesce(jsonb_agg(x order by x.open desc, x.unit), '[]') from (
      select unit, count(*) filter (where not closed) as open, count(*) filter (where closed) as closed
      from r where unit is not null group by 1) x),
    'months', (select coalesce(jsonb_agg(x order by x.month), '[]') from (
      select to_char(opened_on, 'YYYY-MM') as month, count(*) as received,
             count(*) filter (where closed) as closed, count(*) filter (where verified) as verified,
             count(*) filter (where rechecked) as rechecked, count(*) filter (where upheld) as upheld from r group by 1) x),
    'days', (select coalesce(jsonb_agg(x order by x.day), '[]') from (
      select to_char(opened_on, 'YYYY-MM-DD') as day, count(*) as received from r where opened_on >= days_since group by 1) x))
$function$;

/*
 * The records that one number of the board counts, newest first. `slice` names what they have in common, each key once:
 * county (or the prefecture it begins with), source, outcome, unit (null: not stated or not seen), state, closed, verified, rechecked, upheld, overdue, age,
 * rung, month (2026-04). `total` stands in every row. The rows say how the records stand now.
 */
create function zs.board_list(asked_type text, until timestamptz, sight jsonb, closed_states text[], clears jsonb, verifying text[],
                              ages integer[], rungs text[], slice jsonb, after_opened timestamptz, after_id uuid, wanted integer)
returns table (total integer, id uuid, type text, number text, state text, version integer, closed boolean, outcome text,
               title text, due timestamptz, "openedAt" timestamptz, "changedAt" timestamptz, fields jsonb, roles text[])
language sql stable security definer set search_path to 'zs', 'pg_temp' as $function$
  with picked as materialized (
    select r.id, r.opened_at from zs.board_told(asked_type, until, sight, closed_states, clears, verifying, ages, rungs) r
    where (not slice ? 'county' or case when slice ->> 'county' is null then r.county is null
                                        else starts_with(r.county, slice ->> 'county') end)
      and (not slice ? 'source' or r.source is not distinct from slice ->> 'source')
      and (not slice ? 'outcome' or r.outcome is not distinct from slice ->> 'outcome')
      and (not slice ? 'unit' or r.unit is not distinct from slice ->> 'unit')
      and (not slice ? 'state' or r.state = slice ->> 'state')
      and (not slice ? 'closed' or r.closed = (slice ->> 'closed')::boolean)
      and (not slice ? 'verified' or r.verified = (slice ->> 'verified')::boolean)
      and (not slice ? 'rechecked' or r.rechecked = (slice ->> 'rechecked')::boolean)
      and (not slice ? 'upheld' or r.upheld = (slice ->> 'upheld')::boolean)
      and (not slice ? 'overdue' or r.overdue = (slice ->> 'overdue')::boolean)
      and (not slice ? 'age' or r.age = (slice ->> 'age')::integer)
      and (not slice ? 'rung' or r.rung = (slice ->> 'rung')::integer)
      and (not slice ? 'month' or to_char(r.opened_on, 'YYYY-MM') = slice ->> 'month')),
  page as (
    select p.id, p.opened_at from picked p
    where after_id is null or p.opened_at < after_opened or (p.opened_at = after_opened and p.id > after_id)
    order by p.opened_at desc, p.id limit wanted)
  select (select count(*)::integer from picked), o.id, o.type, o.number, o.state, o.version, o.closed, o.outcome, o.title, o.due,
         o.opened_at, o.changed_at, o.fields,
         array(select distinct r.role from (select x.key, x.role from zs.reach x where x.record = o.id offset 0) r
               where r.key = any (zs.my_keys()) and split_part(split_part(r.key, '/', 2), '.', 1) = asked_type)
  from page a join zs.record o on o.id = a.id
  order by a.opened_at desc, a.id
$function$;

revoke all on function zs.board_rows(text, timestamptz, jsonb, text[], jsonb), zs.board_fold(uuid, timestamptz, jsonb),
  zs.board_told(text, timestamptz, jsonb, text[], jsonb, text[], integer[], text[]),
  zs.board(text, timestamptz, jsonb, text[], jsonb, text[], integer[], text[], date),
  zs.board_list(text, timestamptz, jsonb, text[], jsonb, text[], integer[], text[], jsonb, timestamptz, uuid, integer) from public;
grant execute on function zs.board(text, timestamptz, jsonb, text[], jsonb, text[], integer[], text[], date),
  zs.board_list(text, timestamptz, jsonb, text[], jsonb, text[], integer[], text[], jsonb, timestamptz, uuid, integer) to zs_app;
