#!/usr/bin/env node
// Checks a proof bundle of Zhunsheng without the server, without a network and without any other file.
//
//   node check-proof.mjs bundle.json [--key <vkey of the log>]
//
// exit 0  sound: these entries existed in this order, unchanged and with none missing between them, when the checkpoint
//         was signed (entries made after it are not in the bundle)
// exit 1  something does not fit; each finding on a line of its own
// exit 2  could not check: no such file, not JSON, not a zhunsheng/proof/v1 bundle
//
// Without --key the bundle is checked against the key it brings along itself, which proves that it fits together, not
// that it comes from a certain log. The format is docs/journal-format.md. This file shares no code with the product on
// purpose: it is a second reading of that page.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'

const FORMAT = 'zhunsheng/proof/v1'
const findings = []
const found = (because, says, seq) => {
  findings.push({ because, says, seq })
}

/** Ends the check: what follows cannot be looked at. Without a message, a finding says why. */
class Stop extends Error {}

const byte = (value) => Buffer.from([value])

function sha256(...parts) {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

function decode(base64) {
  const bytes = Buffer.from(base64, 'base64')
  return bytes.toString('base64') === base64 ? bytes : undefined
}

function isWellFormed(text) {
  for (const char of text) {
    const code = char.codePointAt(0)
    if (code >= 0xd800 && code <= 0xdfff) return false
  }
  return true
}

// --- what the bundle looks like ---

function checkShape(bundle) {
  const isText = (value) => typeof value === 'string'
  const areTexts = (value) => Array.isArray(value) && value.every(isText)
  const isObject = (value) => value !== null && typeof value === 'object'
  const isEntry = (entry) =>
    isObject(entry) &&
    isText(entry.bytes) &&
    isText(entry.salt) &&
    typeof entry.index === 'number' &&
    areTexts(entry.inclusion)
  const fits =
    isObject(bundle) &&
    bundle.format === FORMAT &&
    isText(bundle.record) &&
    isText(bundle.checkpoint) &&
    isText(bundle.logKey) &&
    areTexts(bundle.witnesses) &&
    Array.isArray(bundle.entries) &&
    bundle.entries.every(isEntry)
  if (!fits) throw new Stop(`this is not a ${FORMAT} bundle`)
}

// --- signed note, checkpoint, keys ---

function readCheckpoint(note) {
  const bad = (says) => {
    found('checkpointIsMalformed', says)
    throw new Stop()
  }
  const hasControls = [...note].some((char) => char < ' ' && char !== '\n')
  if (hasControls || !isWellFormed(note)) bad('control character or lone surrogate')
  const split = note.lastIndexOf('\n\n')
  if (split < 0 || !note.endsWith('\n')) bad('no empty line before the signatures, or no newline at the end')
  const lines = note.slice(split + 2, -1).split('\n')
  if (lines.length > 100) bad('more than 100 signatures')
  const signatures = lines.map((line) => {
    const [dash, name, encoded, ...rest] = line.split(' ')
    const bytes = decode(encoded ?? '')
    const fits =
      dash === '\u2014' && name && !/[\s\u0085+]/u.test(name) && rest.length === 0 && bytes?.length > 4
    if (!fits) bad(`not a signature line: ${line.slice(0, 80)}`)
    return { name, id: bytes.toString('hex', 0, 4), signature: bytes.subarray(4) }
  })
  const text = note.slice(0, split + 1)
  const [origin, sizeText, rootText, ...extensions] = text.slice(0, -1).split('\n')
  const size = Number(sizeText)
  const root = decode(rootText ?? '')
  if (!origin || !/^(0|[1-9][0-9]*)$/.test(sizeText ?? '') || !Number.isSafeInteger(size))
    bad('no origin or no size')
  if (root?.length !== 32 || extensions.includes('')) bad('no 32-byte root, or an empty extension line')
  return { text, signatures, origin, size, root }
}

/** A vkey: name+id+base64(type, public key). */
function readKey(vkey, because) {
  const [, name, id, encoded] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/su.exec(vkey) ?? []
  const material = decode(encoded ?? '')
  const fits = name && !/[\s\u0085]/u.test(name) && material?.length === 33 && [1, 4].includes(material[0])
  if (!fits || sha256(`${name}\n`, material).toString('hex', 0, 4) !== id) {
    found(because, `not a verifier key of type 0x01 or 0x04: ${vkey.slice(0, 100)}`)
    return undefined
  }
  return { name, id, type: material[0], publicKey: material.subarray(1) }
}

function isSigned(message, signature, publicKey) {
  // SubjectPublicKeyInfo of an Ed25519 key (RFC 8410): this prefix and the 32 bytes.
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey])
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
  return signature.length === 64 && verify(null, Buffer.from(message), key, signature)
}

