// What a witness keeps, in a folder of its own:
//
//   witness.pem    its key, 0600
//   trusted.json   ["<vkey of a log>", …]        written by `witness trust` only
//   cosigned.json  { "<origin>": { "size": n, "root": "<base64>" } }   written by `witness serve` only
//
// cosigned.json is the witness: it must never go back. It is replaced and synced before the cosignature is handed out,
// so that after a crash the witness knows at least what it has said. The lock keeps a second `serve` away, which would
// decide over an older state.

import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findBase64, toBase64 } from '#kernel/journal/base64.ts'
import { HASH_BYTES } from '#kernel/journal/digest.ts'
import { formatVkey, KEY_TYPE, parseVkey, type Signer, type VerifierKey } from '#kernel/journal/note.ts'
import type { TreeHead, WitnessedLog } from '#kernel/journal/witness.ts'
import { hold, letGo } from '../postgres/holder.ts'
import { replaceFile } from './durableFile.ts'
import { signerOf } from './ed25519.ts'
import { getKeyFile } from './keyFile.ts'
import { sha256 } from './sha256.ts'

export interface WitnessState {
  /** The log of an origin, if it is trusted; read anew each time, so that `trust` works while the witness runs. */
  readonly findLog: (origin: string) => WitnessedLog | undefined
  /** Durable when it returns. */
  readonly remember: (origin: string, cosigned: TreeHead) => void
  readonly close: () => void
}

export const defaultWitnessName = 'zhunsheng.invalid/witness'

/** The witness's key, made on first use. Its name is chosen then, and kept by whoever trusts it. */
export function openWitnessSigner(folder: string, name: string = defaultWitnessName): Signer {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return signerOf(name, KEY_TYPE.cosignature, getKeyFile(join(folder, 'witness.pem')))
}

export function openWitnessState(folder: string): WitnessState {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const lock = join(folder, 'serving.lock')
  if (!hold(lock)) throw new Error(`Another witness is already serving ${folder}.`)
  const file = join(folder, 'cosigned.json')
  const cosigned = new Map(readCosigned(file))
  return {
    findLog: (origin) => {
      const keys = readTrusted(folder).filter(({ name }) => name === origin)
      const last = cosigned.get(origin)
      return keys.length === 0 ? undefined : { keys, ...(last === undefined ? {} : { last }) }
    },
    remember: (origin, head) => {
      const next = new Map(cosigned).set(origin, head)
      const entries = [...next].map(([name, { size, root }]) => [name, { size, root: toBase64(root) }])
      replaceFile(file, `${JSON.stringify(Object.fromEntries(entries), undefined, 1)}\n`)
      cosigned.set(origin, head)
    },
    close: () => {
      letGo(lock)
    },
  }
}

/** Trusts the log with this vkey from now on. Says why not, if the text is no key of a log. */
export function trustLog(
  folder: string,
  vkey: string,
): { readonly trusted: VerifierKey } | { readonly says: string } {
  const key = parseVkey(vkey, sha256)
  if ('malformed' in key) return { says: key.malformed }
  if (key.type !== KEY_TYPE.ed25519) return { says: `${key.name} is the key of a witness, not of a log` }
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const vkeys = new Set([...readTrusted(folder).map(formatVkey), vkey])
  replaceFile(join(folder, 'trusted.json'), `${JSON.stringify([...vkeys], undefined, 1)}\n`)
  return { trusted: key }
}

/** A file that cannot be read throws: forgetting would be worse than stopping. */
function readTrusted(folder: string): readonly VerifierKey[] {
  const file = join(folder, 'trusted.json')
  const vkeys: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
  if (!Array.isArray(vkeys)) throw new Error(`${file} is not a list of verifier keys.`)
  return vkeys.map((vkey: unknown) => {
    const key = parseVkey(typeof vkey === 'string' ? vkey : '', sha256)
    if ('malformed' in key) throw new Error(`${file}: ${key.malformed}.`)
    return key
  })
}

function readCosigned(file: string): readonly (readonly [string, TreeHead])[] {
  const heads: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  if (typeof heads !== 'object' || heads === null) throw new Error(`${file} is not an object.`)
  return Object.entries(heads).map(([origin, head]: [string, unknown]) => {
    const { size, root }: { size?: unknown; root?: unknown } =
      typeof head === 'object' && head !== null ? head : {}
    const hash = typeof root === 'string' ? findBase64(root) : undefined
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || hash?.length !== HASH_BYTES) {
      throw new Error(
        `${file} does not say what was cosigned last for ${origin}. Restore it; do not delete it.`,
      )
    }
    return [origin, { size, root: hash }] as const
  })
}
