import assert from 'node:assert/strict'
import {
  createHash,
  generateKeyPairSync,
  sign as ed25519,
  verify as checks,
  createPublicKey,
} from 'node:crypto'
import { test } from 'node:test'

import { toBase64 } from './base64.ts'
import { hexOf } from './bytes.ts'
import { formatCheckpoint, parseCheckpoint } from './checkpoint.ts'
import {
  checkCosignature,
  cosign,
  cosignatureMessage,
  findCosignatureTime,
  withCosignatures,
} from './cosignature.ts'
import type { Hash } from './digest.ts'
import { appendLeaf, consistencyProof, emptyFrontier, rootAt, rootOf } from './merkle.ts'
import { formatNote, KEY_TYPE, parseNote, signText, verifierKey, type KeyType, type Signer } from './note.ts'
import { grownTiles, hashOfTiles } from './tile.ts'
import {
  decideCosignature,
  formatAddCheckpoint,
  parseAddCheckpoint,
  refusalBody,
  type WitnessedLog,
} from './witness.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

function verify(message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey])
  return checks(null, message, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature)
}

function signer(name: string, type: KeyType): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  return { key: verifierKey(name, type, raw, sha256), sign: (message) => ed25519(null, message, privateKey) }
}

const ORIGIN = 'jilin.example/log'
const log = signer(ORIGIN, KEY_TYPE.ed25519)
const otherLog = signer(ORIGIN, KEY_TYPE.ed25519)
const witness = signer('witness.example/w1', KEY_TYPE.cosignature)
const TIME = 1679315147

// A log of 20 leaves: everything is in one tile.
const leaves = Array.from({ length: 20 }, (_, i) => sha256(Uint8Array.of(i)))
const [tile] = grownTiles(0, leaves, () => assert.fail(), sha256)
const hashOf = hashOfTiles(20, () => tile?.content ?? assert.fail(), sha256)
const rootOfSize = (size: number) => rootAt(size, hashOf, sha256)

function checkpoint(size: number, by: Signer = log, root: Hash = rootOfSize(size), origin = ORIGIN): string {
  const text = formatCheckpoint({ origin, size, root, extensions: [] })
  return formatNote({ text, signatures: [signText(text, by)] })
}

function decide(request: string, last?: { size: number; root: Hash }) {
  const known: WitnessedLog = { keys: [log.key], ...(last === undefined ? {} : { last }) }
  const findLog = (origin: string) => (origin === ORIGIN ? known : undefined)
  return decideCosignature(request, { findLog, signer: witness, time: TIME }, { digest: sha256, verify })
}

const at = (size: number) => ({ size, root: rootOfSize(size) })
const grow = (from: number, to: number) => consistencyProof(from, to, hashOf, sha256)

test('a checkpoint of the specification is read and written unchanged', () => {
  const text = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'
  const parsed = parseCheckpoint(text)
  if ('malformed' in parsed) assert.fail(parsed.malformed)
  assert.equal(parsed.origin, 'example.com/behind-the-sofa')
  assert.equal(parsed.size, 20852163)
  assert.equal(formatCheckpoint(parsed), text)
  const extended = parseCheckpoint(`${text}an extension\n`)
  assert.deepEqual('malformed' in extended ? [] : extended.extensions, ['an extension'])
})

test('a malformed checkpoint is refused with what was expected', () => {
  const root = toBase64(new Uint8Array(32))
  const cases: readonly [text: string, expected: RegExp][] = [
    [`o\n1\n${root}`, /ends in a newline/],
    [`o\n1\n`, /a root line/],
    [`\n1\n${root}\n`, /origin .* not empty/],
    [`o\n01\n${root}\n`, /decimal/],
    [`o\n-1\n${root}\n`, /decimal/],
    [`o\n1e3\n${root}\n`, /decimal/],
    [`o\n9007199254740992\n${root}\n`, /decimal/],
    [`o\n1\n${root.slice(4)}\n`, /32 bytes/],
    [`o\n1\n${root.replace('=', '')}\n`, /32 bytes/],
    [`o\n1\n${root}\n\n`, /extension line is not empty/],
  ]
  for (const [text, expected] of cases) {
    const parsed = parseCheckpoint(text)
    assert.match('malformed' in parsed ? parsed.malformed : 'accepted', expected)
  }
})

test('the cosigned message is that of the specification', () => {
  const text = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'
  assert.equal(
    new TextDecoder().decode(cosignatureMessage(TIME, text)),
    `cosignature/v1\ntime 1679315147\n${text}`,
  )
})