const linesOf = (note, key) => note.signatures.filter(({ name, id }) => name === key.name && id === key.id)

function checkLog(note, vkey, expected) {
  const key = readKey(vkey, 'logKeyIsMalformed')
  if (key === undefined) throw new Stop()
  if (expected !== undefined && expected !== vkey) found('logKeyIsNotTheExpected', `the bundle names ${vkey}`)
  if (note.origin !== key.name) found('originIsNotTheLog', `checkpoint of ${note.origin}, key of ${key.name}`)
  const lines = linesOf(note, key)
  const right = lines.every(
    ({ signature }) => key.type === 1 && isSigned(note.text, signature, key.publicKey),
  )
  if (lines.length === 0 || !right) found('logDidNotSign', `no right signature of ${key.name}`)
  return key
}

/** Returns who cosigned when, if the cosignature is right. */
function checkWitness(note, vkey, logKey) {
  const key = readKey(vkey, 'witnessKeyIsMalformed')
  if (key === undefined) return undefined
  if (key.type !== 4) return found('witnessKeyIsMalformed', `${key.name} is not a key of type 0x04`)
  if (key.publicKey.equals(logKey.publicKey)) return found('witnessIsTheLog', `${key.name} has the log's key`)
  const lines = linesOf(note, key)
  const times = lines.map(({ signature }) => (signature.length === 72 ? signature.readBigUInt64BE(0) : 0n))
  const right = lines.every(({ signature }, i) =>
    isSigned(`cosignature/v1\ntime ${times[i]}\n${note.text}`, signature.subarray(8), key.publicKey),
  )
  if (lines.length === 0 || !right) return found('witnessDidNotSign', `no right cosignature of ${key.name}`)
  return `${key.name} (POSIX time ${times.join(', ')})`
}

// --- the tree ---

/** The root that a leaf, its place and a path lead to: RFC 6962 section 2.1.1, read from the top. */
function rootFrom(leaf, index, size, path) {
  if (size === 1) return path.length === 0 ? leaf : undefined
  const sibling = path.at(-1)
  if (sibling?.length !== 32) return undefined
  const below = path.slice(0, -1)
  let split = 1
  while (split * 2 < size) split *= 2
  if (index < split) {
    const left = rootFrom(leaf, index, split, below)
    return left && sha256(byte(1), left, sibling)
  }
  const right = rootFrom(leaf, index - split, size - split, below)
  return right && sha256(byte(1), sibling, right)
}

// --- the entries ---

