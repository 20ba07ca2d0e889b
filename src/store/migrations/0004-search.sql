-- What earlier reports are found by. Filled right behind the entries (zs.to_index), never in their transaction.

create function zs.zh_bigrams(words text) returns text[] language sql immutable parallel safe strict cost 1000 as $$
  select coalesce(array_agg(distinct gram), '{}')
  from (select substr(run, i, 2) as gram
        from (select m[1] as run from regexp_matches(lower(normalize(words, NFKC)), '[[:alnum:]]+', 'g') m) q,
             generate_series(1, length(run)) i
        where i < length(run) or length(run) = 1) g
$$;
comment on function zs.zh_bigrams is 'All pairs of neighbouring characters: finds any substring of two and more.';

create table zs.search_text (
  record uuid primary key,
  type   text not null,
  words  text not null
);
comment on table zs.search_text is 'The words of a record that can be searched.';
create index search_text_bigrams on zs.search_text using gin (zs.zh_bigrams(words))
  with (fastupdate = on, gin_pending_list_limit = 256);

create table zs.signature (
  record uuid      primary key,
  type   text      not null,
  bands  integer[] not null
);
comment on table zs.signature is 'MinHash bands of the text of a record (kernel/similarity).';
create index signature_bands on zs.signature using gin (bands) with (fastupdate = off);

create table zs.mark (
  record uuid not null,
  mark   text not null,
  type   text not null,
  primary key (record, mark)
);
comment on table zs.mark is 'Keyed hashes of identifiers and reporters, and keys of names: equal marks may mean the same person or thing.';
create index mark_by_mark on zs.mark (mark, record);

do $$
declare t text;
begin
  foreach t in array array['search_text', 'signature', 'mark'] loop
    execute format('alter table zs.%I enable row level security', t);
    execute format('create policy reached on zs.%I for select to zs_app using (zs.reaches(record))', t);
    execute format('grant select on zs.%I to zs_app', t);
  end loop;
end $$;

/*
 * A page of records one reaches. The reach is written out here and the index does the work: row-level security would
 * switch every search index off (its operators are not leakproof). The caller joins the protected table on the ids.
 */
create function zs.list(
  asked_type text, states text[], words text, in_unit text, handler text, due_before timestamptz, sorted text,
  after_key text, after_id uuid, wanted integer, only_work boolean
) returns table (id uuid, sort_key text)
language plpgsql stable security definer set search_path = zs, pg_temp as $$
declare
  keys text[] := zs.my_keys();
  conflicts text[] := coalesce(zs.my_conflicts(), '{}');
  by_column text := case sorted when 'due' then 'due' when 'changed' then 'changed_at' else 'opened_at' end;
  direction text := case sorted when 'due' then 'asc' else 'desc' end;
  query text;
begin
  if keys is null then return; end if;
  query := format('select o.id, o.%1$I::text from zs.record o where o.type = $1', by_column);
  if only_work then
    query := query || ' and exists (select from zs.work w where w.record = o.id and w.key = any ($2))';
  else
    query := query || ' and exists (select from zs.reach r where r.record = o.id and r.key = any ($2))';
  end if;
  query := query || ' and not exists (select from zs.named n where n.record = o.id and n.key = any ($3))';
  if states is not null then query := query || ' and o.state = any ($4)'; end if;
  if words is not null then
    query := query || ' and o.id in (select t.record from zs.search_text t where zs.zh_bigrams(t.words) @> zs.zh_bigrams($5)'
      || ' and lower(normalize(t.words, NFKC)) like ''%'' || replace(replace(replace(lower(normalize($5, NFKC)), ''\'', ''\\''), ''%'', ''\%''), ''_'', ''\_'') || ''%'')';
  end if;
  if in_unit is not null then query := query || ' and o.fields ->> ''verifyingUnit'' = $6'; end if;
  if handler is not null then
    query := query || ' and exists (select from zs.work w where w.record = o.id and w.key like ''person/%/'' || $7)';
  end if;
  if due_before is not null then query := query || ' and o.due <= $8'; end if;
  if sorted = 'due' then query := query || ' and o.due is not null'; end if;
  if after_id is not null then
    query := query || format(' and (o.%1$I, o.id) %2$s ($9::timestamptz, $10)', by_column,
                             case direction when 'asc' then '>' else '<' end);
  end if;
  query := query || format(' order by o.%1$I %2$s, o.id %2$s limit $11', by_column, direction);
  return query execute query using asked_type, keys, conflicts, states, words, in_unit, handler, due_before,
    after_key, after_id, wanted;
end $$;

grant execute on function zs.zh_bigrams(text),
  zs.list(text, text[], text, text, text, timestamptz, text, text, uuid, integer, boolean) to zs_app;
