import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { createFile } from './durableFile.ts'

/** The Ed25519 key in a PKCS #8 PEM file. Throws if it is another kind of key, or open to others than its owner. */
export function findKeyFile(file: string): KeyObject | undefined {
  let pem: string
  try {
    pem = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
  if ((statSync(file).mode & 0o077) !== 0) {
    throw new Error(`${file} can be read by others: whoever has it can sign. Make it 0600 (chmod 600).`)
  }
  const key = createPrivateKey(pem)
  if (key.asymmetricKeyType !== 'ed25519') {
    throw new Error(`${file} holds a key of type ${key.asymmetricKeyType ?? '?'}, expected Ed25519.`)
  }
  return key
}

/** The key in the file, made now if there is none. Of several processes that make one, all get the first one's. */
export function getKeyFile(file: string): KeyObject {
  const there = findKeyFile(file)
  if (there !== undefined) return there
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const { privateKey } = generateKeyPairSync('ed25519')
  createFile(file, privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())
  const made = findKeyFile(file)
  if (made === undefined) throw new Error(`${file} was made and is gone again.`)
  return made
}
