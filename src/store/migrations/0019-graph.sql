-- The graph: what records tell of persons, companies, numbers, places, officials and each other, one row a line.
-- A line is there for whoever reaches its record in a role that sees its field, and reaches every record it needs.

create table zs.edge (
  record   uuid    not null,
  nth      integer not null,
  a        text    not null,
  b        text    not null,
  a_label  text,
  b_label  text,
  relation text    not null,
  "as"     text,
  field    text    not null,
  seen_by  text[]  not null,
  needs    uuid[]  not null,
  since    date    not null,
  until    date,
  primary key (record, nth)
);
comment on table zs.edge is 'Lines of the graph, derived from records right behind their entries (store/graph). Nodes are kinds with ids or keyed hashes.';
create index edge_by_a on zs.edge (a, since desc);
create index edge_by_b on zs.edge (b, since desc);

create function zs.sees_edge(in_record uuid, seen_by text[], needs uuid[]) returns boolean
language sql stable security definer set search_path = zs, pg_temp as $$
  select exists (select from zs.reach r
                 where r.record = in_record and r.key = any (zs.my_keys()) and r.role = any (seen_by))
    and not exists (select from zs.named n where n.record = in_record and n.key = any (zs.my_conflicts()))
    and not exists (select from unnest(needs) x(id) where not zs.reaches(x.id))
$$;
comment on function zs.sees_edge is 'The second wall before a line of the graph: its record, its field, and whatever it leads to.';

alter table zs.edge enable row level security;
create policy seen on zs.edge for select to zs_app using (zs.sees_edge(record, seen_by, needs));
grant select on zs.edge to zs_app;

/*
 * The lines at these nodes, newest first, at most `per_node` + 1 for each: one more than asked for says that there are
 * more. What the asker does not see is left out before anything is counted. Reads as the owner with the meaning of
 * zs.sees_edge written out: under row-level security each row would cost three function calls.
 */
create function zs.graph_step(nodes text[], kinds text[], relations text[], from_on date, to_on date, per_node integer)
returns table (node text, record uuid, nth integer, a text, b text)
language plpgsql stable security definer set search_path = zs, pg_temp as $$
declare
  keys      text[] := zs.my_keys();
  conflicts text[] := coalesce(zs.my_conflicts(), '{}');
  seen      text   :=
    ' exists (select from (select x.key, x.role from zs.reach x where x.record = e.record offset 0) r'
    || '   where r.key = any ($2) and r.role = any (e.seen_by))'
    || ' and not exists (select from (select x.key from zs.named x where x.record = e.record offset 0) n where n.key = any ($3))'
    || ' and (e.needs = ''{}'' or not exists (select from unnest(e.needs) x(id) where not zs.reaches(x.id)))'
    || case when from_on is null then '' else ' and (e.until is null or e.until >= $5)' end
    || case when to_on is null then '' else ' and e.since <= $6' end
    || case when relations is null then '' else ' and e.relation = any ($8)' end;
begin
  if keys is null then return; end if;
  return query execute
    'select n.node, e.record, e.nth, e.a, e.b from unnest($1) n(node) cross join lateral ('
    || ' select * from ('
    || '  (select e.* from zs.edge e where e.a = n.node and' || seen
    || case when kinds is null then '' else ' and split_part(e.b, '':'', 1) = any ($4)' end
    || '   order by e.since desc limit $7)'
    || '  union all'
    || '  (select e.* from zs.edge e where e.b = n.node and' || seen
    || case when kinds is null then '' else ' and split_part(e.a, '':'', 1) = any ($4)' end
    || '   order by e.since desc limit $7)) both_ways order by since desc, record, nth limit $7) e'
    using nodes, keys, conflicts, kinds, from_on, to_on, per_node + 1, relations;
end $$;

/* Puts the lines of records in place: [{record, edges: [{nth, a, b, …}]}]. Rows that stay the same are not written again. */
create function zs.put_edges(rows jsonb) returns void
language plpgsql set search_path = zs, pg_temp as $$
begin
  delete from zs.edge o using jsonb_array_elements(rows) r
  where o.record = (r ->> 'record')::uuid and o.nth > jsonb_array_length(r -> 'edges');
  insert into zs.edge as o (record, nth, a, b, a_label, b_label, relation, "as", field, seen_by, needs, since, until)
  select (r ->> 'record')::uuid, e.nth, e.a, e.b, e.a_label, e.b_label, e.relation, e."as", e.field, e.seen_by, e.needs,
         e.since, e.until
  from jsonb_array_elements(rows) r
  cross join jsonb_to_recordset(r -> 'edges') as e(nth integer, a text, b text, a_label text, b_label text, relation text,
    "as" text, field text, seen_by text[], needs uuid[], since date, until date)
  on conflict (record, nth) do update set a = excluded.a, b = excluded.b, a_label = excluded.a_label,
    b_label = excluded.b_label, relation = excluded.relation, "as" = excluded."as", field = excluded.field,
    seen_by = excluded.seen_by, needs = excluded.needs, since = excluded.since, until = excluded.until
  where (o.a, o.b, o.a_label, o.b_label, o.relation, o."as", o.field, o.seen_by, o.needs, o.since, o.until)
    is distinct from (excluded.a, excluded.b, excluded.a_label, excluded.b_label, excluded.relation, excluded."as",
                      excluded.field, excluded.seen_by, excluded.needs, excluded.since, excluded.until);
end $$;

/*
 * Lines of records whose words, as far as the asker may read them, hold what is looked for, newest first. Which label
 * it was, the caller compares: PostgreSQL does not fold (store/search/grams.ts).
 */
create function zs.graph_find(pattern text, grams integer[], most integer)
returns table (record uuid, nth integer)
language plpgsql stable security definer set search_path = zs, pg_temp as $$
declare
  asked     text[] := zs.my_keys();
  conflicts text[] := coalesce(zs.my_conflicts(), '{}');
begin
  if asked is null then return; end if;
  return query execute
    'select e.record, e.nth from (select distinct t.record from zs.search_text t where t.words like $1'
    || case when grams = '{}' then '' else ' and t.grams @> $2' end
    || '  and exists (select from (select x.key, x.role from zs.reach x where x.record = t.record offset 0) r'
    || '    where r.key = any ($3) and r.role = any (t.seen_by))) f'
    || ' join zs.edge e on e.record = f.record'
    || ' where (e.a_label is not null or e.b_label is not null)'
    || ' and exists (select from (select x.key, x.role from zs.reach x where x.record = e.record offset 0) r'
    || '   where r.key = any ($3) and r.role = any (e.seen_by))'
    || ' and not exists (select from zs.named n where n.record = e.record and n.key = any ($4))'
    || ' and not exists (select from unnest(e.needs) x(id) where not zs.reaches(x.id))'
    || ' order by e.since desc, e.record, e.nth limit $5'
    using pattern, grams, asked, conflicts, most;
end $$;

revoke all on function zs.sees_edge(uuid, text[], uuid[]), zs.graph_step(text[], text[], text[], date, date, integer),
  zs.put_edges(jsonb), zs.graph_find(text, integer[], integer) from public;
grant execute on function zs.sees_edge(uuid, text[], uuid[]), zs.graph_step(text[], text[], text[], date, date, integer),
  zs.graph_find(text, integer[], integer) to zs_app;

-- Whatever is there already gets its lines with the next pass of the indexer.
insert into zs.to_index (record, seq) select id, version from zs.record on conflict do nothing;
