-- One schema, two roles. The owner (who runs migrations) may do anything in it, the application only what a later
-- migration grants by name: nothing is granted by default, functions included.
create schema if not exists zs;

do $$
begin
  if not exists (select from pg_roles where rolname = 'zs_app') then
    create role zs_app nologin noinherit;
  end if;
exception
  -- Roles belong to the whole server: another database may be migrated at this very moment.
  when duplicate_object or unique_violation then null;
end
$$;

-- The owner must be able to become the application (SET ROLE) where no login of its own is set up for it.
do $$
begin
  if not pg_has_role(current_user, 'zs_app', 'member') then
    execute format('grant zs_app to %I', current_user);
  end if;
end
$$;

revoke all on schema zs from public;
grant usage on schema zs to zs_app;
alter default privileges revoke execute on functions from public;

comment on schema zs is 'Zhunsheng: records, their journal, and what follows from them';
