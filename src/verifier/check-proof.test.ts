import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign as signs,
  verify as checks,
} from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

import { toBase64 } from '#kernel/journal/base64.ts'
import { canonicalBytes, type Json } from '#kernel/journal/canonical.ts'
import { formatCheckpoint } from '#kernel/journal/checkpoint.ts'
import { entryLeafHash, SALT_BYTES } from '#kernel/journal/commitment.ts'
import { cosign } from '#kernel/journal/cosignature.ts'
import type { Digest, Hash } from '#kernel/journal/digest.ts'
import { prevOf } from '#kernel/journal/entryChain.ts'
import { inclusionProof, rootAt, type HashOf } from '#kernel/journal/merkle.ts'
import {
  formatNote,
  formatVkey,
  KEY_TYPE,
  signText,
  verifierKey,
  type KeyType,
  type Signer,
  type Verify,
} from '#kernel/journal/note.ts'
import { checkBundle, PROOF_FORMAT, type ProofBundle } from '#kernel/journal/proofBundle.ts'
import { grownTiles, hashOfTiles, tilePath } from '#kernel/journal/tile.ts'

// Two verifiers that share no code read the same bundles: they must find the same flaws.

const RECORD = 'clue-0001'
const ORIGIN = 'jilin.example/log'
const SIZE = 600
const COSIGNED_AT = 1_795_000_000
const sha256: Digest = (bytes) => createHash('sha256').update(bytes).digest()

const verify: Verify = (message, signature, publicKey) => {
  const key = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey])
  return checks(null, message, createPublicKey({ key, format: 'der', type: 'spki' }), signature)
}

const CHECKER = join(import.meta.dirname, 'check-proof.mjs')
const folder = mkdtempSync(join(tmpdir(), 'zhunsheng-proof-'))
after(() => {
  rmSync(folder, { recursive: true })
})

const entries = entriesOf(RECORD, 4)
const log = newLog(entries)
const sound = bundleFrom(log)

function checkOffline(bundle: unknown, ...more: string[]) {
  const file = join(folder, 'bundle.json')
  writeFileSync(file, typeof bundle === 'string' ? bundle : JSON.stringify(bundle))
  const { status, stdout, stderr } = spawnSync(process.execPath, [CHECKER, file, ...more], {
    encoding: 'utf8',
  })
  const findings = [...stdout.matchAll(/^(\w+)(?: \(entry (\d+)\))?: /gm)].map(([, because, seq]) =>
    seq === undefined ? because : `${because} ${seq}`,
  )
  return { status, stdout, stderr, findings }
}

function findingsOf(bundle: unknown, expectedLogKey?: string): readonly string[] {
  return checkBundle(bundle, { digest: sha256, verify }, expectedLogKey).map(({ because, seq }) =>
    seq === undefined ? because : `${because} ${seq}`,
  )
}

/** Both verifiers name exactly these flaws. */
function assertFindings(bundle: unknown, expected: readonly string[], key?: string): void {
  assert.deepEqual(new Set(findingsOf(bundle, key)), new Set(expected))
  const offline = checkOffline(bundle, ...(key === undefined ? [] : ['--key', key]))
  assert.deepEqual(new Set(offline.findings), new Set(expected))
  assert.equal(offline.status, 1, offline.stderr)
}

function withEntry(
  bundle: ProofBundle,
  seq: number,
  change: Partial<ProofBundle['entries'][number]>,
): ProofBundle {
  return {
    ...bundle,
    entries: bundle.entries.map((entry, i) => (i === seq - 1 ? { ...entry, ...change } : entry)),
  }
}

const entryAt = (seq: number) => sound.entries[seq - 1] ?? assert.fail()
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const textAt = (seq: number) => Buffer.from(entryAt(seq).bytes, 'base64').toString()

