-- What records are listed and found by. The rows here are filled right behind the entries (zs.to_index), never in
-- their transaction. The application reads none of them itself: only through the functions below, which have the reach
-- written out, because row-level security would switch every search index off (its operators are not leakproof).

create function zs.fold(words text) returns text language sql immutable parallel safe strict as
$$ select lower(normalize(words, NFKC)) $$;

create function zs.zh_bigrams(words text) returns text[] language sql immutable parallel safe strict cost 1000 as $$
  select coalesce(array_agg(distinct gram), '{}')
  from (select substr(run, i, 2) as gram
        from (select m[1] as run from regexp_matches(lower(normalize(words, NFKC)), '[[:alnum:]]+', 'g') m) q,
             generate_series(1, length(run)) i
        where i < length(run) or length(run) = 1) g
$$;
comment on function zs.zh_bigrams is 'All pairs of neighbouring characters: finds any substring of two and more.';

create table zs.search_text (
  record  uuid     not null,
  part    smallint not null,
  type    text     not null,
  seen_by text[]   not null,
  words   text     not null,
  primary key (record, part)
);
comment on table zs.search_text is
  'The folded words of a record, in parts by who sees them: nobody finds a record by words they may not read.';
create index search_text_bigrams on zs.search_text using gin (zs.zh_bigrams(words))
  with (fastupdate = on, gin_pending_list_limit = 256);

create table zs.signature (
  record uuid      primary key,
  bands  integer[] not null
);
comment on table zs.signature is 'MinHash bands of the text of a record (kernel/similarity), to take them out of zs.band again.';

-- A b-tree and not a GIN index over the array: a look-up reads a band up to the limit from which it is boilerplate and no
-- further, however many form letters share it, and the planner has nothing to misjudge.
create table zs.band (
  band   integer not null,
  record uuid    not null,
  primary key (band, record)
);
comment on table zs.band is 'Which texts share a MinHash band: candidates for being alike.';

create table zs.mark (
  mark   text not null,
  record uuid not null,
  primary key (mark, record)
);
comment on table zs.mark is
  'Keyed hashes of identifiers (i:), names (n:), reporters (r:) and whole texts (t:): equal marks may mean the same person, thing or report.';
create index mark_by_record on zs.mark (record);

do $$
declare t text;
begin
  foreach t in array array['search_text', 'signature', 'band', 'mark'] loop
    execute format('alter table zs.%I enable row level security', t);
  end loop;
end $$;

/*
 * Replaces what records are found by; for the indexer, as the owner.
 *   rows  [{record, type, parts [{seenBy [role], words}], bands [integer], marks [text]}]
 * A signature that is unchanged is not touched: 42 bands are the dearest part of a record, and most actions leave its
 * text as it was.
 */
create function zs.put_search(rows jsonb) returns void
language plpgsql set search_path = zs, pg_temp as $$
declare changed uuid[];
begin
  delete from zs.search_text t using jsonb_array_elements(rows) r
  where t.record = (r ->> 'record')::uuid and t.part > jsonb_array_length(r -> 'parts');
  insert into zs.search_text (record, part, type, seen_by, words)
  select (r ->> 'record')::uuid, p.nth, r ->> 'type', array(select jsonb_array_elements_text(p.part -> 'seenBy')),
         zs.fold(p.part ->> 'words')
  from jsonb_array_elements(rows) r, jsonb_array_elements(r -> 'parts') with ordinality as p(part, nth)
  on conflict (record, part) do update set seen_by = excluded.seen_by, words = excluded.words
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

/*
 * Records that share something with one that is being looked at: bands of their text, marks, names. What more records
 * carry than its limit says nothing and is skipped; of the very same text (`same`) some are shown however many there are.
 * `reached` is false for records of others, which may be counted and never shown. Whoever a record names, and all who
 * depend on them, do not even count it.
 */
