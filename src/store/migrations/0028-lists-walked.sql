-- A page of a list is walked as far as it needs to be: whether a record is reached is asked of the first records in the order
-- wanted and no longer of all that match, and who reaches few walks with what they reach at hand instead of looking up and sorting
-- all of it. Processor time of PostgreSQL for 50 of 100,000 clues, director of the centre / head of a county's office:
--   in one state                     2.6 to 1.4 ms / 6.5 to 3.7 ms
--   of a police unit, in two states  8.0 to 5.0 ms / 9.5 to 5.5 ms
--   registered at the centre         280 to 4 ms   / 14 to 18 ms

drop function zs.list_asker(text, boolean);

create function zs.my_keys(asked_type text) returns text[]
language sql stable parallel safe
as $$ select array(select k from unnest(zs.my_keys()) k where split_part(split_part(k, '/', 2), '.', 1) = asked_type) $$;

/*
 * The asker's keys and conflicts for one type, and how many rows of reach (of work) they open: `few`, counted to 3000, from where on
 * it is not `narrow`. Counted and not estimated: the planner took 1,346 records of a county for 13,021.
 */
create function zs.list_asker(
  asked_type text, only_work boolean, out keys text[], out conflicts text[], out narrow boolean, out few integer
) language plpgsql stable set search_path = zs, pg_temp as $$
begin
  keys := zs.my_keys(asked_type);
  if only_work then
    few := (select count(*) from (select from zs.work w where w.key = any (keys) limit 3000) counted);
  else
    few := (select count(*) from (select from zs.reach r where r.key = any (keys) limit 3000) counted);
  end if;
  narrow := few < 3000;
  conflicts := coalesce(zs.my_conflicts(), '{}');
end $$;

/* What a list asks of a record o itself, whoever asks. $4 states, $7 unit, $8 handler, $9 due before. */
create function zs.list_where(states text[], in_unit text, handler text, due_before timestamptz) returns text
language sql immutable as $$
  -- One state keeps the order of its index, several do not.
  select case when states is null then '' when cardinality(states) = 1 then ' and o.state = ($4)[1]'
              else ' and o.state = any ($4)' end
    || case when in_unit is null then '' else
         ' and (o.fields ->> ''verifyingUnit'' = $7 or o.fields ->> ''registry'' = $7 or o.fields ->> ''to'' = $7)' end
    || case when handler is null then '' else
         ' and exists (select from zs.work w where w.record = o.id and w.key like ''person/%'' and split_part(w.key, ''/'', 3) = $8)' end
    || case when due_before is null then '' else ' and o.due <= $9' end
$$;

create or replace function zs.list_from(
  narrow boolean, states text[], grams integer[], pattern text, in_unit text, handler text, due_before timestamptz, only_work boolean
) returns text
language sql immutable as $$
  -- Few are fetched and sorted, many are walked in the order asked for. (`offset 0`: one by one through the primary key.)
  select case when narrow then format(' from (select distinct m.record from zs.%I m where m.key = any ($2)) mine'
                || ' cross join lateral (select * from zs.record r where r.id = mine.record offset 0) o where o.type = $1',
                case when only_work then 'work' else 'reach' end)
              else format(' from zs.record o where o.type = $1'
                -- The keys of the record are few and lie together, each key of the asker is a look-up of its own.
                || ' and exists (select from (select m.key from zs.%I m where m.record = o.id offset 0) m where m.key = any ($2))',
                case when only_work then 'work' else 'reach' end) end
    || ' and not exists (select from zs.named n where n.record = o.id and n.key = any ($3))'
    || zs.list_where(states, in_unit, handler, due_before)
    || case when pattern is null then '' else
         ' and o.id in (select t.record from zs.search_text t where t.type = $1 and t.words like $6'
         || case when grams = '{}' then ')' else ' and t.grams @> $5)' end
         || ' and exists (select from zs.search_text t join zs.reach r on r.record = t.record'
         || '   where t.record = o.id and t.words like $6 and r.key = any ($2) and r.role = any (t.seen_by))' end
$$;