test('a bundle of the kernel is sound, with and without the key known from elsewhere', () => {
  assert.deepEqual(findingsOf(sound), [])
  assert.deepEqual(findingsOf(sound, sound.logKey), [])
  const bare = checkOffline(sound)
  assert.equal(bare.status, 0, bare.stdout + bare.stderr)
  assert.match(bare.stdout, /^sound: record clue-0001, entries 1 to 4, log jilin\.example\/log at size 600$/m)
  assert.match(bare.stdout, /^cosigned by w1\.example .* and w2\.example/m)
  assert.match(bare.stdout, /give --key/)
  const pinned = checkOffline(sound, '--key', sound.logKey)
  assert.equal(pinned.status, 0)
  assert.doesNotMatch(pinned.stdout, /give --key/)
})

test('a record with its latest entries left out is sound: the bundle speaks of what it holds only', () => {
  const shorter = { ...sound, entries: sound.entries.slice(0, 2) }
  assert.deepEqual(findingsOf(shorter), [])
  assert.equal(checkOffline(shorter).status, 0)
})

test('a changed entry is not in the log, and the next one does not follow it', () => {
  const bytes = base64(Buffer.from(textAt(2).replace('第 2 条', '第 9 条')))
  assertFindings(withEntry(sound, 2, { bytes }), ['entryIsNotInTheLog 2', 'entryDoesNotFollow 3'])
})

test('an entry left out of the middle breaks the order', () => {
  const entries = sound.entries.toSpliced(1, 1)
  assertFindings({ ...sound, entries }, [
    'entryIsOutOfOrder 2',
    'entryDoesNotFollow 2',
    'entryIsOutOfOrder 3',
  ])
})

test('two entries changed for each other break the order', () => {
  const entries = [entryAt(1), entryAt(3), entryAt(2), entryAt(4)]
  assertFindings({ ...sound, entries }, [
    'entryIsOutOfOrder 2',
    'entryDoesNotFollow 2',
    'entryIsOutOfOrder 3',
    'entryDoesNotFollow 3',
    'entryDoesNotFollow 4',
  ])
})

test('an entry put in that follows rightly, with a whole new chain behind it, is not in the log', () => {
  const rewritten = entriesOf(RECORD, 4, (entry) =>
    entry['seq'] === 2 ? { ...entry, action: 'dismiss' } : entry,
  )
  const entries = sound.entries.map((entry, i) => ({
    ...entry,
    bytes: base64(rewritten[i] ?? assert.fail()),
  }))
  assertFindings({ ...sound, entries }, [
    'entryIsNotInTheLog 2',
    'entryIsNotInTheLog 3',
    'entryIsNotInTheLog 4',
  ])
})

test('another salt, place or path does not lead to the root', () => {
  const salt = base64(new Uint8Array(16))
  assertFindings(withEntry(sound, 1, { salt }), ['entryIsNotInTheLog 1'])
  for (const index of [entryAt(1).index + 1, -1, 600, 0.5, 2 ** 60]) {
    assertFindings(withEntry(sound, 1, { index }), ['entryIsNotInTheLog 1'])
  }
  const { inclusion } = entryAt(1)
  for (const path of [inclusion.slice(1), inclusion.toReversed(), [...inclusion, inclusion[0] ?? ''], []]) {
    assertFindings(withEntry(sound, 1, { inclusion: path }), ['entryIsNotInTheLog 1'])
  }
})

test('entries of another record are told from those of this one', () => {
  assertFindings(
    { ...sound, record: 'clue-0002' },
    [1, 2, 3, 4].map((seq) => `entryIsOfAnotherRecord ${seq}`),
  )
})

