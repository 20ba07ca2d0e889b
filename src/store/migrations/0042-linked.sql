-- What is linked with a record is read with every act and every opened record. Asked with the arrays of what a form wants, PostgreSQL planned it
-- anew each time, which cost seven times the reading (0.7 of 0.8 ms). The plans are kept here; as those of a house that was opened a moment ago
-- would be kept, too (0037), each record is looked up by its id ("offset 0") and nothing is looked through.
create function zs.linked(of uuid, wanted_links text[], wanted_ids uuid[])
returns table (type text, id uuid, link text, direction text, state text, number text, fields jsonb)
language plpgsql stable
set search_path = zs, pg_temp
set enable_seqscan = off
as $$
begin
  if of is not null then
    return query
      select r.type, r.id, l.link, l.direction, r.state, r.number, r.fields
      from (select o.link, 'from' as direction, o.to_record as other from zs.link o where o.record = of
            union all
            select o.link, 'to', o.record from zs.link o where o.to_record = of) l,
           lateral (select * from zs.record one where one.id = l.other offset 0) r;
  end if;
  if cardinality(wanted_ids) > 0 then
    return query
      select r.type, r.id, w.link, 'from', r.state, r.number, r.fields
      from unnest(wanted_links, wanted_ids) w(link, id), lateral (select * from zs.record one where one.id = w.id offset 0) r;
  end if;
end $$;
revoke all on function zs.linked(uuid, text[], uuid[]) from public;
