-- Words come folded and cut into pairs by whoever writes and asks (store/search/grams.ts): cutting them here cost more
-- than all the rest of the index, and a pair as a number takes a third of the room. The wall is asked once for a page.

drop function zs.list(text, text[], text, text, text, timestamptz, text, text, uuid, integer, boolean),
  zs.count_reached(text, text[], text, text, text, timestamptz, boolean, integer), zs.list_question(text, text, boolean),
  zs.list_from(boolean, text[], text[], text, text, text, timestamptz, boolean);
drop index zs.search_text_bigrams;
drop function zs.zh_bigrams(text);
truncate zs.search_text;
alter table zs.search_text add column grams integer[] not null;
create index search_text_grams on zs.search_text using gin (grams) with (fastupdate = on, gin_pending_list_limit = 1024);
-- The indexer writes all of them anew.
insert into zs.to_index (record, seq) select id, version from zs.record on conflict do nothing;

/*
 * Replaces what records are found by; for the indexer, as the owner.
 *   rows  [{record, type, parts [{seenBy [role], words (folded), grams [integer]}], bands [integer], marks [text]}]
 * A signature that is unchanged is not touched: 42 bands are the dearest part of a record, and most actions leave its
 * text as it was.
 */
create or replace function zs.put_search(rows jsonb) returns void
language plpgsql set search_path = zs, pg_temp as $$
declare changed uuid[];
begin
  delete from zs.search_text t using jsonb_array_elements(rows) r
  where t.record = (r ->> 'record')::uuid and t.part > jsonb_array_length(r -> 'parts');
  insert into zs.search_text (record, part, type, seen_by, words, grams)
  select (r ->> 'record')::uuid, p.nth, r ->> 'type', array(select jsonb_array_elements_text(p.part -> 'seenBy')),
         p.part ->> 'words', array(select jsonb_array_elements_text(p.part -> 'grams')::integer)
  from jsonb_array_elements(rows) r, jsonb_array_elements(r -> 'parts') with ordinality as p(part, nth)
  on conflict (record, part) do update set seen_by = excluded.seen_by, words = excluded.words, grams = excluded.grams
  where (search_text.seen_by, search_text.words) is distinct from (excluded.seen_by, excluded.words);

  select coalesce(array_agg(n.record), '{}') into changed
  from (select (r ->> 'record')::uuid as record, array(select jsonb_array_elements_text(r -> 'bands')::integer) as bands
        from jsonb_array_elements(rows) r) n
  left join zs.signature s on s.record = n.record
  where coalesce(s.bands, '{}') is distinct from n.bands;
  if changed <> '{}' then
    delete from zs.band b using zs.signature s, unnest(s.bands) old(band)
    where s.record = any (changed) and b.band = old.band and b.record = s.record;
    insert into zs.signature (record, bands)
    select (r ->> 'record')::uuid, array(select jsonb_array_elements_text(r -> 'bands')::integer)
    from jsonb_array_elements(rows) r where (r ->> 'record')::uuid = any (changed)
    on conflict (record) do update set bands = excluded.bands;
    insert into zs.band (band, record)
    select distinct b.band, s.record from zs.signature s, unnest(s.bands) b(band) where s.record = any (changed)
    on conflict do nothing;
  end if;

  delete from zs.mark m using jsonb_array_elements(rows) r
  where m.record = (r ->> 'record')::uuid and not (r -> 'marks') ? m.mark;
  insert into zs.mark (mark, record)
  select distinct x, (r ->> 'record')::uuid from jsonb_array_elements(rows) r, jsonb_array_elements_text(r -> 'marks') x
  on conflict do nothing;
end $$;

-- Those of the records asked for that the asker reaches: what row-level security means by it, asked once for all of them
-- instead of row by row (0.13 to 0.45 ms each).
create function zs.records_reached(asked uuid[]) returns setof zs.record
language sql stable security definer set search_path = zs, pg_temp as $$
  select o.* from zs.record o
  where o.id = any (asked)
    and (o.id = zs.my_record()
      or (exists (select from zs.reach r where r.record = o.id and r.key = any (zs.my_keys()))
        and not exists (select from zs.named n where n.record = o.id and n.key = any (zs.my_conflicts()))))
$$;

-- The condition of a list over zs.record o, for EXECUTE … USING with
--   $1 type, $2 keys, $3 conflicts, $4 states, $5 grams, $6 pattern, $7 unit, $8 handler, $9 due before
create function zs.list_from(
  narrow boolean, states text[], grams integer[], pattern text, in_unit text, handler text, due_before timestamptz, only_work boolean
) returns text language sql immutable as $$
  -- Few are fetched and sorted, many are walked in the order asked for. (`offset 0`: one by one through the primary key.)
  select case when narrow then format(' from (select distinct m.record from zs.%I m where m.key = any ($2)) mine'
                || ' cross join lateral (select * from zs.record r where r.id = mine.record offset 0) o where o.type = $1',
                case when only_work then 'work' else 'reach' end)
              else format(' from zs.record o where o.type = $1'
                || ' and exists (select from zs.%I m where m.record = o.id and m.key = any ($2))',
                case when only_work then 'work' else 'reach' end) end
    || ' and not exists (select from zs.named n where n.record = o.id and n.key = any ($3))'
    -- One state keeps the order of its index, several do not.
    || case when states is null then '' when cardinality(states) = 1 then ' and o.state = ($4)[1]'
            else ' and o.state = any ($4)' end
    || case when pattern is null then '' else
         ' and o.id in (select t.record from zs.search_text t where t.type = $1 and t.words like $6'
         || case when grams = '{}' then ')' else ' and t.grams @> $5)' end
         || ' and exists (select from zs.search_text t join zs.reach r on r.record = t.record'
         || '   where t.record = o.id and t.words like $6 and r.key = any ($2) and r.role = any (t.seen_by))' end
    || case when in_unit is null then '' else
         ' and (o.fields ->> ''verifyingUnit'' = $7 or o.fields ->> ''registry'' = $7 or o.fields ->> ''to'' = $7)' end
    || case when handler is null then '' else
         ' and exists (select from zs.work w where w.record = o.id and w.key like ''person/%'' and split_part(w.key, ''/'', 3) = $8)' end
    || case when due_before is null then '' else ' and o.due <= $9' end
