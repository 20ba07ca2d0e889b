/**
 * `zhunsheng key ceremony|reshare|open|lock|centre`: making the centre's key as shares of several people, replacing a
 * holder, opening it in the running server. docs/how-to/key-ceremony.md says how people go about it.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import type { PersonId } from '#kernel/record/field.ts'
import { privateHalf, simpleKey, type CentreKey } from '#server/centreKeys.ts'
import { now } from '#server/compose.ts'
import { keyTestimony } from '#server/keyTestimony.ts'
import { makeSealingPair, openSealed, sealHere } from '#server/sealing.ts'
import {
  closeShares,
  commitmentOf,
  findPrivateHalf,
  findShareFile,
  openShares,
  sharesOf,
  type OpenShare,
  type ShareFile,
  type ShareHolder,
  type ShareToClose,
} from '#server/splitKey.ts'
import { openInstallation, type DataOption, type Installation } from './installation.ts'
import { passphraseOf } from './passphrase.ts'

interface SharingOptions extends DataOption {
  readonly holder: readonly string[]
  readonly threshold: number
  readonly out: string
  readonly passphrases?: string
  readonly reason: string
}

const print = (line: string): void => void process.stdout.write(`${line}\n`)
const several = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]
const count = (text: string): number => {
  const number = Number(text)
  if (!Number.isInteger(number)) throw new Error(`A whole number is wanted, found ${text}.`)
  return number
}

export function addKeyCeremony(key: Command): void {
  // `--data` belongs to the whole verb (keysWired.ts).
  const installationOf = () => key.opts<DataOption>()
  const sharing = (command: Command): Command =>
    command
      .requiredOption('--holder <login>', 'somebody who keeps a share; once for each', several)
      .requiredOption('--threshold <k>', 'how many of them open the key together', count)
      .requiredOption('--out <dir>', 'an empty folder for the share files, one for each holder')
      .option('--passphrases <dir>', 'files <login>.txt with the passphrases; otherwise each types theirs')
      .requiredOption('--reason <text>', 'why, for the journal')

  sharing(key.command('ceremony'))
    .description(
      'make a new key for sealing who reports, in shares of several people; its secret half is never on the disk',
    )
    .action((options: SharingOptions) => ceremony({ ...options, ...installationOf() }))
  sharing(key.command('reshare'))
    .description('share the present keys out anew: a holder is replaced, a share was lost')
    .requiredOption('--share <file>', 'a share file of the last sharing; as many as open the key', several)
    .action((options: SharingOptions & { share: readonly string[] }) =>
      reshare({ ...options, ...installationOf() }),
    )
  key
    .command('open')
    .description('enter one holder’s share into the running server of this machine')
    .requiredOption('--share <file>', 'the share file')
    .option('--passphrase-file <file>', 'its first line is the passphrase; otherwise it is typed')
    .option('--server <address>', 'where the server is', 'http://127.0.0.1:8080')
    .action((options: { share: string; passphraseFile?: string; server: string }) => enterShare(options))
  key
    .command('lock')
    .description('wipe every opened key from the memory of the running server of this machine')
    .option('--server <address>', 'where the server is', 'http://127.0.0.1:8080')
    .action(async ({ server }: { server: string }) => {
      const { locked } = await ask(server, '/api/centre-key', { method: 'DELETE' })
      print(`${String(locked)} keys locked.`)
    })
  key
    .command('centre')
    .description('which keys there are for sealing who reports, and who holds their shares')
    .action(async () => {
      await using installation = await openInstallation(installationOf())
      for (const one of installation.composed.keys.centre.all()) print(lineOf(one))
    })
}

function lineOf({ name, since, retired, split }: CentreKey): string {
  const how =
    split === undefined
      ? 'simple: its secret half lies on this disk'
      : `${String(split.threshold)} of ${split.holders.map(({ login }) => login).join(', ')} (sharing ${String(split.generation)})`
  return [name, since, retired === undefined ? 'in use' : `retired ${retired}`, how].join('\t')
}

const withoutHalf = ({ name, publicKey, since, retired }: CentreKey): CentreKey => ({
  ...{ name, publicKey, since },
  ...(retired === undefined ? {} : { retired }),
})

/** A key with its secret half, for as long as it takes to share it out. */
interface Bare {
  readonly key: CentreKey
  readonly half: Buffer
}

