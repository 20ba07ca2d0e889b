-- A new version of the program may declare a clock, a role, a line of the graph that an older one did not. Rows of records that
-- are there already are then projected anew before anybody comes in (src/server/jobs/reprojectTypes.ts, decision 0024).

create table zs.projected (
  type   text        primary key,
  digest text,
  toward text,
  up_to  uuid,
  at     timestamptz not null
);
comment on table zs.projected is
  'By which declaration all rows of a type were projected (its digest); while they are projected anew: toward which, and up to which record.';

comment on table zs.clock_moved is
  'Which end of which clock moved, and what for: the numbers of the rule sets (制度〔…〕…号), or the program, type and digest.';
comment on table zs.reach_moved is
  'Which keys opened or no longer open a record since, and what for: the numbers of the rule sets, or the program, type and digest.';

/*
 * Replaces everything that follows from the entries of records beside their papers; as the owner. Lines of the graph and search
 * rows are left to the indexer, which is told.
 *   rows  [{record, type, version, state, closed, outcome, title, due, fields, reach, named, work, clocks, links, files}]
 * A record that somebody acted on meanwhile is left alone. Answers the records that were replaced.
 */
create function zs.recompute_records(rows jsonb, moved_at timestamptz, because text) returns setof uuid
language plpgsql set search_path = zs, pg_temp
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare fresh jsonb;
begin
  select coalesce(jsonb_agg(f.row), '[]') into fresh
  from (select r as row from jsonb_array_elements(rows) r
        join zs.record o on o.id = (r ->> 'record')::uuid and o.version = (r ->> 'version')::integer
        order by o.id for update of o) f;

  -- Clocks that are declared since, and those that are no longer; the ends of others are compared in zs.recompute_clocks.
  insert into zs.clock_moved (record, name, run, at, because, due_before, due_after)
  select (r ->> 'record')::uuid, c.name, c.run, moved_at, because, null, c.due
  from jsonb_array_elements(fresh) r
  cross join jsonb_to_recordset(r -> 'clocks') as c(name text, run integer, state text, due timestamptz)
  where c.due is not null and c.state in ('running', 'suspended')
    and not exists (select from zs.clock o where o.record = (r ->> 'record')::uuid and o.name = c.name)
  on conflict do nothing;
  insert into zs.clock_moved (record, name, run, at, because, due_before, due_after)
  select o.record, o.name, o.run, moved_at, because, o.due, null
  from jsonb_array_elements(fresh) r join zs.clock o on o.record = (r ->> 'record')::uuid
  where o.due is not null and o.state in ('running', 'suspended')
    and not exists (select from jsonb_array_elements(r -> 'clocks') c where c ->> 'name' = o.name)
  on conflict do nothing;
  delete from zs.clock o using jsonb_array_elements(fresh) r
  where o.record = (r ->> 'record')::uuid
    and not exists (select from jsonb_array_elements(r -> 'clocks') c where c ->> 'name' = o.name);

  perform zs.recompute_clocks(fresh, moved_at, because);
  perform zs.recompute_reach(fresh, moved_at, because);

  update zs.record o set state = r ->> 'state', closed = (r ->> 'closed')::boolean, outcome = r ->> 'outcome',
    title = r ->> 'title', fields = r -> 'fields'
  from jsonb_array_elements(fresh) r
  where o.id = (r ->> 'record')::uuid
    and (o.state, o.closed, o.outcome, o.title, o.fields) is distinct from
      (r ->> 'state', (r ->> 'closed')::boolean, r ->> 'outcome', r ->> 'title', r -> 'fields');
  delete from zs.named o using jsonb_array_elements(fresh) r
  where o.record = (r ->> 'record')::uuid and not (r -> 'named') ? o.key;
  insert into zs.named (record, key)
  select (r ->> 'record')::uuid, x from jsonb_array_elements(fresh) r, jsonb_array_elements_text(r -> 'named') x
  on conflict do nothing;
  delete from zs.link o using jsonb_array_elements(fresh) r
  where o.record = (r ->> 'record')::uuid
    and not exists (select from jsonb_array_elements(r -> 'links') x
                    where x ->> 'link' = o.link and (x ->> 'id')::uuid = o.to_record);
  insert into zs.link (record, link, to_type, to_record)
  select (r ->> 'record')::uuid, x ->> 'link', x ->> 'type', (x ->> 'id')::uuid
  from jsonb_array_elements(fresh) r, jsonb_array_elements(r -> 'links') x on conflict do nothing;
  -- What was erased stays erased.
  insert into zs.record_file (record, digest, name, type)
  select (r ->> 'record')::uuid, x ->> 'digest', x ->> 'name', x ->> 'type'
  from jsonb_array_elements(fresh) r, jsonb_array_elements(r -> 'files') x
  where exists (select from zs.record_key k where k.record = (r ->> 'record')::uuid) on conflict do nothing;
  insert into zs.to_index (record, seq)
  select (r ->> 'record')::uuid, (r ->> 'version')::integer from jsonb_array_elements(fresh) r on conflict do nothing;
  return query select (r ->> 'record')::uuid from jsonb_array_elements(fresh) r;
end $$;
revoke all on function zs.recompute_records(jsonb, timestamptz, text) from public;
