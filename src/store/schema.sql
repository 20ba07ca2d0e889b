-- Drawn from the database after all migrations by "npm run schema:dump". Never edited.

create table zs.migration (
  number integer not null,
  name text not null,
  digest text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (number)
);
comment on table zs.migration is 'Which numbered SQL files made this schema';

grant usage on schema zs to zs_app;
