import { spawnSync } from 'node:child_process'
import { chownSync, lstatSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Under whom the server runs. PostgreSQL refuses to be root, so root hands it to another system user, or, where that
 * user cannot reach the folders (a clone under /root), into a user namespace in which root looks like nobody.
 */
export interface ServerUser {
  readonly how: 'self' | 'system user' | 'namespace'
  readonly uid: number
  readonly gid: number
}

/** Program, arguments and spawn options that run `program` as this user. */
export function commandAs(user: ServerUser, program: string, args: readonly string[]) {
  const options = user.how === 'system user' ? { uid: user.uid, gid: user.gid } : {}
  const inside = ['--user', '--map-user=65534', '--map-group=65534', '--', program, ...args]
  return user.how === 'namespace'
    ? { command: 'unshare', args: inside, options }
    : { command: program, args: [...args], options }
}

/** Picks the first way that can execute `program` and enter `folder` (which must exist). Throws if none can. */
export function getServerUser(program: string, folder: string): ServerUser {
  const own = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
  if (own.uid !== 0) return { how: 'self', ...own }
  const tried: string[] = []
  for (const user of candidates()) {
    const { command, args, options } = commandAs(user, '/bin/sh', [
      '-c',
      '"$0" --version && cd "$1"',
      program,
      folder,
    ])
    const done = spawnSync(command, args, { ...options, encoding: 'utf8', cwd: '/', env: serverEnv('/') })
    if (done.status === 0) return user
    tried.push(`${user.how} ${user.uid}: ${done.error?.message ?? done.stderr.trim()}`)
  }
  throw new Error(
    'PostgreSQL may not run as root, and no other user can reach it here. Put the data folder and the programs ' +
      `where the user "postgres" or "nobody" may go, or start as an ordinary user.\n${tried.join('\n')}`,
  )
}

/** The environment of the server: nothing of ours, a HOME it can read, messages in English. */
export function serverEnv(home: string): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', HOME: home, LANG: 'C.UTF-8', TZ: 'UTC' }
}

/** Gives a folder and all in it to the user, if it is not theirs yet. Only root can. */
export function giveTo(user: ServerUser, folder: string): void {
  if (process.getuid?.() !== 0) return
  if (lstatSync(folder).uid === user.uid && lstatSync(folder).gid === user.gid) return
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    give(user, join(folder, name))
  // The folder itself last: an interrupted hand-over is repeated.
  give(user, folder)
}

function give(user: ServerUser, path: string): void {
  if (!lstatSync(path).isSymbolicLink()) chownSync(path, user.uid, user.gid)
}

function candidates(): ServerUser[] {
  const people = readFileSync('/etc/passwd', 'utf8').split('\n')
  const named = ['postgres', 'nobody'].flatMap((name): ServerUser[] => {
    const [, , uid, gid] = people.find((line) => line.startsWith(`${name}:`))?.split(':') ?? []
    return uid === undefined || gid === undefined
      ? []
      : [{ how: 'system user', uid: Number(uid), gid: Number(gid) }]
  })
  // Seen from outside the namespace, its nobody is root: the files stay root's.
  return [...named, { how: 'namespace', uid: 0, gid: 0 }]
}
