-- Papers that left the house, each with the number it was given by the act that issued it.

create table zs.paper (
  unit          text        not null,
  kind          text        not null,
  year          integer     not null,
  nth           integer     not null check (nth > 0),
  number        text        not null,
  record        uuid        not null,
  seq           integer     not null,
  type          text        not null,
  document      text        not null,
  issued_at     timestamptz not null,
  cancelled_seq integer,
  primary key (unit, kind, year, nth)
);
comment on table zs.paper is 'The register of issued papers: one series for each unit, kind and year, without gaps.';
create index paper_by_record on zs.paper (record);
create index paper_by_year on zs.paper (year desc, unit, kind, nth desc);

alter table zs.paper enable row level security;
create policy reached on zs.paper for select to zs_app using (zs.reaches(record));
grant select on zs.paper to zs_app;

/*
 * Keeps papers in the transaction of the entries that issued or cancelled them:
 *   [{record, seq, type, document, unit, kind, year, nth, number, at, cancelledSeq}]
 * A number stays the paper's that has it: giving it to another one fails and takes the transaction with it.
 */
create function zs.keep_papers(papers jsonb) returns void
language plpgsql security definer set search_path = zs, pg_temp as $$
declare kept integer;
begin
  insert into zs.paper as p (unit, kind, year, nth, number, record, seq, type, document, issued_at, cancelled_seq)
  select unit, kind, year, nth, number, record, seq, type, document, at, "cancelledSeq"
  from jsonb_to_recordset(papers) as x(record uuid, seq integer, type text, document text, unit text, kind text,
                                       year integer, nth integer, number text, at timestamptz, "cancelledSeq" integer)
  on conflict (unit, kind, year, nth) do update set cancelled_seq = excluded.cancelled_seq
  where (p.record, p.seq, p.number, p.document) = (excluded.record, excluded.seq, excluded.number, excluded.document)
    and p.cancelled_seq is null;
  get diagnostics kept = row_count;
  if kept <> jsonb_array_length(papers) then
    raise unique_violation using message = 'zs: the number is another paper''s';
  end if;
end $$;

revoke all on function zs.keep_papers(jsonb) from public;
grant execute on function zs.keep_papers(jsonb) to zs_app;
