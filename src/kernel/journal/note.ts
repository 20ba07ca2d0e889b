// C2SP signed-note: a text, an empty line, and one line for each signature:
//
//   <text, ending in a newline>
//   <empty line>
//   — <key name> base64(key id, 4 bytes big-endian || signature)
//
// A key id is SHA-256(<name> || 0x0A || <type byte> || <public key>)[:4]. A verifier key (vkey) is written
// <name>+<key id in hex>+base64(<type byte> || <public key>).

import { findBase64, toBase64 } from './base64.ts'
import { concatBytes, hexOf, sameBytes, utf8Of } from './bytes.ts'
import type { Digest } from './digest.ts'
import { isMalformed, malformed, type Malformed } from './malformed.ts'

export const KEY_TYPE = { ed25519: 0x01, cosignature: 0x04 } as const
export type KeyType = (typeof KEY_TYPE)[keyof typeof KEY_TYPE]

export interface VerifierKey {
  readonly name: string
  readonly type: KeyType
  /** 4 bytes. */
  readonly id: Uint8Array
  /** The 32 bytes of an Ed25519 key (RFC 8032). */
  readonly publicKey: Uint8Array
}

export interface NoteSignature {
  readonly name: string
  /** 4 bytes. */
  readonly keyId: Uint8Array
  readonly signature: Uint8Array
}