/** RFC 8785: members by UTF-16 code units; numbers and strings as ECMAScript writes them. At most 128 levels deep. */
function canonical(value, depth = 0) {
  if (depth > 128) throw new Error('nested too deep')
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error('no such number in JSON')
  if (typeof value === 'string' && !isWellFormed(value)) throw new Error('lone surrogate')
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, depth + 1)).join(',')}]`
  const names = Object.keys(value).sort()
  return `{${names.map((name) => `${canonical(name)}:${canonical(value[name], depth + 1)}`).join(',')}}`
}

function readEntry(bytes) {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const entry = JSON.parse(text)
    const isObject = entry !== null && typeof entry === 'object' && !Array.isArray(entry)
    return isObject && canonical(entry) === text ? entry : undefined
  } catch {
    return undefined
  }
}

function isInstant(at) {
  if (typeof at !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at)) return false
  const instant = new Date(at)
  return !Number.isNaN(instant.getTime()) && instant.toISOString() === at
}

const show = (value) => (value === undefined ? 'missing' : JSON.stringify(value).slice(0, 100))

function checkEntries(bundle, note) {
  if (bundle.entries.length === 0) found('bundleHasNoEntries', 'there is nothing to prove')
  let prev = ''
  for (const [i, proved] of bundle.entries.entries()) {
    const seq = i + 1
    const [bytes, salt, path] = [decode(proved.bytes), decode(proved.salt), proved.inclusion.map(decode)]
    if (bytes === undefined || salt?.length !== 16 || path.includes(undefined)) {
      found('bundleIsMalformed', 'bytes, salt (16 bytes) and inclusion are base64', seq)
      throw new Stop()
    }
    const leaf = sha256(byte(0), sha256('zhunsheng/entry/v1\n', salt, bytes))
    const isPlace = Number.isSafeInteger(proved.index) && proved.index >= 0 && proved.index < note.size
    if (!isPlace || !rootFrom(leaf, proved.index, note.size, path)?.equals(note.root)) {
      found('entryIsNotInTheLog', `no proof that it is leaf ${proved.index} of ${note.size}`, seq)
    }
    checkEntry(readEntry(bytes), { record: bundle.record, seq, prev })
    prev = sha256(bytes).toString('hex')
  }
}

function checkEntry(entry, { record, seq, prev }) {
  if (entry === undefined) return found('entryIsNotCanonical', 'not the RFC 8785 form of a JSON object', seq)
  if (entry.v !== 1) found('entryIsOfAnotherVersion', `v is ${show(entry.v)}`, seq)
  if (entry.record !== record) found('entryIsOfAnotherRecord', `record is ${show(entry.record)}`, seq)
  if (entry.seq !== seq) found('entryIsOutOfOrder', `seq is ${show(entry.seq)}`, seq)
  if (entry.prev !== prev) found('entryDoesNotFollow', `prev is ${show(entry.prev)}, not ${show(prev)}`, seq)
  if (!isInstant(entry.at)) found('entryHasNoTime', `at is ${show(entry.at)}`, seq)
}

// --- the command ---

function readArguments(args) {
  const at = args.indexOf('--key')
  const expected = at < 0 ? undefined : args[at + 1]
  const files = at < 0 ? args : args.toSpliced(at, 2)
  if (files.length !== 1 || files[0].startsWith('-') || (at >= 0 && expected === undefined)) {
    throw new Stop('usage: node check-proof.mjs bundle.json [--key <vkey of the log>]')
  }
  return { file: files[0], expected }
}

function readBundle(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Stop(`cannot read ${file}: ${error.message}`)
  }
}

function check() {
  const { file, expected } = readArguments(process.argv.slice(2))
  const bundle = readBundle(file)
  checkShape(bundle)
  const note = readCheckpoint(bundle.checkpoint)
  const logKey = checkLog(note, bundle.logKey, expected)
  const cosigners = bundle.witnesses.map((vkey) => checkWitness(note, vkey, logKey))
  checkEntries(bundle, note)
  if (findings.length > 0) return
  const last = bundle.entries.length
  console.log(`sound: record ${bundle.record}, entries 1 to ${last}, log ${note.origin} at size ${note.size}`)
  console.log(cosigners.length > 0 ? `cosigned by ${cosigners.join(' and ')}` : 'cosigned by no witness')
  if (expected === undefined)
    console.log(`the log's key is the bundle's own, compare it or give --key: ${bundle.logKey}`)
}

let couldCheck = true
try {
  check()
} catch (error) {
  couldCheck = findings.length > 0
  console.error(error instanceof Stop ? error.message : error)
}
for (const { because, says, seq } of findings) {
  console.log(`${because}${seq === undefined ? '' : ` (entry ${seq})`}: ${says}`)
}
process.exitCode = !couldCheck ? 2 : findings.length > 0 ? 1 : 0
