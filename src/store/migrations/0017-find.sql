-- One search over every type of record: by number, by identifiers, by names as they are written, sound or are abbreviated, and
-- by any two characters and more of a text. Nobody finds a record by what they may not read, or that they do not reach.

create table zs.search_key (
  record  uuid     not null,
  part    smallint not null,
  key     text     not null,
  type    text     not null,
  seen_by text[]   not null,
  primary key (record, part, key)
);
comment on table zs.search_key is
  'Numbers as keyed hashes (i:), names by characters (v:, a:), by sound (y:) and by initials (l:), in parts by who sees them.';
create index search_key_by_key on zs.search_key (key text_pattern_ops);
alter table zs.search_key enable row level security;

-- What is folded has changed (traditional characters), and there are no keys yet: all is indexed anew.
insert into zs.to_index (record, seq) select id, version from zs.record on conflict do nothing;

-- Replaces the keys of records; for the indexer, as the owner, with the rows that zs.put_search takes: parts with [key].
create function zs.put_search_keys(rows jsonb) returns void
language sql set search_path = zs, pg_temp as $$
  delete from zs.search_key k using jsonb_array_elements(rows) r
  where k.record = (r ->> 'record')::uuid;
  insert into zs.search_key (record, part, key, type, seen_by)
  select (r ->> 'record')::uuid, p.nth, k, r ->> 'type', array(select jsonb_array_elements_text(p.part -> 'seenBy'))
  from jsonb_array_elements(rows) r, jsonb_array_elements(r -> 'parts') with ordinality as p(part, nth),
       jsonb_array_elements_text(coalesce(p.part -> 'keys', '[]')) k
  on conflict do nothing
$$;

/*
 * Records one reaches that are found by words, each with the best way it was found and the roles in which one could find it
 * so, best and newest first, at most `most`.
 *   types    the types of record looked through
 *   number   a whole register number; keys: search keys to be met exactly; sound: how a name begins, by ear
 *   pattern, grams   the words, as for zs.list; null for none; in `common` records and more they are looked for otherwise
 * Ways: 0 number, 1 identifier, 2 name, 3 sound of a name, 4 initials, 5 words.
 *
 * Words that many records hold are not fetched from the index and sorted: whoever reaches few records has those looked
 * through, whoever reaches many has the newest looked through until there are enough.
 */
create function zs.find(
  types text[], number text, keys text[], sound text, pattern text, grams integer[], states text[], opened_in integer, most integer, common integer
) returns table (id uuid, type text, state text, year integer, way integer, roles text[])
language plpgsql stable security definer set search_path = zs, pg_temp as $$
declare
  mine text[] := zs.my_keys();
  conflicts text[] := coalesce(zs.my_conflicts(), '{}');
  hits text := 'select null::uuid as record, null::text[] as seen_by, 0 as way where false';
  is_common boolean := false;
  is_narrow boolean;
begin
  if mine = '{}' then return; end if;
  if number is not null then
    hits := hits || ' union all select r.id, null, 0 from zs.record r where r.number = $1';
  end if;
  if keys <> '{}' then
    hits := hits || ' union all select k.record, k.seen_by,'
      || ' case left(k.key, 2) when ''i:'' then 1 when ''y:'' then 3 when ''l:'' then 4 else 2 end'
      || ' from zs.search_key k where k.key = any ($2)';
  end if;
  if sound is not null then
    hits := hits || ' union all select k.record, k.seen_by, 3 from zs.search_key k where k.key like $3';
  end if;
  if pattern is not null then
    if grams = '{}' then is_common := true;
    else
      execute 'select count(*) >= $1 from (select from zs.search_text t where t.grams @> $2 limit $1) many'
        into is_common using common, grams;
    end if;
    if not is_common then
      hits := hits || ' union all select t.record, t.seen_by, 5 from zs.search_text t where t.grams @> $5 and t.words like $4';
    else
      is_narrow := (select count(*) < 5000 from (select from zs.reach r where r.key = any (mine) limit 5000) few);
      hits := hits || case when is_narrow then
          ' union all select t.record, t.seen_by, 5 from (select distinct r.record from zs.reach r where r.key = any ($6)) m'
          || ' join zs.search_text t on t.record = m.record where t.type = any ($9) and t.words like $4'
        else
          ' union all select f.id, null, 5 from unnest($9) asked(type) cross join lateral ('
          || '   select o.id from zs.record o where o.type = asked.type'
          || '     and ($10 is null or o.state = any ($10))'
          || '     and exists (select from zs.search_text t join zs.reach r on r.record = t.record'
          || '       where t.record = o.id and t.words like $4 and r.key = any ($6) and r.role = any (t.seen_by))'
          || '     and not exists (select from zs.named n where n.record = o.id and n.key = any ($7))'
          || '   order by o.changed_at desc, o.id limit $8) f'
        end;
    end if;
  end if;
  return query execute
    'with hit as materialized (' || hits || '), found as ('
    || '  select h.record, min(h.way) as way, array_agg(distinct r.role) as roles'
    || '  from hit h join zs.reach r on r.record = h.record and r.key = any ($6) and (h.seen_by is null or r.role = any (h.seen_by))'
    || '  where not exists (select from zs.named n where n.record = h.record and n.key = any ($7)) group by h.record)'
    || ' select o.id, o.type, o.state, date_part(''year'', o.opened_at at time zone ''Asia/Shanghai'')::integer, w.way, f.roles from found f join zs.record o on o.id = f.record'
    -- A part of its number is nearer than the same digits in a text.
    || ' cross join lateral (select case when $4 is not null and o.number like $4 then 0 else f.way end as way) w'
    || ' where o.type = any ($9) and ($10 is null or o.state = any ($10))'
    || '   and ($11 is null or date_part(''year'', o.opened_at at time zone ''Asia/Shanghai'') = $11)'
    || ' order by w.way, o.changed_at desc, o.id limit $8'
    using number, keys, sound || '%', pattern, grams, mine, conflicts, most, types, states, opened_in;
end $$;

-- Whether a record of these types that one does not reach, and that does not name one, has one of these keys. Nothing else is
-- told of it; one that was restricted is not counted.
create function zs.is_known_elsewhere(types text[], keys text[]) returns boolean
language sql stable security definer set search_path = zs, pg_temp as $$
  select exists (
    select from zs.search_key k join zs.record o on o.id = k.record
    where k.key = any (keys) and k.type = any (types) and o.fields ->> 'restricted' is distinct from 'true'
      and not exists (select from zs.reach r where r.record = k.record and r.key = any (zs.my_keys()))
      and not exists (select from zs.named n where n.record = k.record and n.key = any (zs.my_conflicts())))
$$;

revoke all on function zs.put_search_keys(jsonb), zs.is_known_elsewhere(text[], text[]),
  zs.find(text[], text, text[], text, text, integer[], text[], integer, integer, integer) from public;
grant execute on function zs.is_known_elsewhere(text[], text[]),
  zs.find(text[], text, text[], text, text, integer[], text[], integer, integer, integer) to zs_app;
