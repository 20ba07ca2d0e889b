/**
 * What goes to an institution and what comes back: one C2SP signed note each, whose text is one line of canonical JSON
 * (RFC 8785). Both sides check the other's Ed25519 signature, and a reply names the digest of the request it answers.
 */
import { canonicalBytes, findJsonFlaw, type Json } from '#kernel/journal/canonical.ts'
import {
  checkSignature,
  formatNote,
  parseNote,
  signText,
  type Signer,
  type VerifierKey,
} from '#kernel/journal/note.ts'
import { hexOf, utf8Of } from '#kernel/journal/bytes.ts'
import { isRecordId, type RecordId } from '#kernel/record/field.ts'
import { verifyEd25519 } from '#store/log/ed25519.ts'
import { sha256 } from '#store/log/sha256.ts'

/** Everything an institution is told. The case, the purpose and who asks are not in it. */
export interface QueryRequest {
  readonly v: 1
  readonly kind: 'request'
  readonly id: RecordId
  readonly number: string
  readonly institution: string
  readonly subject: { readonly kind: string; readonly name: string; readonly number: string }
  readonly wanted: readonly string[]
  readonly periodFrom: string
  readonly periodTo: string
  readonly noTipOff: boolean
  readonly basis: string
  readonly approvedAt: string
  readonly replyBy: string
}

/** A file that lies beside the reply under its digest. */
export interface ReplyFile {
  readonly name: string
  readonly digest: string
  readonly size: number
}

export interface QueryReply {
  readonly v: 1
  readonly kind: 'reply'
  readonly request: RecordId
  /** SHA-256 of the request's note, in hex: a reply to an altered or another request fits nowhere. */
  readonly answers: string
  readonly institution: string
  readonly result: 'found' | 'nothing' | 'declined'
  readonly says?: string
  readonly files: readonly ReplyFile[]
}

/** Why a message was not taken. The name is what is told and kept; never an exception. */
export type MessageRefusal = 'garbage' | 'unknownKey' | 'badSignature'

export const digestOf = (note: string): string => hexOf(sha256(utf8Of(note)))

/** The same message under the same key is the same note, byte for byte. */
export function signMessage(message: QueryRequest | QueryReply, signer: Signer): string {
  // Both kinds of message are JSON by their types; undefined members are left out where they are made.
  const text = `${Buffer.from(canonicalBytes(message as unknown as Json)).toString('utf8')}\n`
  return formatNote({ text, signatures: [signText(text, signer)] })
}

export const openRequest = (
  note: string,
  keys: readonly VerifierKey[],
): { readonly message: QueryRequest } | { readonly refused: MessageRefusal } => open(note, keys, isRequest)

export const openReply = (
  note: string,
  keys: readonly VerifierKey[],
): { readonly message: QueryReply } | { readonly refused: MessageRefusal } => open(note, keys, isReply)

function open<Message>(
  note: string,
  keys: readonly VerifierKey[],
  isMessage: (value: unknown) => value is Message,
): { readonly message: Message } | { readonly refused: MessageRefusal } {
  const parsed = parseNote(note)
  if ('malformed' in parsed) return { refused: 'garbage' }
  const checks = keys.map((key) => checkSignature(parsed, key, verifyEd25519))
  if (checks.includes('forged')) return { refused: 'badSignature' }
  if (!checks.includes('verified')) return { refused: 'unknownKey' }
  const value = parseCanonical(parsed.text)
  return isMessage(value) ? { message: value } : { refused: 'garbage' }
}

/** The JSON of the text, if it is written in the one way: no member twice, nothing after it. */
function parseCanonical(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    if (findJsonFlaw(value) !== undefined) return undefined
    // findJsonFlaw found nothing that is not JSON.
    return `${Buffer.from(canonicalBytes(value as Json)).toString('utf8')}\n` === text ? value : undefined
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown, most: number): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= most
const isDigest = (value: unknown): value is string => typeof value === 'string' && /^[\da-f]{64}$/.test(value)
const hasOnly = (value: Readonly<Record<string, unknown>>, names: readonly string[]): boolean =>
  Object.keys(value).every((name) => names.includes(name))

const MOST_FILES = 50

const isReplyFile = (value: unknown): value is ReplyFile =>
  isObject(value) &&
  hasOnly(value, ['name', 'digest', 'size']) &&
  isText(value['name'], 200) &&
  isDigest(value['digest']) &&
  Number.isSafeInteger(value['size']) &&
  Number(value['size']) >= 0

function isReply(value: unknown): value is QueryReply {
  if (!isObject(value)) return false
  const { v, kind, request, answers, institution, result, says, files } = value
  return (
    hasOnly(value, ['v', 'kind', 'request', 'answers', 'institution', 'result', 'says', 'files']) &&
    v === 1 &&
    kind === 'reply' &&
    isRecordId(request) &&
    isDigest(answers) &&
    isText(institution, 60) &&
    (result === 'found' || result === 'nothing' || result === 'declined') &&
    (says === undefined ? result !== 'declined' : isText(says, 2000)) &&
    Array.isArray(files) &&
    files.length <= MOST_FILES &&
    files.every(isReplyFile) &&
    (result === 'found' || files.length === 0)
  )
}

function isRequest(value: unknown): value is QueryRequest {
  if (!isObject(value)) return false
  const { v, kind, id, number, institution, subject, wanted, noTipOff } = value
  return (
    v === 1 &&
    kind === 'request' &&
    isRecordId(id) &&
    isText(number, 100) &&
    isText(institution, 60) &&
    isObject(subject) &&
    ['kind', 'name', 'number'].every((name) => isText(subject[name], 100)) &&
    Array.isArray(wanted) &&
    wanted.every((one) => isText(one, 64)) &&
    typeof noTipOff === 'boolean' &&
    ['periodFrom', 'periodTo', 'basis', 'approvedAt', 'replyBy'].every((name) => isText(value[name], 500))
  )
}