$$;

-- Whose keys open this type of record, and whether they open so few records that those are better fetched and sorted.
create function zs.list_asker(
  asked_type text, only_work boolean, out keys text[], out conflicts text[], out narrow boolean
) language plpgsql stable set search_path = zs, pg_temp as $$
begin
  keys := array(select k from unnest(zs.my_keys()) k where split_part(split_part(k, '/', 2), '.', 1) = asked_type);
  -- Counted and not estimated: the planner took 1,346 records of a county for 13,021 and walked through all 100,000.
  if only_work then
    narrow := (select count(*) < 5000 from (select from zs.work w where w.key = any (keys) limit 5000) few);
  else
    narrow := (select count(*) < 5000 from (select from zs.reach r where r.key = any (keys) limit 5000) few);
  end if;
  conflicts := coalesce(zs.my_conflicts(), '{}');
end $$;

/*
 * A page of records one reaches, or that wait for one (`only_work`). Sorted by 'opened' or 'changed', newest first, or by
 * 'due', soonest first, records without a running clock left out; ties by id. `after_key` and `after_id` are what
 * the last row of the page before came with. Planned anew each time: what fits a director does not fit a county.
 */
create function zs.list(
  asked_type text, states text[], pattern text, grams integer[], in_unit text, handler text, due_before timestamptz, sorted text,
  after_key text, after_id uuid, wanted integer, only_work boolean
) returns table (id uuid, sort_key text, roles text[])
language plpgsql stable security definer set search_path = zs, pg_temp as $$
declare
  by_column text := case sorted when 'opened' then 'opened_at' when 'changed' then 'changed_at' when 'due' then 'due' end;
  upwards boolean := sorted = 'due';
  asked record;
  query text;
begin
  if by_column is null then raise invalid_parameter_value using message = format('zs.list: no such order: %s', sorted); end if;
  asked := zs.list_asker(asked_type, only_work);
  if asked.keys = '{}' then return; end if;
  query := format('select o.id, o.%I::text, array(select distinct r.role from zs.reach r where r.record = o.id and r.key = any ($2))', by_column)
    || zs.list_from(asked.narrow, states, grams, pattern, in_unit, handler, due_before, only_work);
  if upwards then query := query || ' and o.due is not null'; end if;
  if after_id is not null then
    -- The first half is for the index, which the second alone would not be read by.
    query := query || format(' and o.%1$I %2$s= $10 and (o.%1$I %2$s $10 or o.id > $11)', by_column,
                             case when upwards then '>' else '<' end);
  end if;
  query := query || format(' order by o.%I %s, o.id limit $12', by_column, case when upwards then 'asc' else 'desc' end);
  return query execute query using asked_type, asked.keys, asked.conflicts, states, grams, pattern, in_unit,
    handler, due_before, after_key::timestamptz, after_id, wanted;
end $$;

-- How many such records there are, counted up to `most`.
create function zs.count_reached(
  asked_type text, states text[], pattern text, grams integer[], in_unit text, handler text, due_before timestamptz, only_work boolean, most integer
) returns integer
language plpgsql stable security definer set search_path = zs, pg_temp as $$
declare
  asked record;
  found integer;
begin
  asked := zs.list_asker(asked_type, only_work);
  if asked.keys = '{}' then return 0; end if;
  execute 'select count(*) from (select 1'
    || zs.list_from(asked.narrow, states, grams, pattern, in_unit, handler, due_before, only_work) || ' limit $10) found'
    into found using asked_type, asked.keys, asked.conflicts, states, grams, pattern, in_unit, handler,
    due_before, most;
  return found;
end $$;

drop function zs.fold(text);
revoke all on function zs.list_from(boolean, text[], integer[], text, text, text, timestamptz, boolean),
  zs.list_asker(text, boolean), zs.records_reached(uuid[]),
  zs.list(text, text[], text, integer[], text, text, timestamptz, text, text, uuid, integer, boolean),
  zs.count_reached(text, text[], text, integer[], text, text, timestamptz, boolean, integer) from public;
grant execute on function zs.records_reached(uuid[]),
  zs.list(text, text[], text, integer[], text, text, timestamptz, text, text, uuid, integer, boolean),
  zs.count_reached(text, text[], text, integer[], text, text, timestamptz, boolean, integer) to zs_app;
