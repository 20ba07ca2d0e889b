-- What came back to a desk: known from the entries of every type, not only where a clock starts with coming back.

/** How many times each of these records has come into the state it is in; what the asker does not reach is left out. */
create function zs.times_here(records uuid[]) returns table (id uuid, times integer)
language sql stable security definer set search_path to 'zs', 'pg_temp' as $function$
  select r.id, count(*) filter (where e.state = r.state and e.before is distinct from r.state)::integer
  from zs.record r
  cross join lateral (
    select t.state, lag(t.state) over (order by t.seq) as before
    from (select x.seq, convert_from(x.bytes, 'UTF8')::jsonb ->> 'state' as state from zs.entry x where x.record = r.id) t) e
  where r.id = any (records) and zs.reaches(r.id)
  group by r.id
$function$;

revoke all on function zs.times_here(uuid[]) from public;
grant execute on function zs.times_here(uuid[]) to zs_app;
