-- Notices are derived from what waits, runs and rang (docs/decisions/0022-notices.md): kept are only which of them somebody has
-- read, how somebody wants to be told outside, and what is to be sent. No row names a record.

create table zs.notice_read (
  owner  text        not null check (owner ~ '^person/'),
  notice bytea       not null check (length(notice) = 32),
  at     timestamptz not null,
  primary key (owner, notice)
);
comment on table zs.notice_read is 'Which notices somebody has read, by keyed hash: of what record and kind cannot be told from it.';
create index notice_read_by_age on zs.notice_read (at);

alter table zs.notice_read enable row level security;
create policy own on zs.notice_read for all to zs_app
  using (owner = any (string_to_array(current_setting('zs.owners', true), E'\n')))
  with check (owner = any (string_to_array(current_setting('zs.owners', true), E'\n')));
grant select, insert, delete on zs.notice_read to zs_app;

create table zs.notice_setting (
  person   uuid        primary key,
  wishes   jsonb       not null,
  changed  timestamptz not null
);
comment on table zs.notice_setting is 'What somebody is told and when: kinds, hour of the digest, quiet hours, language. Without a row the defaults hold.';

create table zs.notice_address (
  person    uuid        not null,
  channel   text        not null check (channel in ('mail', 'webhook')),
  address   bytea       not null,
  salt      text        not null,
  code      bytea,
  tries     integer     not null default 0,
  asked     timestamptz not null,
  confirmed timestamptz,
  primary key (person, channel)
);
comment on table zs.notice_address is 'Where somebody is told, closed under the master key; used only once its code was typed in (a keyed hash until then).';

create table zs.notice_delivery (
  id       uuid        primary key,
  person   uuid        not null,
  channel  text        not null,
  occasion text        not null,
  body     jsonb       not null,
  state    text        not null default 'waiting' check (state in ('waiting', 'sent', 'given up', 'dropped')),
  attempts integer     not null default 0,
  next_at  timestamptz not null,
  made     timestamptz not null,
  ended    timestamptz,
  unique (person, channel, occasion)
);
comment on table zs.notice_delivery is 'What goes out by mail or webhook, once a person, channel and occasion. The body holds counts and nothing of any record.';
create index notice_delivery_waiting on zs.notice_delivery (next_at) where state = 'waiting';
