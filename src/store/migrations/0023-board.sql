-- The board counts what somebody reaches: by source and county, by age, rung, state, outcome, unit and month, as it stood at
-- the end of a day. One function of the owner, because row by row the wall would be asked for each of a hundred thousand.

/*
 * One row for each record of the type that the asker reaches and that was there at that moment, as it stood then. What none
 * of the asker's roles on a record sees of it is null.
 *   sight    for each field that is counted by, the roles that see it
 *   clears   for each field, the actions that empty it
 * A record that nobody touched since stands as its row says. One that was touched is folded anew from its entries up to that
 * moment: state from the last, area and unit from the last that entered them (an unfinished joint action enters nothing),
 * the outcome from the last that set it, which counts only in a closed state. Source never changes.
 */
create function zs.board_rows(asked_type text, until timestamptz, sight jsonb, closed_states text[], clears jsonb)
returns table (id uuid, opened_at timestamptz, state text, closed boolean, source text, area text, unit text, outcome text,
               sees_rungs boolean)
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
    || '   m.roles && $17'
    || ' from mine m cross join lateral ('
    || '   select m.state, m.fields ->> ''area'' as area, m.fields ->> ''verifyingUnit'' as unit, m.outcome where m.changed_at <= $10'
    || '   union all select * from zs.board_fold(m.id, $10, $11) where m.changed_at > $10) s'
    using asked_type, asked.keys, asked.conflicts, null::text[], '{}'::integer[], null::text, null::text, null::text,
          null::timestamptz, until, clears, closed_states,
          array(select jsonb_array_elements_text(sight -> 'source')), array(select jsonb_array_elements_text(sight -> 'area')),
          array(select jsonb_array_elements_text(sight -> 'verifyingUnit')),
          array(select jsonb_array_elements_text(sight -> 'outcome')),
          array(select jsonb_array_elements_text(sight -> 'supervisions'));
end $function$;

/** A record as its entries up to that moment leave it. */
create function zs.board_fold(asked uuid, until timestamptz, clears jsonb, out state text, out area text, out unit text, out outcome text)
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
         (array_agg(t.sets ->> 'outcome' order by t.seq desc) filter (where t.done and t.sets ? 'outcome'))[1]
  from told t
$function$;

/*
 * The counts of the board. `verifying` are the outcomes by which a report was found true; `ages` the first day of each
 * bucket but the first; `rungs` the ladder, and null where the day is past: clocks are kept as they are now, not as they were.
 */
create function zs.board(asked_type text, until timestamptz, sight jsonb, closed_states text[], clears jsonb, verifying text[],
                         ages integer[], rungs text[])
returns jsonb language sql stable security definer set search_path to 'zs', 'pg_temp' as $function$
  with r as materialized (
    select b.*, coalesce(b.outcome = any (verifying), false) as verified
    from zs.board_rows(asked_type, until, sight, closed_states, clears) b),
  late as (
    select o.id, coalesce(bool_or(c.due < until), false) as overdue, max(f.nth) as nth
    from r o join zs.clock c on c.record = o.id and c.state in ('running', 'suspended')
    left join lateral (
      select array_position(rungs, split_part(i ->> 'rung', '/', 2)) as nth
      from zs.record w cross join lateral jsonb_array_elements(w.fields -> 'supervisions') i
      where w.id = o.id and o.sees_rungs and jsonb_typeof(w.fields -> 'supervisions') = 'array'
        and split_part(i ->> 'rung', '/', 1) = c.name || ':' || c.run) f on true
    where rungs is not null and not o.closed group by o.id)
  select jsonb_build_object(
    'total', (select jsonb_build_object('received', count(*), 'closed', count(*) filter (where closed),
                                        'verified', count(*) filter (where verified)) from r),
    'cells', (select coalesce(jsonb_agg(x order by x.county, x.source), '[]') from (
      select left(area, 6) as county, source, count(*) as received, count(*) filter (where closed) as closed,
             count(*) filter (where verified) as verified from r group by 1, 2) x),
    'ages', (select jsonb_agg(coalesce(y.n, 0) order by g.nth) from generate_series(0, cardinality(ages)) g(nth) left join (
      select width_bucket((until at time zone 'Asia/Shanghai')::date - (opened_at at time zone 'Asia/Shanghai')::date, ages) as nth,
             count(*) as n from r where not closed group by 1) y on y.nth = g.nth),
    'overdue', (select case when rungs is not null then count(*) filter (where overdue) end from late),
    'rungs', (select case when rungs is not null then jsonb_agg(coalesce(y.n, 0) order by g.nth) end
      from generate_series(1, cardinality(rungs)) g(nth)
      left join (select nth, count(*) as n from late group by 1) y on y.nth = g.nth),
    'flow', (select coalesce(jsonb_agg(x order by x.state, x.outcome), '[]') from (
      select state, outcome, count(*) as count from r group by 1, 2) x),
    'units', (select coalesce(jsonb_agg(x order by x.open desc, x.unit), '[]') from (
      select unit, count(*) filter (where not closed) as open, count(*) filter (where closed) as closed
      from r where unit is not null group by 1) x),
    'months', (select coalesce(jsonb_agg(x order by x.month), '[]') from (
      select to_char(opened_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month, count(*) as received,
             count(*) filter (where closed) as closed, count(*) filter (where verified) as verified from r group by 1) x))
$function$;

revoke all on function zs.board_rows(text, timestamptz, jsonb, text[], jsonb), zs.board_fold(uuid, timestamptz, jsonb),
  zs.board(text, timestamptz, jsonb, text[], jsonb, text[], integer[], text[]) from public;
grant execute on function zs.board(text, timestamptz, jsonb, text[], jsonb, text[], integer[], text[]) to zs_app;
