import assert from 'node:assert/strict'
import { createHash, createPrivateKey, createPublicKey, sign as ed25519, verify as checks } from 'node:crypto'
import { test } from 'node:test'

import { hexOf } from './bytes.ts'
import {
  checkSignature,
  formatNote,
  formatVkey,
  parseNote,
  parseVkey,
  signText,
  verifierKey,
  type Note,
  type VerifierKey,
} from './note.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

function verify(message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey])
  return checks(null, message, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature)
}

// golang.org/x/mod/sumdb/note, note_test.go.
const TEXT =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
const PETER_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const PETER_SEED = 'AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz'
const ENOCH_KEY = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop'
const PETER =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n'
const ENOCH =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n'

function keyOf(vkey: string): VerifierKey {
  const key = parseVkey(vkey, sha256)
  return 'malformed' in key ? assert.fail(key.malformed) : key
}

function noteOf(text: string): Note {
  const note = parseNote(text)
  return 'malformed' in note ? assert.fail(note.malformed) : note
}

test('the verifier keys and the note of the Go checksum database are read and written unchanged', () => {
  for (const vkey of [PETER_KEY, ENOCH_KEY]) assert.equal(formatVkey(keyOf(vkey)), vkey)
  assert.equal(formatNote(noteOf(`${TEXT}\n${PETER}${ENOCH}`)), `${TEXT}\n${PETER}${ENOCH}`)
})

test('signing the known text with the known key gives the known line', () => {
  const seed = Buffer.from(PETER_SEED, 'base64').subarray(1)
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const signer = { key: keyOf(PETER_KEY), sign: (message: Uint8Array) => ed25519(null, message, privateKey) }
  assert.equal(formatNote({ text: TEXT, signatures: [signText(TEXT, signer)] }), `${TEXT}\n${PETER}`)
})

test('known keys are checked, unknown lines are left aside', () => {
  const [peter, enoch] = [keyOf(PETER_KEY), keyOf(ENOCH_KEY)]
  const both = noteOf(`${TEXT}\n${PETER}${ENOCH}`)
  assert.equal(checkSignature(both, peter, verify), 'verified')
  assert.equal(checkSignature(both, enoch, verify), 'verified')
  assert.equal(checkSignature(noteOf(`${TEXT}\n${ENOCH}`), peter, verify), 'absent')
  const renamed = noteOf(`${TEXT}\n${PETER.replace('PeterNeumann', 'CarmenSandiego')}`)
  assert.equal(checkSignature(renamed, peter, verify), 'absent')
  const otherId = noteOf(`${TEXT}\n${PETER.replace('x08g', 'xxxx')}`)
  assert.equal(checkSignature(otherId, peter, verify), 'absent')
})

test('a changed text or signature of a known key is forged, even beside a right one', () => {
  const peter = keyOf(PETER_KEY)
  const changed = `${TEXT.replace('answer', 'Answer')}\n${PETER}`
  assert.equal(checkSignature(noteOf(changed), peter, verify), 'forged')
  const bent = PETER.replace('o/ZJ', 'o/ZK')
  assert.equal(checkSignature(noteOf(`${TEXT}\n${PETER}${bent}`), peter, verify), 'forged')
  const long = PETER.replace('o/ZJ', 'o/ZJABCD')
  assert.equal(checkSignature(noteOf(`${TEXT}\n${long}`), peter, verify), 'forged')
})

test('the signature is separated by the last empty line', () => {
  assert.equal(noteOf(`a\n\nb\n\n${PETER}`).text, 'a\n\nb\n')
})

test('a malformed note is refused with what was expected', () => {
  const cases: readonly [note: string, expected: RegExp][] = [
    [TEXT, /empty line between/],
    [`${TEXT}\n`, /ends in a newline/],
    [`${TEXT}\n${PETER.slice(0, -1)}`, /ends in a newline/],
    [`\u0001${TEXT}\n${PETER}`, /no control characters/],
    [`${TEXT.replace('\n', '\r\n')}\n${PETER}`, /no control characters/],
    [`\ud800${TEXT}\n${PETER}`, /valid Unicode/],
    [`${TEXT}\n${PETER}Unexpected line.\n`, /a signature line is/],
    [`${TEXT}\n${PETER.replace('PeterNeumann', 'Bad Name')}`, /a signature line is/],
    [`${TEXT}\n${PETER.replace('PeterNeumann', 'Bad+Name')}`, /a signature line is/],
    [`${TEXT}\n${PETER.replace('PeterNeumann', 'Bad\u0085Name')}`, /a signature line is/],
    [`${TEXT}\n${PETER.replace('PeterNeumann', '')}`, /a signature line is/],
    [`${TEXT}\n${PETER.replace('—', '-')}`, /a signature line is/],
    [`${TEXT}\n${PETER.replace('=\n', '\n')}`, /not the base64/],
    [`${TEXT}\n— PeterNeumann x08goQ==\n`.replace('oQ==', 'o'), /not the base64/],
    [`${TEXT}\n— PeterNeumann x08gow==\n`, /not the base64/],
    [`${TEXT}\n${PETER.repeat(101)}`, /at most 100 signatures/],
    [`${'a'.repeat(1_000_000)}\n\n${PETER}`, /at most 1000000 characters/],
  ]
  for (const [text, expected] of cases) {
    const note = parseNote(text)
    assert.match(
      'malformed' in note ? note.malformed : 'accepted',
      expected,
      JSON.stringify(text.slice(-200)),
    )
  }
})

test('no part of a verifier key and no key with one changed character is a verifier key', () => {
  const refused = (vkey: string) => 'malformed' in parseVkey(vkey, sha256)
  for (let from = 0; from <= PETER_KEY.length; from++) {
    for (let to = from + 1; to <= PETER_KEY.length; to++) {
      const part = PETER_KEY.slice(from, to)
      assert.ok(part === PETER_KEY || refused(part), part)
    }
    const next = String.fromCharCode(PETER_KEY.charCodeAt(from) + 1)
    if (from < PETER_KEY.length)
      assert.ok(refused(PETER_KEY.slice(0, from) + next + PETER_KEY.slice(from + 1)))
  }
  assert.ok(refused('PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=='))
  assert.ok(refused('PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'))
})

test('the id of a key depends on its name and its type', () => {
  const { publicKey } = keyOf(PETER_KEY)
  const ids = [
    verifierKey('PeterNeumann', 0x01, publicKey, sha256),
    verifierKey('PeterNeumann', 0x04, publicKey, sha256),
    verifierKey('EnochRoot', 0x01, publicKey, sha256),
  ].map(({ id }) => hexOf(id))
  assert.equal(ids[0], 'c74f20a3')
  assert.equal(new Set(ids).size, 3)
  assert.throws(() => verifierKey('a b', 0x01, publicKey, sha256), /no key name/)
})