async function ceremony(options: SharingOptions): Promise<void> {
  await using installation = await openInstallation(await opened(options))
  const { centre } = installation.composed.keys
  const holders = await holdersOf(installation, options)
  const pair = await makeSealingPair()
  const fresh = withoutHalf(simpleKey(pair, now()))
  // Old keys whose secret half lies on the disk are shared out with the new one, and leave the disk.
  const simple = centre.all().flatMap((key): Bare[] => {
    const half = privateHalf(key)
    return half === undefined ? [] : [{ key, half: Buffer.from(half) }]
  })
  const bare: readonly Bare[] = [{ key: fresh, half: Buffer.from(pair.privateKey) }, ...simple]
  const shared = await shareOut(bare, holders, options)
  const at = now()
  const others = centre
    .all()
    .map((key) => shared.find(({ name }) => name === key.name) ?? key)
    .map((key) => (key.retired === undefined ? { ...key, retired: at } : key))
  const retiring = centre.all().filter(({ retired }) => retired === undefined)
  const made = shared.find(({ name }) => name === fresh.name)
  if (made === undefined) throw new Error('The new key was not shared out.')
  await centre.write([...others, made])

  const testimony = keyTestimony(installation.composed.office, installation.database.ownerPool)
  for (const key of shared) await testimony.note(key, 'share', sharingOf(key, options.reason))
  for (const key of retiring) await testimony.note(key, 'retire', { reasons: options.reason })
  for (const { half } of bare) half.fill(0)
  tell(holders, options, shared)
}

async function reshare(options: SharingOptions & { readonly share: readonly string[] }): Promise<void> {
  await using installation = await openInstallation(await opened(options))
  const { centre } = installation.composed.keys
  const holders = await holdersOf(installation, options)
  const entered: OpenShare[] = []
  for (const path of options.share) entered.push(...(await sharesIn(path, options.passphrases)))
  const bare: Bare[] = []
  for (const key of centre.all()) {
    const mine = entered.filter((one) => one.key === key.name && isOf(key, one))
    if (mine.length === 0) continue
    const half = await findPrivateHalf(
      key,
      mine.map(({ share }) => share),
    )
    if (half === undefined)
      throw new Error(
        `${String(mine.length)} shares of the key ${key.name} do not open it; ${String(key.split?.threshold)} are needed.`,
      )
    bare.push({ key, half })
  }
  if (bare.length === 0) throw new Error('None of these files holds a share of a present sharing.')
  const shared = await shareOut(bare, holders, options)
  await centre.write(centre.all().map((key) => shared.find(({ name }) => name === key.name) ?? key))
  const testimony = keyTestimony(installation.composed.office, installation.database.ownerPool)
  for (const key of shared) await testimony.note(key, 'share', sharingOf(key, options.reason))
  for (const { half } of bare) half.fill(0)
  tell(holders, options, shared)
}

const isOf = ({ split }: CentreKey, { share }: OpenShare): boolean =>
  split?.holders.some(({ commitment }) => commitment === commitmentOf(share)) === true

const sharingOf = ({ split }: CentreKey, reasons: string) => ({
  threshold: split?.threshold,
  // Ids out of the directory.
  holders: split?.holders.map(({ person }) => person as PersonId),
  generation: split?.generation,
  reasons,
})

/** The options, once it is sure that they make sense and that nothing is overwritten. */
async function opened<Options extends SharingOptions>(options: Options): Promise<Options> {
  const { holder, threshold, out } = options
  if (new Set(holder).size !== holder.length) throw new Error('Each holder is named once.')
  if (!(threshold >= 2 && threshold <= holder.length && holder.length <= 20))
    throw new Error(
      `--threshold ${String(threshold)} of ${String(holder.length)} holders: 2 to 20 holders, and at least 2 of them to open.`,
    )
  await mkdir(out, { recursive: true, mode: 0o700 })
  return options
}

async function holdersOf(
  { database, composed }: Installation,
  { holder }: SharingOptions,
): Promise<readonly ShareHolder[]> {
  const { rows } = await database.ownerPool.query<{ login: string; person: PersonId }>(
    'select login, person from zs.account where login = any ($1)',
    [holder],
  )
  return holder.map((login) => {
    const account = rows.find((row) => row.login === login)
    if (account === undefined) throw new Error(`Nobody has the login ${login}.`)
    const { person } = account
    return { person, login, name: composed.realm.org().findPerson(person)?.name ?? login }
  })
}

/**
 * Writes a file for each holder, reads them back, and tries that every set of so many holders brings each key back. Only
 * then are they shares: an earlier failure leaves the keys as they were.
 */
async function shareOut(
  bare: readonly Bare[],
  holders: readonly ShareHolder[],
  { threshold, out, passphrases }: SharingOptions,
): Promise<readonly CentreKey[]> {
  const split = await Promise.all(bare.map(({ half }) => sharesOf(half, holders.length, threshold)))
  const written: OpenShare[][] = []
  for (const [nth, holder] of holders.entries()) {
    const passphrase = await passphraseOf(
      `${holder.name} (${holder.login})`,
      passphrases === undefined ? undefined : join(passphrases, `${holder.login}.txt`),
    )
    const shares = bare.flatMap(({ key }, which): ShareToClose[] => {
      const share = split[which]?.[nth]
      return share === undefined
        ? []
        : [{ key: key.name, generation: nextGeneration(key), threshold, of: holders.length, share }]
    })
    const path = join(out, `share-${holder.login}.json`)
    const file = await closeShares(holder, shares, passphrase)
    // Never over another share: that may be the only one there is.
    await writeFile(path, `${JSON.stringify(file, undefined, 2)}\n`, { flag: 'wx', mode: 0o600 })
    written.push([...(await sharesOfFile(await readShareFile(path), path, passphrase))])
  }
  for (const one of bare) await tryAll(one, written, threshold)
  return bare.map(({ key }) => ({
    ...withoutHalf(key),
    split: {
      threshold,
      generation: nextGeneration(key),
      holders: holders.map(({ person, login }, nth) => ({
        person,
        login,
        commitment: commitmentOf(
          written[nth]?.find((one) => one.key === key.name)?.share ?? new Uint8Array(),
        ),
      })),
    },
  }))
}

