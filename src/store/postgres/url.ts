/** A connection address for a server on a unix socket. */
export function socketUrl(folder: string, user: string, database: string): string {
  const [login, name, host] = [user, database, folder].map(encodeURIComponent)
  return `postgres://${login ?? ''}@localhost/${name ?? ''}?host=${host ?? ''}`
}

/**
 * The same server as the application role: for a server of somebody else, whose login is the owner, every
 * connection starts with `SET ROLE zs_app`.
 */
export function asAppRole(ownerUrl: string): string {
  const url = new URL(ownerUrl)
  const options = url.searchParams.get('options')
  url.searchParams.set('options', [options, '-c role=zs_app'].filter(Boolean).join(' '))
  // libpq, unlike a browser, does not read + as a space.
  return url.toString().replaceAll('+', '%20')
}
