-- The board tells of each verifying unit how many of its clues were found true: the weekly bulletin names units by that.

/** The counts of the board. `days_since` is the first day that is counted by itself. */
create or replace function zs.board(asked_type text, until timestamptz, sight jsonb, closed_states text[], clears jsonb, verifying text[],
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
      select unit, count(*) filter (where not closed) as open, count(*) filter (where closed) as closed,
             count(*) filter (where verified) as verified
      from r where unit is not null group by 1) x),
    'months', (select coalesce(jsonb_agg(x order by x.month), '[]') from (
      select to_char(opened_on, 'YYYY-MM') as month, count(*) as received,
             count(*) filter (where closed) as closed, count(*) filter (where verified) as verified,
             count(*) filter (where rechecked) as rechecked, count(*) filter (where upheld) as upheld from r group by 1) x),
    'days', (select coalesce(jsonb_agg(x order by x.day), '[]') from (
      select to_char(opened_on, 'YYYY-MM-DD') as day, count(*) as received from r where opened_on >= days_since group by 1) x))
$function$;