test('the times in the cosignatures of the specification and of its Go implementation are read', () => {
  const timeIn = (base64: string) => findCosignatureTime(Buffer.from(base64, 'base64').subarray(4))
  assert.equal(
    timeIn(
      'jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==',
    ),
    1679315147,
  )
  assert.equal(
    timeIn(
      'ZGhGuQAAAABm/qTPeyKXD+R2rzyQsxPiP8mXum7qq/iF0u4vanlqJyocWODBt97w9uL+8qT7S5gxEHWWOworDcFiEBYJXORmnFBOBA==',
    ),
    1727964367,
  )
  const plain = 'eQjRQm6eSKzFoiYalgwCPXu2y3ijtg68is9M46JKxuZB+dRfTmeQeDBoXnvxZx2ugnkyV+MUMLXpWs1hPb/W/4xkNQY='
  assert.equal(timeIn(plain), undefined)
})

test('a cosignature verifies at its time only, and never as a plain signature', () => {
  const note = parseNote(checkpoint(8))
  if ('malformed' in note) assert.fail(note.malformed)
  const line = cosign(note.text, TIME, witness)
  const cosigned = { ...note, signatures: [...note.signatures, line] }
  assert.deepEqual(checkCosignature(cosigned, witness.key, verify), { check: 'verified', cosignedAt: TIME })
  assert.deepEqual(checkCosignature(note, witness.key, verify), { check: 'absent' })
  const later = Uint8Array.from(line.signature)
  later[7] = (later[7] ?? 0) + 1
  const forged = { ...note, signatures: [{ ...line, signature: later }] }
  assert.deepEqual(checkCosignature(forged, witness.key, verify), { check: 'forged' })
  assert.deepEqual(checkCosignature(note, log.key, verify), { check: 'forged' })
})

test('a witness cosigns the first checkpoint of a log and each that grows from the last', () => {
  for (const [from, to] of [
    [0, 0],
    [0, 8],
    [8, 8],
    [8, 13],
    [13, 20],
  ] as const) {
    const last = from === 0 ? undefined : at(from)
    const decision = decide(formatAddCheckpoint(from, grow(from, to), checkpoint(to)), last)
    if (decision.status !== 200) assert.fail(`${from} to ${to}: ${decision.because}`)
    assert.equal(decision.origin, ORIGIN)
    assert.equal(decision.cosigned.size, to)
    assert.equal(hexOf(decision.cosigned.root), hexOf(rootOfSize(to)))
    const note = parseNote(`${checkpoint(to)}${decision.body}`)
    if ('malformed' in note) assert.fail(note.malformed)
    assert.deepEqual(checkCosignature(note, witness.key, verify), { check: 'verified', cosignedAt: TIME })
  }
})

test('a witness refuses with the status the specification asks for', () => {
  const whole = formatAddCheckpoint(8, grow(8, 13), checkpoint(13))
  const other = sha256(Uint8Array.of(99))
  const otherOrigin = checkpoint(13, log, rootOfSize(13), 'elsewhere.example/log')
  const cases: readonly [because: string, status: number, request: string][] = [
    ['requestIsMalformed', 400, 'old 8\n'],
    ['requestIsMalformed', 400, whole.replace('old 8', 'old 08')],
    ['requestIsMalformed', 400, whole.replace('old 8', 'new 8')],
    ['requestIsMalformed', 400, whole.replace('old 8\n', 'old 8\nAAAA\n')],
    ['requestIsMalformed', 400, formatAddCheckpoint(8, Array<Hash>(64).fill(other), checkpoint(13))],
    ['oldSizeIsAboveNewSize', 400, formatAddCheckpoint(8, [], checkpoint(5))],
    ['signatureIsNotTrusted', 403, formatAddCheckpoint(8, grow(8, 13), checkpoint(13, otherLog))],
    ['signatureIsNotTrusted', 403, whole.replace('\n13\n', '\n14\n')],
    ['originIsUnknown', 404, formatAddCheckpoint(8, grow(8, 13), otherOrigin)],
    ['oldSizeIsNotTheLast', 409, formatAddCheckpoint(0, [], checkpoint(13))],
    ['oldSizeIsNotTheLast', 409, formatAddCheckpoint(9, grow(9, 13), checkpoint(13))],
    ['rootDiffersAtTheSameSize', 409, formatAddCheckpoint(8, [], checkpoint(8, log, other))],
    ['proofDoesNotHold', 422, formatAddCheckpoint(8, grow(8, 13).slice(1), checkpoint(13))],
    ['proofDoesNotHold', 422, formatAddCheckpoint(8, grow(8, 13), checkpoint(13, log, other))],
    ['proofDoesNotHold', 422, formatAddCheckpoint(8, [other], checkpoint(8))],
  ]
  for (const [because, status, request] of cases) {
    const decision = decide(request, at(8))
    assert.deepEqual(
      decision.status === 200 ? 'cosigned' : [decision.because, decision.status],
      [because, status],
      request,
    )
  }
})

