import { connect } from './pool.ts'

/**
 * Makes roles and database of the embedded server: `zs_owner` (runs migrations, no superuser, so that nothing works
 * here that fails on a server of somebody else), `zs_app` (the application) and the database `zhunsheng`.
 * Refuses a server in which Chinese is not text.
 */
export async function provision(adminUrl: string): Promise<void> {
  const client = await connect({ url: adminUrl, name: 'zhunsheng-launcher' })
  try {
    const { rows } = await client.query<{ encoding: string; letters: boolean }>(
      `select current_setting('server_encoding') as encoding, '线' ~ '[[:alnum:]]' as letters`,
    )
    const [server] = rows
    if (server?.encoding !== 'UTF8' || !server.letters) {
      throw new Error(
        `The data folder has encoding ${server?.encoding ?? '?'} and a locale in which Chinese characters are no ` +
          'letters: searching would find nothing. Start with an empty data folder.',
      )
    }
    await client.query(`
      do $$
      begin
        if not exists (select from pg_roles where rolname = 'zs_owner') then
          create role zs_owner login createrole;
        end if;
        if not exists (select from pg_roles where rolname = 'zs_app') then
          create role zs_app login noinherit;
        end if;
        alter role zs_app login;
        if not pg_has_role('zs_owner', 'zs_app', 'member') then
          grant zs_app to zs_owner with admin option;
        end if;
      end
      $$`)
    const { rowCount } = await client.query(`select from pg_database where datname = 'zhunsheng'`)
    if (rowCount === 0) await client.query('create database zhunsheng owner zs_owner')
  } finally {
    await client.end()
  }
}
