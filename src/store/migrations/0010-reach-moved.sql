-- When places or organs change (organisation.divisions, organisation.organs, or the day on which one of their rows begins or
-- ends), the lines of units change, and with them which units reach records that are already there. Those rows are computed
-- anew (src/server/jobs/reprojectReach.ts); why somebody reaches a record since then, or no longer, stays here.

create table zs.reach_moved (
  record  uuid        not null,
  at      timestamptz not null,
  because text        not null,
  added   text[]      not null,
  removed text[]      not null,
  primary key (record, at)
);
comment on table zs.reach_moved is
  'Which keys opened or no longer open a record after the organisation changed, and the numbers of the rule sets it changed by.';
alter table zs.reach_moved enable row level security;
create policy reached on zs.reach_moved for select to zs_app using (zs.reaches(record));
grant select on zs.reach_moved to zs_app;

create table zs.reach_basis (
  single  boolean     primary key default true check (single),
  mark    text        not null,
  applied timestamptz not null,
  settled timestamptz
);
comment on table zs.reach_basis is
  'The lines of units (their digest) that all rows of reach were computed by; settled when nobody can still write by those before.';

/*
 * Replaces which keys open records and whose move it is; as the owner.
 *   rows  [{record, type, version, due, reach [{key, role, reason}], work [key]}]
 * A record that somebody acted on meanwhile is left alone. Answers the records that were looked at.
 */
create function zs.recompute_reach(rows jsonb, moved_at timestamptz, because text) returns setof uuid
language plpgsql set search_path = zs, pg_temp as $$
declare fresh jsonb;
begin
  select coalesce(jsonb_agg(f.row), '[]') into fresh
  from (select r as row from jsonb_array_elements(rows) r
        join zs.record o on o.id = (r ->> 'record')::uuid and o.version = (r ->> 'version')::integer
        order by o.id for update of o) f;

  insert into zs.reach_moved (record, at, because, added, removed)
  select m.record, moved_at, because, m.added, m.removed
  from (select (r ->> 'record')::uuid as record,
          array(select x ->> 'key' from jsonb_array_elements(r -> 'reach') x
                where not exists (select from zs.reach o where o.record = (r ->> 'record')::uuid and o.key = x ->> 'key')
                order by 1) as added,
          array(select o.key from zs.reach o where o.record = (r ->> 'record')::uuid
                and not exists (select from jsonb_array_elements(r -> 'reach') x where x ->> 'key' = o.key)
                order by 1) as removed
        from jsonb_array_elements(fresh) r) m
  where m.added <> '{}' or m.removed <> '{}'
  on conflict do nothing;

  delete from zs.reach o using jsonb_array_elements(fresh) r
  where o.record = (r ->> 'record')::uuid
    and not exists (select from jsonb_array_elements(r -> 'reach') x where x ->> 'key' = o.key);
  insert into zs.reach (record, key, role, reason)
  select (r ->> 'record')::uuid, x ->> 'key', x ->> 'role', x -> 'reason'
  from jsonb_array_elements(fresh) r, jsonb_array_elements(r -> 'reach') x
  on conflict (record, key) do update set role = excluded.role, reason = excluded.reason
  where (reach.role, reach.reason) is distinct from (excluded.role, excluded.reason);
  delete from zs.work o using jsonb_array_elements(fresh) r
  where o.record = (r ->> 'record')::uuid and not (r -> 'work') ? o.key;
  insert into zs.work (record, key, type, due)
  select (r ->> 'record')::uuid, x, r ->> 'type', (r ->> 'due')::timestamptz
  from jsonb_array_elements(fresh) r, jsonb_array_elements_text(r -> 'work') x on conflict do nothing;
  return query select (r ->> 'record')::uuid from jsonb_array_elements(fresh) r;
end $$;
revoke all on function zs.recompute_reach(jsonb, timestamptz, text) from public;
