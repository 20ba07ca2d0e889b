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
  xid      xid8    not null default '0',
  position bigint  not null default 0,
  size     bigint  not null default 0,
  frontier bytea[] not null default '{}'
);
comment on table zs.log is 'How far each log has been integrated: the cursor and the compact range of its tree.';
insert into zs.log (name) values ('journal'), ('looks');

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

grant select on zs.log, zs.log_tile, zs.checkpoint to zs_app;
grant insert on zs.look to zs_app;
alter table zs.look enable row level security;
create policy looking on zs.look for insert to zs_app with check (true);
create policy looked_at on zs.look for select to zs_app using (zs.reaches(record));
grant select on zs.look to zs_app;