test('bytes that are in the log but are no canonical entry are named', () => {
  const [first = new Uint8Array()] = entries
  const text = Buffer.from(first).toString()
  const bad: readonly Uint8Array[] = [
    Buffer.from(` ${text}`),
    Buffer.from(text.replace('{', '{"action":"x",')),
    Buffer.from(text.replace('1e+21', '1E21')),
    Buffer.from(text.replace('1e+21', '1e999')),
    Buffer.from(text.replace('王芳', '\\ud800')),
    Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), first]),
    Buffer.from([0x7b, 0xff, 0x7d]),
    Buffer.from('[]'),
    Buffer.from('null'),
    Buffer.from(''),
  ]
  for (const bytes of bad) assertFindings(bundleFrom(newLog([bytes])), ['entryIsNotCanonical 1'])
})

test('canonical entries in the log that break the rules of a chain are named', () => {
  const changes: readonly [change: Readonly<Record<string, string | number>>, because: string][] = [
    [{ v: 2 }, 'entryIsOfAnotherVersion 2'],
    [{ record: 'clue-0002' }, 'entryIsOfAnotherRecord 2'],
    [{ seq: 3 }, 'entryIsOutOfOrder 2'],
    [{ prev: '' }, 'entryDoesNotFollow 2'],
    [{ at: '2026-02-30T08:00:00.000Z' }, 'entryHasNoTime 2'],
    [{ at: '2026-11-22T08:00:00+08:00' }, 'entryHasNoTime 2'],
    [{ at: 1795000000 }, 'entryHasNoTime 2'],
  ]
  for (const [change, because] of changes) {
    const bent = entriesOf(RECORD, 3, (entry) => (entry['seq'] === 2 ? { ...entry, ...change } : entry))
    assertFindings(bundleFrom(newLog(bent)), [because])
  }
})

test('members nobody knows yet are left alone', () => {
  const later = entriesOf(RECORD, 2, (entry) => ({ ...entry, readings: [{ ünknown: true }] }))
  const bundle = bundleFrom(newLog(later))
  assert.deepEqual(findingsOf(bundle), [])
  assert.equal(checkOffline(bundle).status, 0)
})

test('a checkpoint whose size or root was changed is not signed by anybody', () => {
  const nobodySigned = ['logDidNotSign', 'witnessDidNotSign']
  const bigger = sound.checkpoint.replace('\n600\n', '\n601\n')
  const { findings } = checkOffline({ ...sound, checkpoint: bigger })
  assert.ok(nobodySigned.every((because) => findings.includes(because)))
  const root = sound.checkpoint.split('\n')[2] ?? assert.fail()
  const other = sound.checkpoint.replace(root, base64(sha256(new Uint8Array())))
  assertFindings({ ...sound, checkpoint: other }, [
    ...nobodySigned,
    ...[1, 2, 3, 4].map((seq) => `entryIsNotInTheLog ${seq}`),
  ])
})

test('a missing cosignature, or one with another time, is named', () => {
  const lines = sound.checkpoint.split('\n')
  assertFindings({ ...sound, checkpoint: lines.toSpliced(5, 1).join('\n') }, ['witnessDidNotSign'])
  const [dash = '', name = '', encoded = ''] = lines[5]?.split(' ') ?? []
  const later = Buffer.from(encoded, 'base64')
  later.writeUInt8(later.readUInt8(11) ^ 1, 11)
  const changed = lines.with(5, [dash, name, base64(later)].join(' ')).join('\n')
  assertFindings({ ...sound, checkpoint: changed }, ['witnessDidNotSign'])
})

test('the key of the log is no witness, and a plain key is none either', () => {
  const { publicKey } = log.signer.key
  const itself = formatVkey(verifierKey('w3.example', KEY_TYPE.cosignature, publicKey, sha256))
  assertFindings({ ...sound, witnesses: [itself] }, ['witnessIsTheLog'])
  const plain = formatVkey(newSigner('w3.example', KEY_TYPE.ed25519).key)
  assertFindings({ ...sound, witnesses: [plain] }, ['witnessKeyIsMalformed'])
  assertFindings({ ...sound, witnesses: ['w3.example'] }, ['witnessKeyIsMalformed'])
})

