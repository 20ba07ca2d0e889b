-- A wall is planned once for a session. For a list of keys (a director has 378) the planner compares each with the keys that are
-- most common in zs.reach, and it did so again for every row (zs.reaches, zs.sees_edge) and every step (zs.graph_step): 2 ms of
-- processor for what takes 0.05. A hash of the asker's keys is made once instead; the keys of a record are few and lie together.

create or replace function zs.reaches(asked uuid) returns boolean
language sql stable security definer set search_path = zs, pg_temp set plan_cache_mode = force_generic_plan as $$
  select coalesce(asked = zs.my_record(), false) or (
    exists (select from (select x.key from zs.reach x where x.record = asked offset 0) r
            where (r.key in (select unnest(zs.my_keys()))) is true)
    and not exists (select from (select x.key from zs.named x where x.record = asked offset 0) n
                    where (n.key in (select unnest(zs.my_conflicts()))) is true))
$$;

-- Whether somebody with these keys and conflicts sees this line: its record, its field, and whatever it leads to.
create or replace function zs.sees_edge(in_record uuid, seen_by text[], needs uuid[]) returns boolean
language sql stable security definer set search_path = zs, pg_temp set plan_cache_mode = force_generic_plan as $$
  select exists (select from (select x.key, x.role from zs.reach x where x.record = in_record offset 0) r
                 where r.role = any (seen_by) and (r.key in (select unnest(zs.my_keys()))) is true)
    and not exists (select from (select x.key from zs.named x where x.record = in_record offset 0) n
                    where (n.key in (select unnest(zs.my_conflicts()))) is true)
    and not exists (select from unnest(needs) x(id) where not zs.reaches(x.id))
$$;

/*
 * The lines at these nodes, newest first, at most `per_node` + 1 for each: one more than asked for says that there are
 * more. What the asker does not see is left out before anything is counted. Reads as the owner with the meaning of
 * zs.sees_edge written out: under row-level security each row would cost three function calls.
 */
create or replace function zs.graph_step(nodes text[], kinds text[], relations text[], from_on date, to_on date, per_node integer)
returns table (node text, record uuid, nth integer, a text, b text)
language plpgsql stable security definer set search_path = zs, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  keys      text[] := zs.my_keys();
  conflicts text[] := coalesce(zs.my_conflicts(), '{}');
begin
  if keys is null then return; end if;
  return query
    select n.node, e.record, e.nth, e.a, e.b
    from unnest(nodes) n(node)
    cross join lateral (
      select l.* from (
        select f.*, f.b as other from zs.edge f where f.a = n.node
        union all
        select f.*, f.a as other from zs.edge f where f.b = n.node) l
      where (kinds is null or split_part(l.other, ':', 1) = any (kinds)) and (relations is null or l.relation = any (relations))
        and (from_on is null or l.until is null or l.until >= from_on) and (to_on is null or l.since <= to_on)
        and exists (select from (select x.key, x.role from zs.reach x where x.record = l.record offset 0) r
                    where r.role = any (l.seen_by) and (r.key in (select unnest(keys))) is true)
        and not exists (select from (select x.key from zs.named x where x.record = l.record offset 0) m where m.key = any (conflicts))
        and (l.needs = '{}' or not exists (select from unnest(l.needs) x(id) where not zs.reaches(x.id)))
      order by l.since desc, l.record, l.nth limit per_node + 1) e;
end $$;

/*
 * Lines that were found, to be shown. Asks again whether the asker sees them, in other words than zs.graph_step: what
 * row-level security means by it, once for all of them instead of row by row.
 */
create function zs.graph_lines(records uuid[], nths integer[]) returns setof zs.edge
language plpgsql stable security definer set search_path = zs, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  keys      text[] := zs.my_keys();
  conflicts text[] := coalesce(zs.my_conflicts(), '{}');
begin
  return query
    with line as materialized (
      select e.* from unnest(records, nths) w(record, nth)
      cross join lateral (select * from zs.edge x where x.record = w.record and x.nth = w.nth offset 0) e),
    told as (select record from line union select unnest(needs) from line),
    reached as materialized (
      select t.record, array_agg(r.role) as roles
      from told t cross join lateral (select x.key, x.role from zs.reach x where x.record = t.record offset 0) r
      where (r.key in (select unnest(keys))) is true
        and not exists (select from (select x.key from zs.named x where x.record = t.record offset 0) n where n.key = any (conflicts))
      group by t.record)
    select l.* from line l join reached m on m.record = l.record and m.roles && l.seen_by
    where l.needs = '{}' or not exists (
      select from unnest(l.needs) x(id) where (x.id in (select record from reached)) is not true)
    order by l.record, l.nth;
end $$;

revoke all on function zs.graph_lines(uuid[], integer[]) from public;
grant execute on function zs.graph_lines(uuid[], integer[]) to zs_app;
