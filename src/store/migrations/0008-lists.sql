-- What a page costs beside the same SQL without access rules: the asker's roles were looked up with each of their keys for
-- each row. Now the keys of a record, which lie together, are read once and compared.

drop function zs.records_reached(uuid[]),
  zs.list(text, text[], text, integer[], text, text, timestamptz, text, text, uuid, integer, boolean);

-- The condition of a list over zs.record o, for EXECUTE … USING with
--   $1 type, $2 keys, $3 conflicts, $4 states, $5 grams, $6 pattern, $7 unit, $8 handler, $9 due before
create or replace function zs.list_from(
  narrow boolean, states text[], grams integer[], pattern text, in_unit text, handler text, due_before timestamptz, only_work boolean
) returns text language sql immutable as $$
  -- Few are fetched and sorted, many are walked in the order asked for. (`offset 0`: one by one through the primary key.)
  select case when narrow then format(' from (select distinct m.record from zs.%I m where m.key = any ($2)) mine'
                || ' cross join lateral (select * from zs.record r where r.id = mine.record offset 0) o where o.type = $1',
                case when only_work then 'work' else 'reach' end)
              else format(' from zs.record o where o.type = $1'
                -- The keys of the record are few and lie together, each key of the asker is a look-up of its own.
                || ' and exists (select from (select m.key from zs.%I m where m.record = o.id offset 0) m where m.key = any ($2))',
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
create or replace function zs.list_asker(
  asked_type text, only_work boolean, out keys text[], out conflicts text[], out narrow boolean
) language plpgsql stable set search_path = zs, pg_temp as $$
begin
  keys := array(select k from unnest(zs.my_keys()) k where split_part(split_part(k, '/', 2), '.', 1) = asked_type);
  -- Counted and not estimated: the planner took 1,346 records of a county for 13,021 and walked through all 100,000.
  if only_work then
    narrow := (select count(*) < 3000 from (select from zs.work w where w.key = any (keys) limit 3000) few);
  else
    narrow := (select count(*) < 3000 from (select from zs.reach r where r.key = any (keys) limit 3000) few);
  end if;
  conflicts := coalesce(zs.my_conflicts(), '{}');
end $$;

/*
 * A page of records one reaches, or that wait for one (`only_work`). Sorted by 'opened' or 'changed', newest first, or by
 * 'due', soonest first, records without a running clock left out; ties by id. `after_key` and `after_id` are what
 * the last row of the page before came with. Planned anew each time: what fits a director does not fit a county.
 *
 * What was found is asked once more, in other words, whether it is reached: what row-level security means by it, once for
 * a page instead of row by row (0.13 to 0.45 ms each), and in which roles.
 */
create function zs.list(
  asked_type text, states text[], pattern text, grams integer[], in_unit text, handler text, due_before timestamptz, sorted text,
  after_key text, after_id uuid, wanted integer, only_work boolean
) returns table (
  "sortKey" text, id uuid, type text, number text, state text, version integer, closed boolean, outcome text, title text,
  due timestamptz, "openedAt" timestamptz, "changedAt" timestamptz, fields jsonb, roles text[]
)
language plpgsql stable security definer set search_path = zs, pg_temp as $$
#variable_conflict use_column
declare
  by_column text := case sorted when 'opened' then 'opened_at' when 'changed' then 'changed_at' when 'due' then 'due' end;
  upwards boolean := sorted = 'due';
  asked record;
  query text;
  found uuid[];
  places text[];
begin
  if by_column is null then raise invalid_parameter_value using message = format('zs.list: no such order: %s', sorted); end if;
  asked := zs.list_asker(asked_type, only_work);
  if asked.keys = '{}' then return; end if;
  query := format('select array_agg(p.id), array_agg(p.place) from (select o.id, o.%I::text as place', by_column)
    || zs.list_from(asked.narrow, states, grams, pattern, in_unit, handler, due_before, only_work);
  if upwards then query := query || ' and o.due is not null'; end if;
  if after_id is not null then
    -- The first half is for the index, which the second alone would not be read by.
    query := query || format(' and o.%1$I %2$s= $10 and (o.%1$I %2$s $10 or o.id > $11)', by_column,
                             case when upwards then '>' else '<' end);
  end if;
  query := query || format(' order by o.%I %s, o.id limit $12) p', by_column, case when upwards then 'asc' else 'desc' end);
  execute query into found, places using asked_type, asked.keys, asked.conflicts, states, grams, pattern, in_unit,
    handler, due_before, after_key::timestamptz, after_id, wanted;
  return query
    select a.place, o.id, o.type, o.number, o.state, o.version, o.closed, o.outcome, o.title, o.due, o.opened_at, o.changed_at,
           o.fields, mine.roles
    from unnest(found, places) with ordinality a(id, place, nth)
    join zs.record o on o.id = a.id and o.type = asked_type
    cross join lateral (
      select array_agg(distinct r.role) as roles
      from (select x.key, x.role from zs.reach x where x.record = a.id offset 0) r where r.key = any (asked.keys)) mine
    where mine.roles is not null
      and not exists (select from (select x.key from zs.named x where x.record = a.id offset 0) n where n.key = any (asked.conflicts))
    order by a.nth;
end $$;

revoke all on function
  zs.list(text, text[], text, integer[], text, text, timestamptz, text, text, uuid, integer, boolean) from public;
grant execute on function
  zs.list(text, text[], text, integer[], text, text, timestamptz, text, text, uuid, integer, boolean) to zs_app;