test('a whole log forged under another key fits together, but is not the expected log', () => {
  const forged = bundleFrom(newLog(entriesOf(RECORD, 2)))
  assert.deepEqual(findingsOf(forged), [])
  assertFindings(forged, ['logKeyIsNotTheExpected'], sound.logKey)
})

test('the key of one log does not vouch for another origin', () => {
  assertFindings(bundleFrom(log, 'elsewhere.example/log'), ['originIsNotTheLog'])
})

test('a signature or a key that cannot be read is named', () => {
  assertFindings({ ...sound, logKey: `${sound.logKey}A` }, ['logKeyIsMalformed'])
  assertFindings({ ...sound, logKey: sound.logKey.replace('jilin', 'Jilin') }, ['logKeyIsMalformed'])
  const { checkpoint } = sound
  for (const broken of [
    checkpoint.slice(0, -1),
    checkpoint.replace('\n\n', '\n'),
    checkpoint.replace('\n600\n', '\n0600\n'),
    checkpoint.replace('\n', '\r\n'),
    checkpoint.replace('—', '-'),
    '',
  ]) {
    assertFindings({ ...sound, checkpoint: broken }, ['checkpointIsMalformed'])
  }
})

test('a bundle without entries proves nothing', () => {
  assertFindings({ ...sound, entries: [] }, ['bundleHasNoEntries'])
})

test('base64 of another spelling or a salt of another length is no bundle', () => {
  assertFindings(withEntry(sound, 2, { salt: base64(new Uint8Array(15)) }), ['bundleIsMalformed 2'])
  assertFindings(withEntry(sound, 1, { bytes: `${entryAt(1).bytes}\n` }), ['bundleIsMalformed 1'])
})

test('what is no bundle cannot be checked', () => {
  const noBundles = [
    { ...sound, format: undefined },
    { ...sound, format: 'zhunsheng/proof/v2' },
    { ...sound, entries: [null] },
    null,
    7,
    [],
  ]
  for (const bundle of noBundles) {
    assert.deepEqual(findingsOf(bundle), ['bundleIsMalformed'])
    assert.equal(checkOffline(bundle).status, 2)
  }
  assert.equal(checkOffline('{').status, 2)
  assert.equal(checkOffline(sound, '--key').status, 2)
  assert.equal(spawnSync(process.execPath, [CHECKER, join(folder, 'absent.json')]).status, 2)
  assert.equal(spawnSync(process.execPath, [CHECKER]).status, 2)
})

test('nesting up to 128 levels is an entry, deeper nesting ends in a finding and not in a crash', () => {
  const nested = (levels: number) => {
    const [first = new Uint8Array()] = entriesOf(RECORD, 1)
    const text = Buffer.from(first).toString()
    const deep = text.replace('"sets":{}', `"sets":${'['.repeat(levels)}${']'.repeat(levels)}`)
    return bundleFrom(newLog([Buffer.from(deep)]))
  }
  assert.deepEqual(findingsOf(nested(128)), [])
  assert.equal(checkOffline(nested(128)).status, 0)
  assertFindings(nested(129), ['entryIsNotCanonical 1'])
  assertFindings(nested(20_000), ['entryIsNotCanonical 1'])
})

