-- What somebody typed into a form and has not sent (docs/decisions/0027-drafts.md): nothing has happened yet, so it is no entry.

create table zs.draft (
  owner text        not null check (owner ~ '^person/'),
  key   bytea       not null check (length(key) = 32),
  body  bytea       not null check (length(body) <= 300000),
  at    timestamptz not null,
  primary key (owner, key)
);
comment on table zs.draft is 'Forms that were begun: key is a keyed hash of the form (type, action, record), body is closed under a key of its owner.';
create index draft_by_age on zs.draft (at);

alter table zs.draft enable row level security;
create policy own on zs.draft for all to zs_app
  using (owner = any (string_to_array(current_setting('zs.owners', true), E'\n')))
  with check (owner = any (string_to_array(current_setting('zs.owners', true), E'\n')));
grant select, insert, update, delete on zs.draft to zs_app;
