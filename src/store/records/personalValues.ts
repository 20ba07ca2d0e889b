/**
 * Personal and sealed values in the journal. Each record has a key of its own; a field that is declared `personal` or
 * `sealed` stands in the entry's bytes as `{"personal": base64(nonce ‖ ciphertext ‖ tag)}` (AES-256-GCM, bound to the entry and
 * the field). Record keys are kept wrapped under the master key. Destroying a record's key erases its personal
 * values for ever, while every hash and proof still holds.
 */
import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto'
import type { Declaration } from '#kernel/record/declaration.ts'

const NONCE = 12
const TAG = 16

export type RecordKey = Buffer

export const newRecordKey = (): RecordKey => randomBytes(32)

export const wrapKey = (key: RecordKey, master: Buffer): Buffer => seal(key, master, 'record key')
export const unwrapKey = (wrapped: Buffer, master: Buffer): RecordKey => open(wrapped, master, 'record key')

export const wrapFileKey = (key: Buffer, master: Buffer, digest: string): Buffer =>
  seal(key, master, `file key ${digest}`)
export const unwrapFileKey = (wrapped: Buffer, master: Buffer, digest: string): Buffer =>
  open(wrapped, master, `file key ${digest}`)

// A key object and not the bytes: Node takes 20 µs for a value then, and 55 otherwise.
function seal(plain: Buffer, key: Buffer, context: string): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(key), nonce)
  cipher.setAAD(Buffer.from(context))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function open(sealed: Buffer, key: Buffer, context: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', createSecretKey(key), sealed.subarray(0, NONCE))
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG))
  return Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()])
}

type Values = Readonly<Record<string, unknown>>
// What is sealed for the centre lies under the key of its record, too: erasing the record erases it as well.
const isPersonal = (declaration: Declaration, field: string): boolean =>
  declaration.fields[field]?.protection !== undefined

/** The values as they go into the bytes of entry `id`. */
export function closePersonal(declaration: Declaration, values: Values, key: RecordKey, id: string): Values {
  return Object.fromEntries(
    Object.entries(values).map(([field, value]) => [
      field,
      isPersonal(declaration, field)
        ? { personal: seal(Buffer.from(JSON.stringify(value)), key, `${id}/${field}`).toString('base64') }
        : value,
    ]),
  )
}

/** The values as they were entered. Without the key (it was destroyed) personal ones are left out. */
export function openPersonal(
  declaration: Declaration,
  values: Values,
  key: RecordKey | undefined,
  id: string,
): Values {
  return Object.fromEntries(
    Object.entries(values).flatMap(([field, value]): [string, unknown][] => {
      // A field that an older version knew is told by its shape: nothing else is written like a closed value.
      const personal =
        isPersonal(declaration, field) || (!Object.hasOwn(declaration.fields, field) && isClosed(value))
      if (!personal) return [[field, value]]
      if (key === undefined) return []
      // An entry of before the field was protected holds it as it is.
      if (!isClosed(value)) return [[field, value]]
      const plain = open(Buffer.from(value.personal, 'base64'), key, `${id}/${field}`)
      return [[field, JSON.parse(plain.toString()) as unknown]]
    }),
  )
}

const isClosed = (value: unknown): value is { readonly personal: string } =>
  typeof value === 'object' && value !== null && 'personal' in value && typeof value.personal === 'string'