create function zs.candidates(
  asked_type text, own uuid, bands integer[], same text[], marks text[], names text[],
  crowded_band integer, crowded_mark integer, crowded_name integer, most integer
) returns table (id uuid, reached boolean)
language sql stable security definer set search_path = zs, pg_temp as $$
  with by_band as (
    select f.record, count(*) as shared
    from (select c.record, count(*) over (partition by k.band) as carriers
          from unnest(bands) k(band)
          cross join lateral (select b.record from zs.band b where b.band = k.band and b.record <> own
                              limit crowded_band + 1) c) f
    where f.carriers <= crowded_band
    group by f.record order by shared desc, f.record limit most
  ), by_mark as (
    select f.record
    from (select c.record, k.crowded, count(*) over (partition by k.mark) as carriers
          from (select unnest(marks) as mark, crowded_mark as crowded
                union all select unnest(names), crowded_name) k
          cross join lateral (select m.record from zs.mark m where m.mark = k.mark and m.record <> own
                              limit k.crowded + 1) c) f
    where f.carriers <= f.crowded
  ), by_text as (
    select c.record
    from unnest(same) k(mark)
    cross join lateral (select m.record from zs.mark m where m.mark = k.mark and m.record <> own limit 20) c
  )
  select o.id, exists (select from zs.reach r where r.record = o.id and r.key = any (zs.my_keys()))
  from (select record from by_band union select record from by_mark union select record from by_text) c
  join zs.record o on o.id = c.record and o.type = asked_type
  where zs.my_keys() is not null
    and not exists (select from zs.named n where n.record = o.id and n.key = any (zs.my_conflicts()))
$$;

-- Orders and filters of lists. In 0002 a list by deadline leaves out closed records; a closed clue still owes its answer.
drop index zs.record_by_due;
create index record_by_due on zs.record (type, due, id) where due is not null;
create index record_by_change on zs.record (type, changed_at desc, id);
create index record_by_verifying_unit on zs.record ((fields ->> 'verifyingUnit')) where fields ->> 'verifyingUnit' is not null;
create index record_by_registry on zs.record ((fields ->> 'registry')) where fields ->> 'registry' is not null;
create index record_by_receiver on zs.record ((fields ->> 'to')) where fields ->> 'to' is not null;
create index work_by_person on zs.work (split_part(key, '/', 3), record) where key like 'person/%';

-- Two people may bring the same file, and each may use it: noted once for each of them.
alter table zs.file drop constraint file_pkey, add primary key (digest, by_key);

