-- The transparency logs: which entry stands where, the tiles, the signed checkpoints (docs/journal-format.md).
-- Written by the integrator alone, as the owner; the application may read what is public anyway.

create table zs.look (
  id       uuid        not null primary key,
  at       timestamptz not null,
  person   uuid        not null,
  record   uuid        not null,
  bytes    bytea       not null,
  salt     bytea       not null check (length(salt) = 16),
  position bigint      generated always as identity,
  xid      xid8        not null default pg_current_xact_id()
);
comment on table zs.look is 'Who looked at which protected record, when and how: a journal of its own.';
create index look_order on zs.look (xid, position);
create index look_by_record on zs.look (record, at);

create table zs.log (
  name     text    primary key,
  cluster  text    not null,
  xid      xid8    not null default '0',
  position bigint  not null default 0,
  floor    bigint  not null default 0,
  refilled bigint  not null default 0,
  size     bigint  not null default 0,
  frontier bytea[] not null default '{}'
);
comment on table zs.log is 'How far each log has been integrated: the cursor and the compact range of its tree.';
comment on column zs.log.cluster is 'System identifier of the server whose transaction ids the cursor counts: another one means a restore.';
comment on column zs.log.floor is 'Positions up to here were numbered before a restore: found by "no leaf yet", not by the cursor.';
comment on column zs.log.refilled is 'How far the search for entries without a leaf has come after a restore; done when it is the floor.';
insert into zs.log (name, cluster)
select name, (select system_identifier::text from pg_control_system()) from unnest(array['journal', 'looks']) name;

create table zs.log_leaf (
  log    text    not null,
  idx    bigint  not null,
  record uuid    not null,
  seq    integer not null,
  primary key (log, idx)
);
comment on table zs.log_leaf is 'The place of each entry in its log. For looks, record is the look and seq is 0.';
create unique index log_leaf_by_entry on zs.log_leaf (log, record, seq);

create table zs.log_tile (
  log   text    not null,
  level integer not null,
  n     bigint  not null,
  data  bytea   not null,
  primary key (log, level, n)
);
comment on table zs.log_tile is 'Merkle tiles after C2SP tlog-tiles: concatenated 32-byte hashes; level -1 holds the committed leaves of bundles.';

create table zs.checkpoint (
  log  text        not null,
  size bigint      not null,
  at   timestamptz not null,
  note text        not null,
  primary key (log, size)
);
comment on table zs.checkpoint is 'Signed checkpoints as they were published; a later one may carry more cosignatures.';

-- Who reads is written down by a function and not by an insert: whoever may insert could choose a transaction id
-- below the cursor, and the look would never come into its log.
create function zs.append_looks(looks jsonb, look_bytes bytea[], look_salts bytea[]) returns void
language sql security definer set search_path = zs, pg_temp as $$
  insert into zs.look (id, at, person, record, bytes, salt)
  select (l ->> 'id')::uuid, (l ->> 'at')::timestamptz, (l ->> 'person')::uuid, (l ->> 'record')::uuid, b, s
  from rows from (jsonb_array_elements(looks), unnest(look_bytes), unnest(look_salts)) as t(l, b, s)
$$;
revoke all on function zs.append_looks(jsonb, bytea[], bytea[]) from public;
grant execute on function zs.append_looks(jsonb, bytea[], bytea[]) to zs_app;

grant select on zs.log, zs.log_tile, zs.checkpoint, zs.log_leaf, zs.look to zs_app;
alter table zs.log_leaf enable row level security;
create policy reached on zs.log_leaf for select to zs_app using (log = 'journal' and zs.reaches(record));
alter table zs.look enable row level security;
create policy looked_at on zs.look for select to zs_app using (zs.reaches(record));
