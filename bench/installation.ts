/**
 * An installation to measure on: the rulebook and the people of the demo world, without any clue. Made once for
 * each state of schema, rulebook and declarations; every measure that writes works on a copy.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { dayOf } from '#kernel/time.ts'
import { demoPeople } from '#mechanisms/organisation/demoPeople.ts'
import { enterPeople, installRulebook } from '#server/bootstrap.ts'
import { composeOffice, now, openSigners } from '#server/compose.ts'
import { openDatabase } from '#server/database.ts'
import { createAccounts } from '#server/identity/accounts.ts'
import { hashPassword } from '#server/identity/passwords.ts'
import { settingsFrom } from '#server/settings.ts'
import type { Wishes } from './figure.ts'
import { sequence } from './sequence.ts'

const ROOT = join(import.meta.dirname, '..')
export const PASSWORD = 'bench-password'

/** The data folder of the installation that copies are made of. */
export async function installed({ folder, tell }: Wishes): Promise<string> {
  const data = join(folder, `installed-${digestOfSources()}`)
  if (existsSync(data)) return data
  removeOthers(folder, 'installed-', data)
  const draft = `${data}.draft`
  rmSync(draft, { recursive: true, force: true })
  tell('making an installation: the rulebook and the demo people')
  const settings = settingsFrom({}, { data: draft, world: 'empty' })
  {
    await using database = await openDatabase(settings)
    const composed = await composeOffice(settings, database, tell)
    await openSigners(settings, database, composed)
    await installRulebook(composed.office, composed.realm)
    const people = demoPeople(composed.realm.org().units, dayOf(now()), sequence(1))
    await enterPeople(composed.office, composed.realm, people)
    await createAccounts(
      composed.accounts,
      people.persons.map(({ id, login }) => ({ person: id, login, at: now() })),
      await hashPassword(PASSWORD),
    )
    await composed.indexer.drain()
    await database.ownerPool.query('analyze')
  }
  renameSync(draft, data)
  return data
}

/** A copy of a data folder whose server is stopped; owners and modes are kept. */
export function copyOf(data: string, name: string): string {
  const copy = join(data, '..', name)
  rmSync(copy, { recursive: true, force: true })
  const { status, stderr } = spawnSync('cp', ['-a', data, copy], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`cp could not copy ${data}: ${stderr}`)
  return copy
}

/** Folders of the same kind that other sources made. */
export function removeOthers(folder: string, prefix: string, keep: string): void {
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(folder))
    if (name.startsWith(prefix) && join(folder, name) !== keep)
      rmSync(join(folder, name), { recursive: true, force: true })
}

/** Of whatever decides what an installation holds. */
export function digestOfSources(): string {
  const digest = createHash('sha256')
  for (const folder of ['src/store/migrations', 'rulebook', 'bench'])
    for (const file of readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile() && !/\.test\.ts$|\.md$|main\.ts$|results/.test(one.name))
      .filter(
        (one) =>
          folder !== 'bench' || /installation|manyClues|growClues|clueRows|manyAssets|texts/.test(one.name),
      )
      .map((one) => join(one.parentPath, one.name))
      .toSorted())
      digest.update(file.slice(ROOT.length)).update(readFileSync(file))
  return digest.digest('hex').slice(0, 12)
}
