-- Which records of a type have a clock that ends soon, as far as the asker reaches them: measures running out in 30, 15, 7
-- and 3 days. By an index of running clocks where somebody reaches many, through their keys where they reach few.

create index clock_ending on zs.clock (type, name, due, record) where state = 'running';

/** The running clocks of that name that end before a moment, of the records that the asker reaches. */
create function zs.clocks_ending_from(narrow boolean, in_unit text) returns text
language sql immutable as $function$
  select case when narrow then ' from (select distinct m.record from zs.reach m where m.key = any ($3)) mine'
                || ' join zs.clock c on c.record = mine.record and c.name = $2'
                || ' join zs.record o on o.id = c.record where o.type = $1'
              else ' from zs.clock c join zs.record o on o.id = c.record where c.type = $1 and c.name = $2'
                || ' and exists (select from (select m.key from zs.reach m where m.record = c.record offset 0) m'
                || '             where m.key = any ($3))' end
    || ' and c.state = ''running'' and c.due <= $6'
    || ' and not exists (select from zs.named n where n.record = c.record and n.key = any ($4))'
    || case when in_unit is null then '' else ' and o.fields ->> $5 = $7' end
$function$;

create function zs.clocks_ending(asked_type text, clock text, unit_field text, in_unit text, ends_by timestamptz,
                                 after_due timestamptz, after_id uuid, wanted integer)
returns table (id uuid, type text, number text, state text, version integer, closed boolean, outcome text, title text,
               due timestamptz, "openedAt" timestamptz, "changedAt" timestamptz, fields jsonb, roles text[])
language plpgsql stable security definer set search_path to 'zs', 'pg_temp' as $function$
#variable_conflict use_column
declare
  asked record;
  found uuid[];
  ends timestamptz[];
begin
  asked := zs.list_asker(asked_type, false);
  if asked.keys = '{}' then return; end if;
  execute 'select array_agg(p.record), array_agg(p.due) from (select c.record, c.due'
    || zs.clocks_ending_from(asked.narrow, in_unit)
    || case when after_id is null then '' else ' and (c.due, c.record) > ($8, $9)' end
    || ' order by c.due, c.record limit $10) p'
    into found, ends using asked_type, clock, asked.keys, asked.conflicts, unit_field, ends_by, in_unit, after_due, after_id, wanted;
  return query
    select o.id, o.type, o.number, o.state, o.version, o.closed, o.outcome, o.title, a.due, o.opened_at, o.changed_at,
           o.fields, mine.roles
    from unnest(found, ends) with ordinality a(id, due, nth)
    join zs.record o on o.id = a.id
    cross join lateral (
      select array_agg(r.role) as roles
      from (select x.key, x.role from zs.reach x where x.record = a.id offset 0) r where r.key = any (asked.keys)) mine
    where mine.roles is not null
    order by a.nth;
end $function$;

/** How many there are of each unit that end by each of these moments; the later include the earlier. */
create function zs.clocks_ending_by_unit(asked_type text, clock text, unit_field text, ends timestamptz[])
returns table (unit text, counts integer[])
language plpgsql stable security definer set search_path to 'zs', 'pg_temp' as $function$
declare
  asked record;
  last timestamptz := (select max(one) from unnest(ends) one);
begin
  asked := zs.list_asker(asked_type, false);
  if asked.keys = '{}' then return; end if;
  return query execute
    'select f.unit, array(select sum(f2.n)::integer from unnest($8) with ordinality e(at, nth)'
    || '   cross join lateral (select count(*) as n from unnest(f.dues) d where d <= e.at) f2 group by e.nth order by e.nth)'
    || ' from (select o.fields ->> $5 as unit, array_agg(c.due) as dues'
    || zs.clocks_ending_from(asked.narrow, null) || ' group by 1) f order by 1'
    using asked_type, clock, asked.keys, asked.conflicts, unit_field, last, null::text, ends;
end $function$;

revoke all on function zs.clocks_ending(text, text, text, text, timestamptz, timestamptz, uuid, integer) from public;
revoke all on function zs.clocks_ending_by_unit(text, text, text, timestamptz[]) from public;
grant execute on function zs.clocks_ending(text, text, text, text, timestamptz, timestamptz, uuid, integer) to zs_app;
grant execute on function zs.clocks_ending_by_unit(text, text, text, timestamptz[]) to zs_app;
