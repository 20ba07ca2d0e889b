-- Lists that people keep under a name, for themselves or for everybody in their post. Conveniences without effect on any
-- record: no entries, changed and removed at will (docs/decisions/0017-saved-views.md).

create table zs.saved_view (
  id     uuid        primary key,
  owner  text        not null check (owner ~ '^(person|post)/'),
  type   text        not null,
  name   text        not null check (length(name) between 1 and 60),
  search jsonb       not null,
  by     uuid        not null,
  at     timestamptz not null,
  unique (owner, type, name)
);
comment on table zs.saved_view is 'Named lists: owner is person/<id> or post/<unit>/<post>; search is the question as it stands in the address.';

alter table zs.saved_view enable row level security;
create policy own on zs.saved_view for all to zs_app
  using (owner = any (string_to_array(current_setting('zs.owners', true), E'\n')))
  with check (owner = any (string_to_array(current_setting('zs.owners', true), E'\n')));
grant select, insert, delete on zs.saved_view to zs_app;
