-- The search looks at whoever may see a record in the order in which records are shown, and stops when there are enough,
-- instead of asking for all that were found. (`offset 0`: one by one through the primary key, whatever the planner expects.)

alter table zs.search_key drop column seen_by;

create or replace function zs.put_search_keys(rows jsonb) returns void
language sql set search_path = zs, pg_temp as $$
  delete from zs.search_key k using jsonb_array_elements(rows) r
  where k.record = (r ->> 'record')::uuid;
  insert into zs.search_key (record, part, key, type)
  select (r ->> 'record')::uuid, p.nth, k, r ->> 'type'
  from jsonb_array_elements(rows) r, jsonb_array_elements(r -> 'parts') with ordinality as p(part, nth),
       jsonb_array_elements_text(coalesce(p.part -> 'keys', '[]')) k
  on conflict do nothing
$$;

drop function zs.find(text[], text, text[], text, text, integer[], text[], integer, integer, integer);

/*
 * Records one reaches that are found by words, each with the way it was found and the roles in which one could find it so,
 * best and newest first, at most `most`; a record that was found in several ways comes once for each.
 *   types    the types of record looked through
 *   number   a whole register number; keys: search keys to be met exactly; sound: how a name begins, by ear
 *   pattern, grams   the words, as for zs.list; null for none. Two characters are one pair, which the index knows exactly.
 * Ways: 0 number, 1 identifier, 2 name, 3 sound of a name, 4 initials, 5 words.
 *
 * Words that `common` records hold and more are not fetched from the index and sorted: whoever reaches few records has
 * those looked through, whoever reaches many has the newest looked through until there are enough.
 */
create function zs.find(
  types text[], number text, keys text[], sound text, pattern text, grams integer[], states text[], opened_in integer, most integer,
  common integer
) returns table (id uuid, type text, state text, year integer, way integer, roles text[])
language plpgsql stable security definer set search_path = zs, pg_temp as $$
declare
  mine text[] := zs.my_keys();
  conflicts text[] := coalesce(zs.my_conflicts(), '{}');
  hits text := 'select null::uuid as record, null::smallint as part, 0 as way where false';
  records uuid[];
  parts smallint[];
  reached integer;
  -- Of a text in a row of zs.search_text t.
  says text := case when cardinality(grams) = 1 then 't.grams @> $5' else 't.grams @> $5 and t.words like $4' end;
begin
  if mine = '{}' then return; end if;
  if number is not null then
    hits := hits || ' union all select r.id, null, 0 from zs.record r where r.number = $1';
  end if;
  if keys <> '{}' then
    hits := hits || ' union all select k.record, k.part,'
      || ' case left(k.key, 2) when ''i:'' then 1 when ''y:'' then 3 when ''l:'' then 4 else 2 end'
      || ' from zs.search_key k where k.key = any ($2)';
  end if;
  if sound is not null then
    hits := hits || ' union all select k.record, k.part, 3 from zs.search_key k where k.key like $3';
  end if;
  if pattern is not null and grams <> '{}' then
    execute 'select array_agg(f.record), array_agg(f.part) from (select t.record, t.part from zs.search_text t where '
      || replace(replace(says, '$5', '$1'), '$4', '$2') || ' and t.type = any ($3) limit $4) f'
      into records, parts using grams, pattern, types, common;
    reached := (select count(*) from (select from zs.reach r where r.key = any (mine) limit 5000) few);
    if coalesce(cardinality(records), 0) < common then
      hits := hits || ' union all select h.record, h.part, 5 from unnest($12, $13) h(record, part)';
    elsif reached < 5000 then
      hits := hits || ' union all select t.record, t.part, 5 from (select distinct r.record from zs.reach r where r.key = any ($6)) m'
        || ' cross join lateral (select * from zs.search_text x where x.record = m.record offset 0) t'
        || ' where t.type = any ($9) and ' || says;
    else
      hits := hits || ' union all select f.record, f.part, 5 from unnest($9) asked(type) cross join lateral ('
        || '   select o.id as record, t.part from zs.record o'
        || '   cross join lateral (select * from zs.search_text x where x.record = o.id offset 0) t'
        || '   where o.type = asked.type and ($10 is null or o.state = any ($10)) and ' || says
        || '     and exists (select from zs.reach r where r.record = o.id and r.key = any ($6) and r.role = any (t.seen_by))'
        || '     and not exists (select from zs.named n where n.record = o.id and n.key = any ($7))'
        || '   order by o.changed_at desc, o.id limit $8) f';
    end if;
  end if;
  return query execute
    'select f.id, f.type, f.state, f.year, f.way, v.roles from ('
    || '  select o.id, o.type, o.state, o.changed_at, h.part, w.way,'
    || '         date_part(''year'', o.opened_at at time zone ''Asia/Shanghai'')::integer as year'
    || '  from (' || hits || ') h join zs.record o on o.id = h.record'
    -- A part of its number is nearer than the same digits in a text.
    || '  cross join lateral (select case when h.way = 5 and o.number like $4 then 0 else h.way end as way) w'
    || '  where o.type = any ($9) and ($10 is null or o.state = any ($10))'
    || '    and ($11 is null or date_part(''year'', o.opened_at at time zone ''Asia/Shanghai'') = $11)'
    || '  order by w.way, o.changed_at desc, o.id) f'
    || ' cross join lateral ('
    || '   select array_agg(r.role) as roles'
    || '   from (select x.key, x.role from zs.reach x where x.record = f.id offset 0) r'
    || '   where r.key = any ($6) and (f.part is null or r.role = any ('
    || '     (select t.seen_by from zs.search_text t where t.record = f.id and t.part = f.part)::text[]))) v'
    || ' where v.roles is not null and not exists (select from zs.named n where n.record = f.id and n.key = any ($7))'
    || ' order by f.way, f.changed_at desc, f.id limit $8'
    using number, keys, sound || '%', pattern, grams, mine, conflicts, most, types, states, opened_in, records, parts;
end $$;

revoke all on function zs.find(text[], text, text[], text, text, integer[], text[], integer, integer, integer) from public;
grant execute on function zs.find(text[], text, text[], text, text, integer[], text[], integer, integer, integer) to zs_app;
