import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { test } from 'node:test'

import fc from 'fast-check'

import { hexOf } from './bytes.ts'
import type { Hash } from './digest.ts'
import {
  appendLeaf,
  consistencyProof,
  emptyFrontier,
  frontierAt,
  inclusionProof,
  leafHash,
  nodeHash,
  rootAt,
  rootOf,
  verifyConsistency,
  verifyInclusion,
  type HashOf,
} from './merkle.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const fromHex = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'))
const fromBase64 = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))

// The tree all implementations of RFC 6962 are tested with (certificate-transparency, merkle_tree_test.cc).
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
]
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const INCLUSION: readonly [index: number, size: number, proof: readonly string[]][] = [
  [0, 1, []],
  [
    0,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    5,
    8,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  [
    1,
    5,
    [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
]
const CONSISTENCY: readonly [oldSize: number, newSize: number, proof: readonly string[]][] = [
  [1, 1, []],
  [
    1,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    6,
    8,
    [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [
    2,
    5,
    [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
  [
    6,
    7,
    [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
]

const knownLeaves = LEAVES.map((hex) => leafHash(fromHex(hex), sha256))

/** RFC 6962 section 2.1 word for word: the definition everything else is compared with. */
function mth(leaves: readonly Hash[]): Hash {
  const [first] = leaves
  if (first === undefined) return sha256(new Uint8Array())
  if (leaves.length === 1) return first
  let split = 1
  while (split * 2 < leaves.length) split *= 2
  return nodeHash(mth(leaves.slice(0, split)), mth(leaves.slice(split)), sha256)
}

function hashOfLeaves(leaves: readonly Hash[]): HashOf {
  return (level, index) => mth(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level))
}

function frontierOf(leaves: readonly Hash[]) {
  return leaves.reduce((frontier, leaf) => appendLeaf(frontier, leaf, sha256), emptyFrontier)
}

const hexes = (hashes: readonly Hash[]) => hashes.map(hexOf)
const randomLeaves = fc.integer({ min: 1, max: 70 }).map((count) => {
  return Array.from({ length: count }, (_, i) => leafHash(Uint8Array.of(i), sha256))
})

test('the known tree has the known root at every size, by appending and by reading', () => {
  for (const [size, root] of ROOTS.entries()) {
    const leaves = knownLeaves.slice(0, size)
    assert.equal(hexOf(rootOf(frontierOf(leaves), sha256)), root)
    assert.equal(hexOf(rootAt(size, hashOfLeaves(leaves), sha256)), root)
  }
})

test('the known tree has the known inclusion proofs, and they verify', () => {
  for (const [index, size, known] of INCLUSION) {
    const proof = inclusionProof(index, size, hashOfLeaves(knownLeaves), sha256)
    assert.deepEqual(hexes(proof), known)
    const leaf = knownLeaves[index] ?? assert.fail()
    const root = fromHex(ROOTS[size] ?? assert.fail())
    assert.equal(verifyInclusion({ leaf, index, size, proof, root }, sha256), true)
  }
})

test('the known tree has the known consistency proofs, and they verify', () => {
  for (const [oldSize, newSize, known] of CONSISTENCY) {
    const proof = consistencyProof(oldSize, newSize, hashOfLeaves(knownLeaves), sha256)
    assert.deepEqual(hexes(proof), known)
    const oldRoot = fromHex(ROOTS[oldSize] ?? assert.fail())
    const newRoot = fromHex(ROOTS[newSize] ?? assert.fail())
    assert.equal(verifyConsistency({ oldSize, oldRoot, newSize, newRoot, proof }, sha256), true)
  }
})

// Responses of the Argon 2020 certificate log, kept as test data in golang.org/x/mod/sumdb/tlog.
test('a consistency proof of a certificate transparency log with a thousand million leaves verifies', () => {
  const claim = {
    oldSize: 3654490,
    oldRoot: fromBase64('AuIZ5V6sDUj1vn3Y1K85oOaQ7y+FJJKtyRTl1edIKBQ='),
    newSize: 961984013,
    newRoot: fromBase64('dwlueapdd7LaOEnX2W2Wp9v2XE+KzejHRQGHwEx0oaM='),
    proof: [
      '80Sfbj6UQEdVSZCSIgh9NMPj3vCBzcc1A48B2crJSWg=',
      'FZcrgAHUk6nNPviJZq8kEK6jCG1d18pJOFE45ZDc1TQ=',
      'Q67reWXmPBo1UfmwBap4Xi9PMPfFdUSSw3WGlRZdG7k=',
      'eJ7CyhR4PxzBxDIsWgrVYW1eFUb9ndgf46tFmiqVrxA=',
      'QrDwp062Grm5WY8KdrhFsBuuNjGzRox2Jb8PmVL5OYw=',
      'XM4YMjMEdLH/XJam/ZWyaP14k3cmsOtnPsOWQ54lW1s=',
      'SGiBh+jOTGccXU48ZzgQ88lRcBmtB4wz4oSDndv2QTg=',
      'WAS6txqNLYKGL1GdBdpqmV42TTfn6cJsuDsqLXuTCNI=',
      'QFmRS0rirUA7ZN3lxFjDncV+E1OCrn3NUB4RCp+5fzc=',
      'Hdbp7It2XBNZmNDBpCN/KPd7vfVqxgzwOosqVIaEA9E=',
      'mxvHL0ZiblBdD7j7pIa1jlfB0gSqfJ6oX0UGo7L0VsU=',
      'q5hjyvoW6TL/PThgcitpDcSTrnKX2p1+aqscqH2euRA=',
      'jTOWDqt3IHj2NVFeezyBz2ofpru+ztEywqKUAfFclKI=',
      'GIRn0w3HqJdvU9j1WVD//eR6lk2AaTVjyzjsJNP8U88=',
      'x52GJvxG81fnQBrgOTbll1A5tz95/LXK0Ag1NhB0r1I=',
      '6/0OqrcTgc3o5dD5PymmoC96lB9yLPFuTHVvLy8fSGk=',
      'Gf+iKLfcXO5l4JEFmsZvSdG5q1uEeWPfYLrds6pmjz0=',
      'DGuaco+McyM3AfRSF6qX7RwSetwe2ieYJmxw5e9rVx0=',
      '2tQJ9V32hnYp+fdpP6TcjmgJmLeNVOMKM0Ml1kk4cNU=',
      '3PapK+IkyJr8I9yAErAmzuZezzLMzsg+PfeRCgNW8NQ=',
      's6xiYeejb+wtqHA+URJZ2I/SCPyIW8coP6aB00FJbMY=',
      'z9lSpmdTcr5M5ZzKlc4EPh3SrSypKFdk6JUF/UccaZU=',
      'GXIElfmnRuWfbA4z7ubV/UwlpSRUbUeec7oL5HDDnh0=',
      'pR0SH/NYP6s9+8azWwaeUXA4Ze/3WCIgMfh5YW6wvcE=',
      'f3GuAKYVrF8RBg3s15jvA/YvV9oAliWtzP/imwPhQVA=',
      'WHn8zDxlVgkV+lSlmzaOdfSBrTHoRr5nT3d76q0KKWE=',
      'f2uV2ZxVgULzLPKuZcowRY3ZY7fRlX59iDBjV1R8kNQ=',
      'NzQVjJsvQwbi7WStMr9oFkh9VbHfK7LB6o7WwAqwNTs=',
      'C0LttBeYHZHgL+032JIcJC3CTBIyza/hsbmJUgJfmDI=',
      'nixU5CWTFVDlF4BGdcU6kA7WSYurEpe9jRWc+F/7sOc=',
    ].map(fromBase64),
  }
  assert.equal(verifyConsistency(claim, sha256), true)
  assert.equal(verifyConsistency({ ...claim, oldSize: claim.oldSize + 1 }, sha256), false)
})

test('appending gives the root and the frontier of the definition', () => {
  fc.assert(
    fc.property(randomLeaves, (leaves) => {
      const frontier = frontierOf(leaves)
      assert.equal(hexOf(rootOf(frontier, sha256)), hexOf(mth(leaves)))
      assert.deepEqual(hexes(frontierAt(leaves.length, hashOfLeaves(leaves)).nodes), hexes(frontier.nodes))
    }),
  )
})

test('every inclusion proof verifies, and nothing near it does', () => {
  fc.assert(
    fc.property(randomLeaves, fc.nat(), fc.nat(), (leaves, at, where) => {
      const size = leaves.length
      const index = at % size
      const leaf = leaves[index] ?? assert.fail()
      const proof = inclusionProof(index, size, hashOfLeaves(leaves), sha256)
      const claim = { leaf, index, size, proof, root: mth(leaves) }
      const holds = (change: Partial<typeof claim>) => verifyInclusion({ ...claim, ...change }, sha256)
      assert.equal(holds({}), true)
      assert.equal(holds({ index: index + 1 }), false)
      assert.equal(holds({ index: index - 1 }), false)
      assert.equal(holds({ size: index }), false)
      assert.equal(holds({ leaf: sha256(leaf) }), false)
      assert.equal(holds({ leaf: new Uint8Array() }), false)
      assert.equal(holds({ root: sha256(claim.root) }), false)
      assert.equal(holds({ proof: [...proof, claim.root] }), false)
      assert.equal(holds({ proof: [claim.root, ...proof] }), false)
      if (proof.length === 0) return
      assert.equal(holds({ proof: proof.slice(0, -1) }), false)
      const changed = proof.map((hash, i) => (i === where % proof.length ? sha256(hash) : hash))
      assert.equal(holds({ proof: changed }), false)
    }),
  )
})

test('every consistency proof verifies, and a tree with another past has none', () => {
  fc.assert(
    fc.property(randomLeaves, fc.nat(), fc.nat(), (leaves, at, where) => {
      const newSize = leaves.length
      const oldSize = at % (newSize + 1)
      const past = leaves.slice(0, oldSize)
      const proof = consistencyProof(oldSize, newSize, hashOfLeaves(leaves), sha256)
      const claim = { oldSize, oldRoot: mth(past), newSize, newRoot: mth(leaves), proof }
      const holds = (change: Partial<typeof claim>) => verifyConsistency({ ...claim, ...change }, sha256)
      assert.equal(holds({}), true)
      assert.equal(holds({ proof: [...proof, claim.newRoot] }), false)
      assert.equal(holds({ oldRoot: sha256(claim.oldRoot) }), false)
      assert.equal(holds({ oldSize: newSize + 1 }), false)
      if (oldSize === 0) return
      const forked = past.map((leaf, i) => (i === where % oldSize ? sha256(leaf) : leaf))
      assert.equal(holds({ oldRoot: mth(forked) }), false)
      if (oldSize === newSize) return
      assert.equal(holds({ proof: [] }), false)
      assert.equal(holds({ proof: proof.slice(0, -1) }), false)
      assert.equal(holds({ oldRoot: claim.newRoot, newRoot: claim.oldRoot }), false)
      const changed = proof.map((hash, i) => (i === where % proof.length ? sha256(hash) : hash))
      assert.equal(holds({ proof: changed }), false)
    }),
  )
})

test('a tree of size 0 is the beginning of every tree, but only with the root of the empty tree', () => {
  const claim = { oldSize: 0, oldRoot: mth([]), newSize: 8, newRoot: mth(knownLeaves), proof: [] }
  assert.equal(verifyConsistency(claim, sha256), true)
  assert.equal(verifyConsistency({ ...claim, oldRoot: claim.newRoot }, sha256), false)
})

test('the merkle code of sigstore accepts our inclusion proofs and refuses them for another place', () => {
  // Not part of that package's interface: reached as a file, as an independent reader of the same RFC.
  const sigstore = createRequire(import.meta.url)('@sigstore/verify/dist/tlog/merkle.js') as {
    verifyMerkleInclusion(entry: object, checkpoint: { logSize: bigint; logHash: Uint8Array }): void
  }
  for (let size = 1; size <= 40; size++) {
    const datas = Array.from({ length: size }, (_, i) => Buffer.from([i]))
    const leaves = datas.map((data) => leafHash(data, sha256))
    for (const [index, data] of datas.entries()) {
      const hashes = inclusionProof(index, size, hashOfLeaves(leaves), sha256)
      const check = (logIndex: number) => {
        sigstore.verifyMerkleInclusion(
          { inclusionProof: { logIndex: String(logIndex), hashes }, canonicalizedBody: data },
          { logSize: BigInt(size), logHash: mth(leaves) },
        )
      }
      check(index)
      if (size > 1)
        assert.throws(
          () => {
            check((index + 1) % size)
          },
          { code: 'TLOG_INCLUSION_PROOF_ERROR' },
        )
    }
  }
})

test('appending a hundred thousand leaves costs little more than hashing them', () => {
  const leaves = Array.from({ length: 100_000 }, (_, i) => sha256(Uint8Array.of(i >> 16, i >> 8, i)))
  const pair = new Uint8Array(65)
  const bare = leastTime(() => {
    leaves.forEach(() => sha256(pair))
  })
  const appending = leastTime(() => {
    assert.equal(frontierOf(leaves).size, 100_000)
  })
  // One node for each leaf, so the ratio is what the frontier adds: about 1.5. The clock is shared with other tests.
  assert.ok(appending < 4 * bare, `${appending.toFixed(0)} ms against ${bare.toFixed(0)} ms of bare hashing`)
})

function leastTime(work: () => void): number {
  const times = [1, 2, 3].map(() => {
    const began = performance.now()
    work()
    return performance.now() - began
  })
  return Math.min(...times)
}