/*
 * As in 0012-lists-covered.sql and 0022-work-in-order.sql, and in this order: a short walk where the asker seems to reach most, a
 * walk through what is a unit's, a long walk with what the asker reaches at hand, and only then everything. `found` and `places` are
 * the page, `shown` is how much of it was answered already.
 */
create or replace function zs.list(
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
  of_table text := case when only_work then 'work' else 'reach' end;
  my_keys text[] := zs.my_keys(asked_type);
  kept_from text[] := coalesce(zs.my_conflicts(), '{}');
  asked record;
  -- What stands behind the last of the page before: the first half is for the index, which the second alone would not be read by.
  behind text := case when after_id is null then '' else format(' and o.%1$I %2$s= $10 and (o.%1$I %2$s $10 or o.id > $11)',
                                                                by_column, case when upwards then '>' else '<' end) end;
  ordering text := format(' order by o.%I %s, o.id', by_column, case when upwards then 'asc' else 'desc' end);
  has_place text := case when upwards then ' and o.due is not null' else '' end;
  source text;
  walk text;
  unless_kept_out text;
  is_plain boolean;
  far integer;
  is_whole boolean;
  shown integer := 0;
  found uuid[];
  places text[];
begin
  if by_column is null then raise invalid_parameter_value using message = format('zs.list: no such order: %s', sorted); end if;
  if my_keys = '{}' then return; end if;
  if only_work and upwards and pattern is null then
    -- What waits for somebody stands by key and due: the first of each key are enough to know the first of all.
    select array_agg(p.id), array_agg(p.due::text) into found, places
    from (select first.id, first.due
          from unnest(my_keys) k(key)
          cross join lateral (
            select w.record as id, w.due from zs.work w
            where w.key = k.key and w.type = asked_type and w.due is not null
              and (after_id is null or (w.due >= after_key::timestamptz and (w.due > after_key::timestamptz or w.record > after_id)))
              and (due_before is null or w.due <= due_before)
              and not exists (select from zs.named n where n.record = w.record and n.key = any (kept_from))
              and (states is null or exists (select from zs.record o where o.id = w.record and o.state = any (states)))
              and (in_unit is null or exists (select from zs.record o where o.id = w.record
                and (o.fields ->> 'verifyingUnit' = in_unit or o.fields ->> 'registry' = in_unit or o.fields ->> 'to' = in_unit)))
              and (handler is null or exists (select from zs.work h where h.record = w.record and h.key like 'person/%'
                and split_part(h.key, '/', 3) = handler))
            order by w.due, w.record limit wanted) first
          group by first.id, first.due order by first.due, first.id limit wanted) p;
  else
    is_plain := sorted = 'opened' and cardinality(states) = 1 and not only_work
      and after_id is null and pattern is null and in_unit is null and handler is null and due_before is null;
    -- Who reaches most of the first eight finds a page among the first records. The plans of these statements are kept.
    if is_plain and 4 < (
         select count(*) from (select r.id from zs.record r where r.type = asked_type and r.state = states[1]
                               order by r.opened_at desc, r.id limit 8) o
         where exists (select from (select m.key from zs.reach m where m.record = o.id offset 0) m where m.key = any (my_keys))) then
      return query
        select o.opened_at::text, o.id, o.type, o.number, o.state, o.version, o.closed, o.outcome, o.title, o.due, o.opened_at,
               o.changed_at, o.fields, mine.roles
        from (select * from zs.record r where r.type = asked_type and r.state = states[1]
              order by r.opened_at desc, r.id limit wanted + wanted / 4) o
        cross join lateral (
          select array_agg(r.role) as roles
          from (select x.key, x.role from zs.reach x where x.record = o.id offset 0) r where r.key = any (my_keys)) mine
        where mine.roles is not null
          and not exists (select from (select x.key from zs.named x where x.record = o.id offset 0) n where n.key = any (kept_from))
        order by o.opened_at desc, o.id limit wanted;
      get diagnostics shown = row_count;
      if shown = wanted then return; end if;
    end if;
    source := format('(select o.id, o.%I as at from zs.record o where o.type = $1', by_column)
      || zs.list_where(states, in_unit, handler, due_before) || has_place || behind || ordering || ' limit $13) o';
    walk := 'select array_agg(p.id), array_agg(p.place) from (select o.id, o.at::text as place from ' || source || ' where ';
    unless_kept_out := ' and not exists (select from (select n.key from zs.named n where n.record = o.id offset 0) n where n.key = any ($3))'
      || format(' order by o.at %s, o.id limit $12) p', case when upwards then 'asc' else 'desc' end);
    if in_unit is not null and pattern is null then
      -- Who asks for a unit mostly reaches what is its own.
      far := 4 * wanted;
      execute walk
        || format('exists (select from (select m.key from zs.%I m where m.record = o.id offset 0) m where m.key = any ($2))', of_table)
        || unless_kept_out
        into found, places using asked_type, my_keys, kept_from, states, grams, pattern, in_unit,
          handler, due_before, after_key::timestamptz, after_id, wanted, far;
      is_whole := cardinality(found) = wanted;
      if is_whole is not true then
        execute 'select count(*) < $13 from ' || source into is_whole using asked_type, my_keys, kept_from, states, grams, pattern,
          in_unit, handler, due_before, after_key::timestamptz, after_id, wanted, far;
      end if;
    end if;
    if is_whole is not true then
      asked := zs.list_asker(asked_type, only_work);
      -- Who reaches few walks with it at hand, so far that looking all of it up would have cost as much.
      far := 8 * asked.few;
      if asked.narrow and is_plain then
        select array_agg(p.id), array_agg(p.place) into found, places
        from (select o.id, o.opened_at::text as place
              from (select r.id, r.opened_at from zs.record r where r.type = asked_type and r.state = states[1]
                    order by r.opened_at desc, r.id limit far) o
              where (o.id in (select m.record from zs.reach m where m.key = any (my_keys))) is true
                and not exists (select from (select n.key from zs.named n where n.record = o.id offset 0) n where n.key = any (kept_from))
              order by o.opened_at desc, o.id limit wanted) p;
        is_whole := cardinality(found) = wanted
          or far > (select count(*) from (select from zs.record r where r.type = asked_type and r.state = states[1] limit far) w);
      elsif asked.narrow and states is null and in_unit is null and pattern is null then
        execute walk || format('(o.id in (select m.record from zs.%I m where m.key = any ($2))) is true', of_table) || unless_kept_out
          into found, places using asked_type, my_keys, kept_from, states, grams, pattern, in_unit,
            handler, due_before, after_key::timestamptz, after_id, wanted, far;
        is_whole := cardinality(found) = wanted;
      end if;
    end if;
    if is_whole is not true then
      execute format('select array_agg(p.id), array_agg(p.place) from (select o.id, o.%I::text as place', by_column)
        || zs.list_from(asked.narrow, states, grams, pattern, in_unit, handler, due_before, only_work)
        || has_place || behind || ordering || ' limit $12) p'
        into found, places using asked_type, my_keys, kept_from, states, grams, pattern, in_unit,
          handler, due_before, after_key::timestamptz, after_id, wanted;
    end if;
  end if;
  return query
    select a.place, o.id, o.type, o.number, o.state, o.version, o.closed, o.outcome, o.title, o.due, o.opened_at, o.changed_at,
           o.fields, mine.roles
    from unnest(found, places) with ordinality a(id, place, nth)
    join zs.record o on o.id = a.id and o.type = asked_type
    cross join lateral (
      select array_agg(r.role) as roles
      from (select x.key, x.role from zs.reach x where x.record = a.id offset 0) r where r.key = any (my_keys)) mine
    where a.nth > shown and mine.roles is not null
      and not exists (select from (select x.key from zs.named x where x.record = a.id offset 0) n where n.key = any (kept_from))
    order by a.nth;
end $$;

-- What a unit has in a list is estimated by these: the planner took 95,000 clues registered at the centre for 541.
create statistics zs.record_verifying_unit on (fields ->> 'verifyingUnit') from zs.record;
create statistics zs.record_registry on (fields ->> 'registry') from zs.record;
create statistics zs.record_receiver on (fields ->> 'to') from zs.record;
analyze zs.record;