const nextGeneration = ({ split }: CentreKey): number => (split?.generation ?? 0) + 1

/** Enough of all sets to have had every share in one; all of them where they are few. */
const MOST_SETS = 60

async function tryAll(
  { key }: Bare,
  written: readonly (readonly OpenShare[])[],
  threshold: number,
): Promise<void> {
  const probe = await sealHere(key, 'a test of the ceremony', key.name)
  for (const set of setsOf(written.length, threshold).slice(0, MOST_SETS)) {
    const shares = set.flatMap((nth) => written[nth]?.filter((one) => one.key === key.name) ?? [])
    const half = await findPrivateHalf(
      key,
      shares.map(({ share }) => share),
    )
    const opens = half !== undefined && (await openSealed(half, probe)) === 'a test of the ceremony'
    half?.fill(0)
    if (!opens)
      throw new Error(`The shares ${set.join(', ')} do not bring back the key: nothing was changed.`)
  }
}

/** Sets of `size` out of `count`, each starting with another one, so that every one is in some of the first. */
function setsOf(count: number, size: number): readonly (readonly number[])[] {
  const round = Array.from({ length: count }, (_, first) =>
    Array.from({ length: size }, (_, nth) => (first + nth) % count),
  )
  const others = subsets(count, size).filter(
    (set) => !round.some((one) => one.toSorted((a, b) => a - b).join() === set.join()),
  )
  return [...round, ...others]
}

function subsets(count: number, size: number): readonly (readonly number[])[] {
  const found: number[][] = []
  const grow = (set: readonly number[], from: number): void => {
    if (found.length >= MOST_SETS) return
    if (set.length === size) found.push([...set])
    else for (let next = from; next < count; next++) grow([...set, next], next + 1)
  }
  grow([], 0)
  return found
}

async function readShareFile(path: string): Promise<ShareFile> {
  const file = findShareFile(await readFile(path, 'utf8'))
  if (file === undefined) throw new Error(`${path} is no share file.`)
  return file
}

async function sharesOfFile(
  file: ShareFile,
  path: string,
  passphrase: string,
): Promise<readonly OpenShare[]> {
  const answer = await openShares(file, passphrase)
  if ('because' in answer) throw new Error(`${path}: ${answer.because}.`)
  return answer.shares
}

async function sharesIn(path: string, passphrases: string | undefined): Promise<readonly OpenShare[]> {
  const file = await readShareFile(path)
  const { name, login } = file.holder
  const passphrase = await passphraseOf(
    `${name} (${login})`,
    passphrases === undefined ? undefined : join(passphrases, `${login}.txt`),
  )
  return sharesOfFile(file, path, passphrase)
}

function tell(
  holders: readonly ShareHolder[],
  { out, threshold }: SharingOptions,
  shared: readonly CentreKey[],
): void {
  for (const key of shared) print(lineOf(key))
  for (const { login, name } of holders) print(`${join(out, `share-${login}.json`)}\t${name}`)
  print(
    `Any ${String(threshold)} of these ${String(holders.length)} open it. Hand each file to its holder, keep none together, destroy this folder and older shares.`,
  )
}

async function enterShare({
  share: path,
  passphraseFile,
  server,
}: {
  readonly share: string
  readonly passphraseFile?: string
  readonly server: string
}): Promise<void> {
  const file = await readShareFile(path)
  const passphrase = await passphraseOf(`${file.holder.name} (${file.holder.login})`, passphraseFile)
  for (const { key, share } of await sharesOfFile(file, path, passphrase)) {
    const answer = await ask(server, '/api/centre-key/shares', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key, share: Buffer.from(share).toString('base64url') }),
    })
    share.fill(0)
    print(
      typeof answer['openUntil'] === 'string'
        ? `${key}: open until ${answer['openUntil']}`
        : `${key}: ${String(answer['entered'])} of ${String(answer['of'])} shares entered`,
    )
  }
}

/** Throws what the server says when it refuses. */
async function ask(
  server: string,
  path: string,
  init: RequestInit,
): Promise<Readonly<Record<string, unknown>>> {
  const answer = await fetch(new URL(path, server), { ...init, signal: AbortSignal.timeout(30_000) })
  // The doors of the server answer objects only.
  const body = (await answer.json()) as Readonly<Record<string, unknown>>
  if (answer.ok) return body
  const [first] = (body['refused'] ?? []) as readonly { readonly says?: string }[]
  throw new Error(first?.says ?? `${String(answer.status)} from ${server}`)
}
