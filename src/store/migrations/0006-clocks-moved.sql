-- When a holiday notice or the length of a term comes into force, the ends of clocks that already run are computed anew
-- (src/server/jobs/reprojectClocks.ts). Why a day moved stays here, beside the clock; the entries say nothing of it.

create table zs.clock_moved (
  record     uuid        not null,
  name       text        not null,
  run        integer     not null,
  at         timestamptz not null,
  because    text        not null,
  due_before timestamptz,
  due_after  timestamptz,
  primary key (record, name, run, at)
);
comment on table zs.clock_moved is 'Which end of which clock moved, and the numbers of the rule sets (制度〔…〕…号) it moved for.';
alter table zs.clock_moved enable row level security;
create policy reached on zs.clock_moved for select to zs_app using (zs.reaches(record));
grant select on zs.clock_moved to zs_app;

create table zs.rule_applied (
  rule_set uuid        primary key,
  applied  timestamptz not null,
  settled  timestamptz
);
comment on table zs.rule_applied is
  'Rule sets whose clocks were computed anew; settled when nobody can still write by the rules before.';

-- What was in force before there was this table was there before the clocks.
insert into zs.rule_applied (rule_set, applied, settled)
select id, changed_at, changed_at from zs.record where type = 'ruleSet' and state = 'inForce';

/*
 * Replaces what the clocks of records come to; as the owner.
 *   rows  [{record, version, due, clocks [{name, run, state, startedAt, due, provisional, nextRungAt}]}]
 * A record that somebody acted on meanwhile is left alone. Answers the records that were replaced.
 */
create function zs.recompute_clocks(rows jsonb, moved_at timestamptz, because text) returns setof uuid
language plpgsql set search_path = zs, pg_temp as $$
declare fresh jsonb;
begin
  select coalesce(jsonb_agg(f.row), '[]') into fresh
  from (select r as row from jsonb_array_elements(rows) r
        join zs.record o on o.id = (r ->> 'record')::uuid and o.version = (r ->> 'version')::integer
        order by o.id for update of o) f;

  insert into zs.clock_moved (record, name, run, at, because, due_before, due_after)
  select o.record, o.name, o.run, moved_at, because, o.due, c.due
  from jsonb_array_elements(fresh) r
  cross join jsonb_to_recordset(r -> 'clocks') as c(name text, run integer, due timestamptz)
  join zs.clock o on o.record = (r ->> 'record')::uuid and o.name = c.name and o.run = c.run
  where o.due is distinct from c.due and o.state in ('running', 'suspended')
  on conflict do nothing;

  insert into zs.clock (record, name, type, run, state, started_at, due, provisional, next_rung_at)
  select o.id, c.name, o.type, c.run, c.state, c."startedAt", c.due, c.provisional, c."nextRungAt"
  from jsonb_array_elements(fresh) r join zs.record o on o.id = (r ->> 'record')::uuid
  cross join jsonb_to_recordset(r -> 'clocks') as c(name text, run integer, state text, "startedAt" timestamptz,
    due timestamptz, provisional boolean, "nextRungAt" timestamptz)
  on conflict (record, name) do update set run = excluded.run, state = excluded.state, started_at = excluded.started_at,
    due = excluded.due, provisional = excluded.provisional, next_rung_at = excluded.next_rung_at
  where (clock.run, clock.state, clock.started_at, clock.due, clock.provisional, clock.next_rung_at) is distinct from
    (excluded.run, excluded.state, excluded.started_at, excluded.due, excluded.provisional, excluded.next_rung_at);
  update zs.record o set due = (r ->> 'due')::timestamptz from jsonb_array_elements(fresh) r
  where o.id = (r ->> 'record')::uuid and o.due is distinct from (r ->> 'due')::timestamptz;
  update zs.work o set due = (r ->> 'due')::timestamptz from jsonb_array_elements(fresh) r
  where o.record = (r ->> 'record')::uuid and o.due is distinct from (r ->> 'due')::timestamptz;
  return query select (r ->> 'record')::uuid from jsonb_array_elements(fresh) r;
end $$;
revoke all on function zs.recompute_clocks(jsonb, timestamptz, text) from public;
