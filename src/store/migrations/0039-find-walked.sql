-- What many records hold is looked for in the newest first. The planner read and sorted all records instead of walking the index that has them in
-- this order (100 ms of 100,000, whatever was asked); whom a record names is asked of those alone that hold the words; and where a
-- word is too common to be fetched was set when a walk was five times as dear. Processor time of PostgreSQL for 150 words cut from 100,000 real texts,
-- p95, director of the centre / head of a county's office: 142 / 46 to 45 / 45 ms (machine shared, load 16; bare statement 135 to 205).
create or replace function zs.find(types text[], number text, keys text[], sound text, pattern text, grams integer[], states text[], opened_in integer, most integer, common integer DEFAULT NULL::integer)
 RETURNS TABLE(id uuid, type text, state text, year integer, way integer, roles text[])
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'zs', 'pg_temp'
 SET work_mem TO '32MB'
 SET enable_sort TO off
 SET enable_seqscan TO off
AS $function$
declare
  conflicts text[] := coalesce(zs.my_conflicts(), '{}');
  -- Keys are `extent/type.role/of` (kernel/access/reach.ts).
  mine text[] := array(select k from unnest(zs.my_keys()) k where split_part(split_part(k, '/', 2), '.', 1) = any (types));
  keys_of_few text[] := '{}';
  many text[] := '{}';
  one text;
  of_one text[];
  most_fetched integer := coalesce(common,
    (select greatest(1000, sqrt(130 * greatest(c.reltuples, 0))) from pg_class c where c.oid = 'zs.record'::regclass));
  asks_words boolean := pattern is not null and grams <> '{}';
  proposed uuid[];
  types_proposed text[];
  told text := 'select null::uuid as record, null::smallint as part, 0 as way where false';
  by_words text;
  newest boolean := false;
  wanted text := case when states is null then '' else ' and o.state = any ($10)' end || case when opened_in is null then ''
    else $$ and date_part('year', o.opened_at at time zone 'Asia/Shanghai') = $11 $$ end;
  -- The records of h. (`offset 0`: one by one through the primary key, whatever the planner expects.)
  records_of_h text := ' cross join lateral (select * from zs.record x where x.id = h.record offset 0) o where o.type = any ($9)' || wanted;
  columns text := 'f.id, f.type, f.state, f.opened_at, f.changed_at, f.way, v.roles';
  -- The roles in which the asker reaches f and could find it so, unless it names them. (The sub-select is looked up in a hash
  -- made once; for a list of 383 keys the planner would compare each with what is most common, 2 ms for every mention.)
  in_reach text := $$
    cross join lateral (
      select array_agg(r.role) as roles
      from %s (select x.key, x.role from zs.reach x where x.record = f.id offset 0) r where (r.key in (select unnest($6))) is true and %s) v
    where v.roles is not null
      and not exists (select from (select x.key from zs.named x where x.record = f.id and v.roles is not null offset 0) n where n.key = any ($7))$$;
  in_sight_of_part text := format(in_reach, '', $$(f.part is null
    or r.role = any ((select t.seen_by from zs.search_text t where t.record = f.id and t.part = f.part)::text[]))$$);
  holds_words text := format(in_reach,
    '(select x.seen_by from (select * from zs.search_text y where y.record = f.id offset 0) x where x.words like $4 offset 0) t,',
    'r.role = any (t.seen_by)');
begin
  if mine = '{}' then return; end if;
  if number is not null then
    told := told || ' union all select r.id, null, 0 from zs.record r where r.number = $1';
  end if;
  if keys <> '{}' then
    told := told || $$ union all
      select k.record, k.part, case left(k.key, 2) when 'i:' then 1 when 'y:' then 3 when 'l:' then 4 else 2 end
      from zs.search_key k where k.key = any ($2)$$;
  end if;
  if sound is not null then
    told := told || ' union all select k.record, k.part, 3 from zs.search_key k where k.key like $3';
  end if;
  if asks_words then
    -- Pairs may stand where the words do not: of so many places that hold the pairs, it is not asked how many hold the words.
    execute $$
      select array_agg(p.record) filter (where p.holds), array_agg(p.type) filter (where p.holds),
             coalesce(bool_or(p.nth = 4 * $3) or count(*) = $3, false)
      from (select * from (
              select t.record, t.type, t.words like $4 as holds, row_number() over () as nth
              from (select * from zs.search_text t where t.grams @> $1 and t.type = any ($2) limit 4 * $3) t) t
            where t.holds or t.nth = 4 * $3 limit $3) p$$
      into proposed, types_proposed, newest using grams, types, most_fetched, pattern;
    -- Some are looked at one by one.
    if newest or cardinality(proposed) > most then
      for one, of_one in
        select split_part(split_part(k, '/', 2), '.', 1), array_agg(k) from unnest(mine) k group by 1
      loop
        continue when not newest and one <> all (types_proposed);
        if (select count(*) from (select from zs.reach r where r.key = any (of_one) limit 4 * most_fetched) found) < 4 * most_fetched then
          keys_of_few := keys_of_few || of_one;
        else
          many := many || one;
        end if;
      end loop;
    end if;
    by_words := case when newest then 'select distinct r.record from zs.reach r where r.key = any ($13)'
      else 'select distinct a.record from unnest($12, $15) a(record, type)' || case when keys_of_few = '{}' then ''
        else ' where a.type = any ($14) or a.record in (select r.record from zs.reach r where r.key = any ($13))' end end;
  end if;
  return query execute $$
    select f.id, f.type, f.state, date_part('year', f.opened_at at time zone 'Asia/Shanghai')::integer, f.way, f.roles from (
      (select $$ || columns || ' from (select o.*, h.part, h.way from (' || told || ') h' || records_of_h
    || ' order by h.way, o.changed_at desc, o.id) f' || in_sight_of_part || ' order by f.way, f.changed_at desc, f.id limit 2 * $8)'
    -- A part of its number is nearer than the same digits in a text.
    || case when asks_words then ' union all (select ' || columns || ' from ('
        || ' select o.*, case when o.number like $4 then 0 else 5 end as way from (' || by_words || ') h' || records_of_h
        || ' order by way, o.changed_at desc, o.id) f' || holds_words || ' order by f.way, f.changed_at desc, f.id limit $8)'
       else '' end
    || case when newest and many <> '{}' then ' union all select x.* from unnest($14) a(type) cross join lateral ('
        || ' select ' || columns || ' from (select o.*, case when o.number like $4 then 0 else 5 end as way from zs.record o'
        || ' where o.type = a.type' || wanted || ' order by o.changed_at desc, o.id) f' || holds_words
        || ' order by f.changed_at desc, f.id limit $8) x'
       else '' end
    || ') f order by f.way, f.changed_at desc, f.id'
    using number, keys, sound || '%', pattern, grams, mine, conflicts, most, types, states, opened_in, proposed, keys_of_few, many,
      types_proposed;
end $function$;