export interface Note {
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

/** An Ed25519 signature (64 bytes) of the message. */
export type Sign = (message: Uint8Array) => Uint8Array
/** Whether an Ed25519 signature is right. Must answer false, not throw, for bytes that are no signature or no key. */
export type Verify = (message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array) => boolean

export interface Signer {
  readonly key: VerifierKey
  readonly sign: Sign
}

/**
 * What a note says of one known key: `absent`, no line of it; `forged`, at least one line of it that does not
 * verify, after which the whole note is to be rejected; `verified`, otherwise.
 */
export type SignatureCheck = 'verified' | 'absent' | 'forged'

const ED25519_KEY_BYTES = 32
export const ED25519_SIGNATURE_BYTES = 64

const EM_DASH = '—'
/** The specification asks for at least 16. */
const MAX_SIGNATURES = 100
const MAX_NOTE_CHARACTERS = 1_000_000

export function parseNote(note: string): Note | Malformed {
  if (note.length > MAX_NOTE_CHARACTERS)
    return malformed(`a note is at most ${MAX_NOTE_CHARACTERS} characters long`)
  if (hasForbiddenCharacters(note)) return malformed('a note has no control characters and is valid Unicode')
  const split = note.lastIndexOf('\n\n')
  if (split < 0) return malformed('a note has an empty line between its text and its signatures')
  const signatures = parseSignatureLines(note.slice(split + 2))
  return 'malformed' in signatures ? signatures : { text: note.slice(0, split + 1), signatures }
}

export function formatNote({ text, signatures }: Note): string {
  if (!isNoteText(text)) throw new TypeError('a note text ends in a newline and has no control characters')
  return `${text}\n${signatures.map(formatSignatureLine).join('')}`
}

/** One or more signature lines, as at the end of a note or in a witness's answer. */
export function parseSignatureLines(lines: string): readonly NoteSignature[] | Malformed {
  if (hasForbiddenCharacters(lines))
    return malformed('a signature line has no control characters and is valid Unicode')
  if (!lines.endsWith('\n')) return malformed('a signature line ends in a newline')
  const split = lines.slice(0, -1).split('\n')
  if (split.length > MAX_SIGNATURES) return malformed(`a note has at most ${MAX_SIGNATURES} signatures`)
  const signatures: NoteSignature[] = []
  for (const line of split) {
    const signature = parseSignatureLine(line)
    if (isMalformed(signature)) return signature
    signatures.push(signature)
  }
  return signatures
}

/** With its newline. */
export function formatSignatureLine({ name, keyId, signature }: NoteSignature): string {
  if (!isKeyName(name)) throw new TypeError(`${name} is no key name`)
  return `${EM_DASH} ${name} ${toBase64(concatBytes(keyId, signature))}\n`
}

/** A signature of the plain text of a note (type 0x01). */
export function signText(text: string, { key, sign }: Signer): NoteSignature {
  if (key.type !== KEY_TYPE.ed25519) throw new TypeError(`${key.name} is not a key of type 0x01`)
  if (!isNoteText(text)) throw new TypeError('a note text ends in a newline and has no control characters')
  return { name: key.name, keyId: key.id, signature: sign(utf8Of(text)) }
}

/** What the note says of a key of type 0x01. */
export function checkSignature(note: Note, key: VerifierKey, verify: Verify): SignatureCheck {
  const lines = signaturesOf(note, key)
  if (lines.length === 0) return 'absent'
  const message = utf8Of(note.text)
  const right = ({ signature }: NoteSignature) =>
    key.type === KEY_TYPE.ed25519 &&
    signature.length === ED25519_SIGNATURE_BYTES &&
    verify(message, signature, key.publicKey)
  return lines.every(right) ? 'verified' : 'forged'
}

/** The lines of a key: those with its name and its id. All others are to be ignored. */
export function signaturesOf(note: Note, key: VerifierKey): readonly NoteSignature[] {
  return note.signatures.filter(({ name, keyId }) => name === key.name && sameBytes(keyId, key.id))
}

export function verifierKey(name: string, type: KeyType, publicKey: Uint8Array, digest: Digest): VerifierKey {
  if (!isKeyName(name)) throw new TypeError(`"${name}" is no key name: it is empty, or has a space or a plus`)
  if (publicKey.length !== ED25519_KEY_BYTES) throw new TypeError('an Ed25519 public key has 32 bytes')
  const material = concatBytes(utf8Of(`${name}\n`), Uint8Array.of(type), publicKey)
  return { name, type, publicKey, id: digest(material).slice(0, 4) }
}

export function formatVkey({ name, type, id, publicKey }: VerifierKey): string {
  return `${name}+${hexOf(id)}+${toBase64(concatBytes(Uint8Array.of(type), publicKey))}`
}

export function parseVkey(vkey: string, digest: Digest): VerifierKey | Malformed {
  const parts = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/su.exec(vkey)
  const [, name = '', id = '', encoded = ''] = parts ?? []
  const material = findBase64(encoded)
  if (parts === null || material === undefined || !isKeyName(name)) {
    return malformed('a verifier key is <name>+<8 hex digits>+<base64>')
  }
  const type = Object.values(KEY_TYPE).find((known) => known === material[0])
  if (type === undefined) return malformed(`a verifier key is of type 0x01 or 0x04, not ${material[0]}`)
  if (material.length !== 1 + ED25519_KEY_BYTES) return malformed('an Ed25519 public key has 32 bytes')
  const key = verifierKey(name, type, material.slice(1), digest)
  return hexOf(key.id) === id ? key : malformed(`the id of ${name} is ${hexOf(key.id)}, not ${id}`)
}

function parseSignatureLine(line: string): NoteSignature | Malformed {
  const [dash, name, encoded, ...rest] = line.split(' ')
  if (
    dash !== EM_DASH ||
    name === undefined ||
    encoded === undefined ||
    rest.length > 0 ||
    !isKeyName(name)
  ) {
    return malformed(`a signature line is "${EM_DASH} <key name> <base64>", not "${line.slice(0, 80)}"`)
  }
  const bytes = findBase64(encoded)
  if (bytes === undefined || bytes.length < 5) {
    return malformed(`the signature of ${name} is not the base64 of a 4-byte key id and a signature`)
  }
  return { name, keyId: bytes.slice(0, 4), signature: bytes.slice(4) }
}

function isNoteText(text: string): boolean {
  return text.endsWith('\n') && !hasForbiddenCharacters(text)
}

/** U+0085 is a Unicode space that \s leaves out. */
function isKeyName(name: string): boolean {
  return name !== '' && !/[\s\u0085+]/u.test(name) && !hasForbiddenCharacters(name)
}

function hasForbiddenCharacters(text: string): boolean {
  return /[\u0000-\u0009\u000b-\u001f]/.test(text) || !text.isWellFormed()
}
