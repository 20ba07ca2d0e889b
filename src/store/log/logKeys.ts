// The keys of the logs: <keys folder>/journal.pem and looks.pem, mode 0600. A log is its key: lose it and the log can
// never be continued, only a new one begun. So a key is made for an empty log only, and the public half is kept in
// zs.setting, so that a folder of another installation is noticed before it signs anything.

import { join } from 'node:path'
import { formatVkey, KEY_TYPE, parseVkey, type Signer, type VerifierKey } from '#kernel/journal/note.ts'
import { signerOf } from './ed25519.ts'
import { findKeyFile, getKeyFile } from './keyFile.ts'
import type { LogName, Queryable } from './logName.ts'
import { sha256 } from './sha256.ts'

const defaultOrigins = {
  journal: 'zhunsheng.invalid/journal',
  looks: 'zhunsheng.invalid/looks',
} as const satisfies Record<LogName, string>

export interface LogKeySettings {
  readonly log: LogName
  /** The keys folder, `<data>/keys`. */
  readonly folder: string
  /** The name of the log for good, like a web address without https://. Only looked at when the log is new. */
  readonly origin?: string
}

/**
 * The signer of a log. On first use makes the key and stores its public half. Throws, making nothing, where the key
 * of a log that has entries is gone or is another one. `db` as the owner role.
 */
export async function openLogSigner(db: Queryable, { log, folder, origin }: LogKeySettings): Promise<Signer> {
  const file = join(folder, `${log}.pem`)
  const known = await findLogKey(db, log)
  const size = await sizeOf(db, log)
  if (known !== undefined && origin !== undefined && origin !== known.name) {
    throw new Error(
      `The ${log} log is named ${known.name}, and the settings say ${origin}. A log keeps its name for good: ` +
        'everybody who keeps a checkpoint knows it by that.',
    )
  }
  if (known === undefined && size > 0) {
    throw new Error(
      `The ${log} log has ${size} entries, and the setting ${settingOf(log)} that names its key is gone. ` +
        'Run verify with the key as somebody else knows it, and restore the setting.',
    )
  }
  const present = findKeyFile(file)
  if (present === undefined && size > 0) {
    throw new Error(
      `The ${log} log has ${size} entries, and its key ${file} is gone. Put it back from a backup: ` +
        'another key would begin another log, and nobody could check the entries made until now.',
    )
  }
  const name = known?.name ?? origin ?? defaultOrigins[log]
  const signer = signerOf(name, KEY_TYPE.ed25519, present ?? getKeyFile(file))
  const vkey = formatVkey(signer.key)
  if (size === 0) {
    await db.query(
      `insert into zs.setting (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value`,
      [settingOf(log), JSON.stringify({ vkey })],
    )
  } else if (known !== undefined && formatVkey(known) !== vkey) {
    throw new Error(
      `${file} is the key ${vkey}, but the ${log} log was signed by ${formatVkey(known)}. ` +
        'Put the right key back: entries signed by this one would not continue the log.',
    )
  }
  return signer
}

/** The public half, as stored when the log began. */
export async function findLogKey(db: Queryable, log: LogName): Promise<VerifierKey | undefined> {
  const { rows } = await db.query<{ vkey: string | null }>(
    `select value ->> 'vkey' as vkey from zs.setting where name = $1`,
    [settingOf(log)],
  )
  const vkey = rows[0]?.vkey
  if (typeof vkey !== 'string') return undefined
  const key = parseVkey(vkey, sha256)
  if ('malformed' in key)
    throw new Error(`The setting ${settingOf(log)} is no verifier key: ${key.malformed}.`)
  return key
}

const settingOf = (log: LogName) => `log.${log}`

async function sizeOf(db: Queryable, log: LogName): Promise<number> {
  const { rows } = await db.query<{ size: number }>('select size from zs.log where name = $1', [log])
  const [row] = rows
  if (row === undefined) throw new Error(`There is no log ${log}: the database is not migrated.`)
  return row.size
}
