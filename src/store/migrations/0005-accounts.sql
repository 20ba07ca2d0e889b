-- Who may sign in, and their sessions. No role stands here: roles come from tenures, which are records.

create table zs.account (
  person   uuid    primary key,
  login    text    not null unique,
  password text    not null,
  created  timestamptz not null
);
comment on table zs.account is 'Argon2id hashes of passwords.';

create table zs.session (
  token   bytea       primary key,
  person  uuid        not null,
  began   timestamptz not null,
  ends    timestamptz not null
);
comment on table zs.session is 'Sessions by the SHA-256 of their token.';
create index session_by_person on zs.session (person);

create table zs.setting (
  name  text primary key,
  value jsonb not null
);
comment on table zs.setting is 'What the installation is: its log key''s public half, whether it is a demo.';

grant select, insert, delete on zs.session to zs_app;
grant select on zs.account, zs.setting to zs_app;
grant select, insert on zs.file to zs_app;