-- The condition of a list over zs.record o, for EXECUTE … USING with
--   $1 type, $2 keys, $3 conflicts, $4 states, $5 bigrams, $6 pattern, $7 unit, $8 handler, $9 due before
create function zs.list_from(
  narrow boolean, states text[], grams text[], pattern text, in_unit text, handler text, due_before timestamptz, only_work boolean
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
         || case when grams = '{}' then ')' else ' and zs.zh_bigrams(t.words) @> $5)' end
         || ' and exists (select from zs.search_text t join zs.reach r on r.record = t.record'
         || '   where t.record = o.id and t.words like $6 and r.key = any ($2) and r.role = any (t.seen_by))' end
    || case when in_unit is null then '' else
         ' and (o.fields ->> ''verifyingUnit'' = $7 or o.fields ->> ''registry'' = $7 or o.fields ->> ''to'' = $7)' end
    || case when handler is null then '' else
         ' and exists (select from zs.work w where w.record = o.id and w.key like ''person/%'' and split_part(w.key, ''/'', 3) = $8)' end
    || case when due_before is null then '' else ' and o.due <= $9' end
$$;

/*
 * What is asked, ready for zs.list_from(): the asker's keys to this type of record, the words as a pattern whose
 * wildcards are ordinary characters, and the pairs of characters in them. Single characters are no help to the index.
 */
create function zs.list_question(
  asked_type text, words text, only_work boolean,
  out keys text[], out narrow boolean, out conflicts text[], out pattern text, out grams text[]
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
  pattern := '%' || replace(replace(replace(zs.fold(words), '\', '\\'), '%', '\%'), '_', '\_') || '%';
  grams := array(select g from unnest(zs.zh_bigrams(words)) g where length(g) = 2);
end $$;

/*
 * A page of records one reaches, or that wait for one (`only_work`). Sorted by 'opened' or 'changed', newest first, or by
 * 'due', soonest first, records without a running clock left out; ties by id. `after_key` and `after_id` are what
 * the last row of the page before came with. Planned anew each time: what fits a director does not fit a county.
 *
 * 100,000 clues, pages of 50, medians in ms on a loaded two-core machine; beside them the same without access rules, and
 * in brackets what a plain `exists` for everybody took. Some 23 ms of each full page are zs.reaches(), 0.45 ms a row.
 *   reaches all of them (185,000 keys)     newest 34 | 4.7   by due 21 | 3.4   one state 35 | 3.7   my work 18 | 2.3
 *   reaches one county (1,346 keys)        newest 35 | 3.0 [2,571]   by due 33 | 2.9   one state 33 | 3.4
 */
create function zs.list(
  asked_type text, states text[], words text, in_unit text, handler text, due_before timestamptz, sorted text,
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
  asked := zs.list_question(asked_type, words, only_work);
  if asked.keys = '{}' then return; end if;
  query := format('select o.id, o.%I::text, array(select distinct r.role from zs.reach r where r.record = o.id and r.key = any ($2))', by_column)
    || zs.list_from(asked.narrow, states, asked.grams, asked.pattern, in_unit, handler, due_before, only_work);
  if upwards then query := query || ' and o.due is not null'; end if;
  if after_id is not null then
    -- The first half is for the index, which the second alone would not be read by.
    query := query || format(' and o.%1$I %2$s= $10 and (o.%1$I %2$s $10 or o.id > $11)', by_column,
                             case when upwards then '>' else '<' end);
  end if;
  query := query || format(' order by o.%I %s, o.id limit $12', by_column, case when upwards then 'asc' else 'desc' end);
  return query execute query using asked_type, asked.keys, asked.conflicts, states, asked.grams, asked.pattern, in_unit,
    handler, due_before, after_key::timestamptz, after_id, wanted;
end $$;

-- How many such records there are, counted up to `most`.
create function zs.count_reached(
  asked_type text, states text[], words text, in_unit text, handler text, due_before timestamptz, only_work boolean, most integer
) returns integer
language plpgsql stable security definer set search_path = zs, pg_temp as $$
declare
  asked record;
  found integer;
begin
  asked := zs.list_question(asked_type, words, only_work);
  if asked.keys = '{}' then return 0; end if;
  execute 'select count(*) from (select 1'
    || zs.list_from(asked.narrow, states, asked.grams, asked.pattern, in_unit, handler, due_before, only_work) || ' limit $10) found'
    into found using asked_type, asked.keys, asked.conflicts, states, asked.grams, asked.pattern, in_unit, handler,
    due_before, most;
  return found;
end $$;

revoke all on function zs.fold(text), zs.zh_bigrams(text), zs.put_search(jsonb),
  zs.candidates(text, uuid, integer[], text[], text[], text[], integer, integer, integer, integer),
  zs.list_from(boolean, text[], text[], text, text, text, timestamptz, boolean), zs.list_question(text, text, boolean),
  zs.list(text, text[], text, text, text, timestamptz, text, text, uuid, integer, boolean),
  zs.count_reached(text, text[], text, text, text, timestamptz, boolean, integer) from public;
grant execute on function
  zs.candidates(text, uuid, integer[], text[], text[], text[], integer, integer, integer, integer),
  zs.list(text, text[], text, text, text, timestamptz, text, text, uuid, integer, boolean),
  zs.count_reached(text, text[], text, text, text, timestamptz, boolean, integer) to zs_app;
