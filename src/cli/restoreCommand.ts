/** `zhunsheng restore FILE`: a backup into an empty place. All of it is checked before any of it is used. */
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import type { Settings } from '#server/settings.ts'
import {
  refuseStrangeMigrations,
  restoreEvidence,
  restoreKeys,
  restoreRows,
  unpack,
} from '#store/backup/restore.ts'
import { openShelf } from '#store/evidence/openShelf.ts'
import { startCluster } from '#store/postgres/cluster.ts'
import { createPool } from '#store/postgres/pool.ts'
import { hasInstallation, openInstallation, settingsOf, type DataOption } from './installation.ts'
import { print, progress, type Progress } from './terminal.ts'
import { runVerify } from './verify.ts'
import { worldOf } from './verifyWorld.ts'

interface Options extends DataOption {
  readonly keys?: string
  readonly verify: boolean
}

export const restoreCommand = (): Command =>
  new Command('restore')
    .description('a backup into an empty place; then everything is verified')
    .argument('<file>', 'the backup')
    .option('--data <dir>', 'the folder to make; it must not hold an installation')
    .option('--keys <dir>', 'the folder of the keys, for a backup that was made without')
    .option('--no-verify', 'leave the verification to somebody else')
    .action(restore)

async function restore(file: string, options: Options): Promise<void> {
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`)
  const settings = settingsOf(options)
  await refuseFull(settings)
  await mkdir(settings.data, { recursive: true })
  const show = progress()
  const made = ['postgres', 'postgres.log', 'keys', 'evidence'].map((name) => join(settings.data, name))
  const folder = await mkdtemp(join(settings.data, '.restoring-'))
  try {
    const unpacked = await unpack(resolve(file), folder, show)
    refuseStrangeMigrations(unpacked.manifest)
    await restoreKeys(unpacked, join(settings.data, 'keys'), options.keys)
    await restoreEvidence(unpacked, openShelf(settings.evidence, process.env), show)
    await fillDatabase(settings, unpacked, show)
    show.end()
    const { made: when, journal } = unpacked.manifest
    print(`Restored the backup of ${when}; the journal stands at ${journal.size}.`)
  } catch (error) {
    // The place was empty before, and is empty again.
    for (const path of made) await rm(path, { recursive: true, force: true })
    throw error
  } finally {
    show.end()
    await rm(folder, { recursive: true, force: true })
  }
  if (!options.verify) return
  const { exit, text } = await runVerify(async () => {
    const installation = await openInstallation(options)
    return { ...worldOf(installation), close: async () => installation[Symbol.asyncDispose]() }
  }, {})
  print(text)
  process.exitCode = exit
}

async function refuseFull(settings: Settings): Promise<void> {
  const { data, databaseUrl } = settings
  const there = existsSync(data) ? await readdir(data) : []
  const full = ['postgres', 'keys', 'evidence'].find((name) => there.includes(name))
  if (full !== undefined)
    throw new Error(`${join(data, full)} is there already: a backup is restored into an empty place only.`)
  if (databaseUrl !== undefined && (await hasInstallation(settings)))
    throw new Error('The database of DATABASE_URL holds an installation: restore into an empty one only.')
}

async function fillDatabase(
  { data, databaseUrl }: Settings,
  unpacked: Parameters<typeof restoreRows>[0],
  show: Progress,
): Promise<void> {
  const cluster =
    databaseUrl === undefined ? await startCluster({ dataDir: join(data, 'postgres') }) : undefined
  const url = cluster?.url ?? databaseUrl ?? ''
  const pool = createPool({ url, name: 'zhunsheng-restore', max: 2, statementTimeout: 0 })
  try {
    await restoreRows(unpacked, { url, pool }, show)
  } catch (error) {
    // Of the embedded server nothing is left; in somebody else's database only what was just made goes away.
    if (databaseUrl !== undefined) await pool.query('drop schema if exists zs cascade')
    throw error
  } finally {
    await pool.end()
    await cluster?.stop()
  }
}