test('the checker imports nothing but two modules of the platform', () => {
  const source = readFileSync(CHECKER, 'utf8')
  const imports = [...source.matchAll(/\bfrom '([^']+)'/g)].map(([, name]) => name)
  assert.deepEqual(imports, ['node:crypto', 'node:fs'])
  assert.doesNotMatch(source, /import\(|require\(/)
})

test('both verifiers canonicalise alike', () => {
  // canonicalBytes() is RFC 8785; a bundle that is sound for both has the same canonical form for both.
  const input = {
    numbers: [0, -0, 1e-7, 1e21, 0.1, 5e-324, 1.7976931348623157e308],
    '\u20ac\r\ufb33😀': '\u2028"\\',
  }
  const bytes = entriesOf(RECORD, 1, (entry) => ({ ...entry, input }))[0] ?? assert.fail()
  assert.ok(Buffer.from(bytes).includes(Buffer.from(canonicalBytes(input.numbers))))
  assert.equal(checkOffline(bundleFrom(newLog([bytes]))).status, 0)
})

// A whole log in memory, with real keys: what the tests of the two verifiers make their bundles from.

type EntryJson = Readonly<Record<string, Json>>

interface InMemoryLog {
  readonly hashOf: HashOf
  readonly logged: readonly {
    readonly bytes: Uint8Array
    readonly salt: Uint8Array
    readonly index: number
  }[]
  readonly signer: Signer
}

function newSigner(name: string, type: KeyType): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  return { key: verifierKey(name, type, raw, sha256), sign: (message) => signs(null, message, privateKey) }
}

/** Canonical entries of a record, each following the one before; `change` may bend any of them before it is written. */
function entriesOf(
  record: string,
  count: number,
  change = (entry: EntryJson) => entry,
): readonly Uint8Array[] {
  const entries: Uint8Array[] = []
  for (let seq = 1; seq <= count; seq++) {
    const before = entries.at(-1)
    const entry = {
      v: 1,
      id: `${record}/${seq}`,
      type: 'clue',
      record,
      seq,
      declaration: 1,
      action: seq === 1 ? 'register' : 'note',
      at: `2026-11-22T08:00:0${seq}.000Z`,
      by: { person: '王芳', post: '登记员', unit: '220100' },
      input: { text: `第 ${seq} 条 😀`, amount: 1e21, '😀': 0.1, ﬀ: null },
      sets: {},
      state: 'registered',
      prev: before === undefined ? '' : prevOf(before, sha256),
    }
    entries.push(canonicalBytes(change(entry)))
  }
  return entries
}

/** A log of 600 leaves in which these entries stand at scattered places. */
function newLog(entries: readonly Uint8Array[]): InMemoryLog {
  const leaves: Hash[] = Array.from({ length: SIZE }, (_, i) => sha256(Buffer.from(`leaf ${i}`)))
  const logged = entries.map((bytes, i) => {
    const salt = randomBytes(SALT_BYTES)
    const index = 7 + i * 131
    leaves[index] = entryLeafHash(salt, bytes, sha256)
    return { bytes, salt, index }
  })
  const nothing = new Uint8Array()
  const grown = grownTiles(0, leaves, () => nothing, sha256)
  const tiles = new Map(grown.map(({ tile, content }) => [tilePath(tile), content]))
  const hashOf = hashOfTiles(SIZE, (tile) => tiles.get(tilePath(tile)) ?? nothing, sha256)
  return { hashOf, logged, signer: newSigner(ORIGIN, KEY_TYPE.ed25519) }
}

/** A bundle as the server makes it, cosigned by two witnesses. */
function bundleFrom({ hashOf, logged, signer }: InMemoryLog, origin = ORIGIN): ProofBundle {
  const witnesses = ['w1', 'w2'].map((name) => newSigner(`${name}.example`, KEY_TYPE.cosignature))
  const text = formatCheckpoint({ origin, size: SIZE, root: rootAt(SIZE, hashOf, sha256), extensions: [] })
  const signatures = [
    signText(text, signer),
    ...witnesses.map((witness) => cosign(text, COSIGNED_AT, witness)),
  ]
  return {
    format: PROOF_FORMAT,
    record: RECORD,
    entries: logged.map(({ bytes, salt, index }) => ({
      bytes: toBase64(bytes),
      salt: toBase64(salt),
      index,
      inclusion: inclusionProof(index, SIZE, hashOf, sha256).map(toBase64),
    })),
    checkpoint: formatNote({ text, signatures }),
    logKey: formatVkey(signer.key),
    witnesses: witnesses.map(({ key }) => formatVkey(key)),
  }
}