test('a witness that never cosigned a log wants old size 0 and no proof', () => {
  const early = decide(formatAddCheckpoint(8, grow(8, 13), checkpoint(13)))
  if (early.status === 200) assert.fail('cosigned')
  assert.deepEqual([early.status, refusalBody(early)], [409, '0\n'])
  const padded = decide(formatAddCheckpoint(0, [sha256(new Uint8Array())], checkpoint(13)))
  assert.equal(padded.status, 422)
})

test('a log that forked is never cosigned, whatever it claims', () => {
  const forkedLeaves = leaves.map((leaf, i) => (i === 3 ? sha256(leaf) : leaf))
  const forked = forkedLeaves.reduce((frontier, leaf) => appendLeaf(frontier, leaf, sha256), emptyFrontier)
  const fork = checkpoint(20, log, rootOf(forked, sha256))
  const decision = decide(formatAddCheckpoint(8, grow(8, 20), fork), at(8))
  assert.equal(decision.status, 422)
})

test('the request of the specification is read', () => {
  const request =
    'old 20852014\nPlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\njrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=\n' +
    '5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=\n/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=\n\n' +
    'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n' +
    '— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n' +
    '— example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=\n'
  const parsed = parseAddCheckpoint(request)
  if ('malformed' in parsed) assert.fail(parsed.malformed)
  assert.deepEqual(
    [parsed.oldSize, parsed.proof.length, parsed.checkpoint.size, parsed.note.signatures.length],
    [20852014, 4, 20852163, 2],
  )
  assert.equal(formatAddCheckpoint(parsed.oldSize, parsed.proof, formatNote(parsed.note)), request)
})

test('a log takes from a witness only lines that verify under a key it knows', () => {
  const note = parseNote(checkpoint(8))
  if ('malformed' in note) assert.fail(note.malformed)
  const stranger = signer('stranger.example/w', KEY_TYPE.cosignature)
  const linesOf = (by: Signer, text: string) =>
    formatNote({ text, signatures: [cosign(text, TIME, by)] }).slice(text.length + 1)
  const added = (answer: string) =>
    withCosignatures(note, answer, [witness.key], verify).signatures.map(({ name }) => name)
  const right = linesOf(witness, note.text)
  assert.deepEqual(added(right + linesOf(stranger, note.text)), [ORIGIN, witness.key.name])
  assert.deepEqual(added(linesOf(witness, 'another text\n')), [ORIGIN])
  assert.deepEqual(added('<html>\n'), [ORIGIN])
  const once = withCosignatures(note, right, [witness.key], verify)
  assert.equal(withCosignatures(once, right, [witness.key], verify).signatures.length, 2)
})

test('a forged line of one trusted key voids a checkpoint that another trusted key signed', () => {
  const text = formatCheckpoint({ origin: ORIGIN, size: 8, root: rootOfSize(8), extensions: [] })
  const forged = { ...signText(text, otherLog), signature: new Uint8Array(64) }
  const request = formatAddCheckpoint(0, [], formatNote({ text, signatures: [signText(text, log), forged] }))
  const findLog = () => ({ keys: [log.key, otherLog.key] })
  const decision = decideCosignature(
    request,
    { findLog, signer: witness, time: TIME },
    { digest: sha256, verify },
  )
  assert.equal(decision.status, 403)
})

test('a key of type 0x01 cannot cosign, even over the right message', () => {
  const text = 'o\n0\nroot\n'
  const asWitness = { key: { ...log.key, type: KEY_TYPE.cosignature }, sign: log.sign }
  const note = { text, signatures: [cosign(text, TIME, asWitness)] }
  assert.deepEqual(checkCosignature(note, log.key, verify), { check: 'forged' })
  assert.throws(() => cosign(text, TIME, log), /not a key of type 0x04/)
})
