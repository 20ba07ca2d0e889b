/** `zhunsheng backup FILE`: everything of the installation into one file, also while the server runs. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command } from 'commander'
import { now } from '#server/compose.ts'
import { backUp } from '#store/backup/backup.ts'
import { openInstallation, packageVersion, type DataOption } from './installation.ts'
import { print, progress } from './terminal.ts'

interface Options extends DataOption {
  readonly keys: boolean
  readonly json?: true
}

export const backupCommand = (): Command =>
  new Command('backup')
    .description('everything into one file: rows of one moment, evidence, keys')
    .argument('<file>', 'where to write it; it must not be there yet')
    .option('--without-keys', 'leave the keys out, to be kept apart: restoring then asks for them')
    .option('--json', 'as JSON')
    .option('--data <dir>', 'the folder of the installation')
    .action(async (file: string, options: DataOption & { withoutKeys?: true; json?: true }) => {
      await backup(resolve(file), { ...options, keys: options.withoutKeys !== true })
    })

async function backup(file: string, options: Options): Promise<void> {
  if (existsSync(file)) throw new Error(`${file} is there already: a backup never replaces another.`)
  await using installation = await openInstallation(options)
  const { database, composed } = installation
  const show = progress()
  const manifest = await backUp(file, {
    pool: database.ownerPool,
    shelf: composed.shelf,
    keysFolder: composed.keys.folder,
    withKeys: options.keys,
    version: packageVersion(),
    now: now(),
    tell: show,
  })
  show.end()
  const { tables, evidence, missing, journal } = manifest
  const entries = tables.find(({ table }) => table === 'entry')?.rows ?? 0
  const told = { file, entries, files: evidence.length, missing, keys: options.keys, journal }
  if (options.json === true) print(JSON.stringify(told))
  else
    print(
      `${file}: ${entries} entries, ${evidence.length} files, ${options.keys ? 'with' : 'without'} keys.` +
        (options.keys ? ' Whoever has this file can read everything: keep it like the keys.' : ''),
    )
  if (missing.length > 0) {
    process.stderr.write(
      `${missing.length} files are not in the evidence store and so not in the backup: run zhunsheng verify.\n`,
    )
    process.exitCode = 1
  }
}
