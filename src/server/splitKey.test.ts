import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '#kernel/time.ts'
import { simpleKey } from './centreKeys.ts'
import { makeSealingPair } from './sealing.ts'
import { closeShares, findPrivateHalf, findShareFile, openShares, sharesOf } from './splitKey.ts'

const pair = await makeSealingPair()
const key = simpleKey(pair, instant('2026-01-01T00:00:00.000Z'))
const holder = { person: 'p1', login: 'one', name: '张三' }

await test('any three of five shares bring the key back, two do not, and a false one does not', async () => {
  const shares = await sharesOf(pair.privateKey, 5, 3)
  const take = (...which: readonly number[]) =>
    findPrivateHalf(
      key,
      which.map((nth) => shares[nth] ?? new Uint8Array()),
    )
  for (const set of [
    [0, 1, 2],
    [4, 2, 0],
    [1, 3, 4],
  ])
    assert.deepEqual(new Uint8Array((await take(...set)) ?? []), new Uint8Array(pair.privateKey))
  assert.equal(await take(0, 1), undefined)
  assert.equal(await take(0, 0, 1), undefined)
  const [first, second] = shares
  assert.equal(
    await findPrivateHalf(key, [
      first ?? new Uint8Array(),
      second ?? new Uint8Array(),
      new Uint8Array(33).fill(7),
    ]),
    undefined,
  )
  for (const [count, threshold] of [
    [3, 1],
    [2, 3],
    [21, 2],
    [0, 0],
  ] as const)
    await assert.rejects(sharesOf(pair.privateKey, count, threshold), RangeError)
})

await test('a share file opens for its passphrase alone, and says when it was copied wrongly', async () => {
  const [share = new Uint8Array()] = await sharesOf(pair.privateKey, 2, 2)
  const file = await closeShares(
    holder,
    [{ key: key.name, generation: 1, threshold: 2, of: 2, share }],
    '这是一个很长的口令 one',
  )
  const text = JSON.stringify(file)
  assert.ok(!text.includes(Buffer.from(share).toString('base64url')))
  const read = findShareFile(text) ?? assert.fail()
  const opened = await openShares(read, '这是一个很长的口令 one')
  assert.ok('shares' in opened)
  assert.deepEqual(new Uint8Array(opened.shares[0]?.share ?? []), share)
  assert.deepEqual(await openShares(read, 'another passphrase'), { because: 'wrong passphrase' })
  const [closed = assert.fail()] = read.shares
  const other = closed.ciphertext.startsWith('A') ? 'B' : 'A'
  const copied = { ...read, shares: [{ ...closed, ciphertext: `${other}${closed.ciphertext.slice(1)}` }] }
  assert.deepEqual(await openShares(copied, '这是一个很长的口令 one'), { because: 'copied wrongly' })
  // Another holder's name on the same share does not open either.
  const renamed = { ...read, holder: { ...holder, person: 'p2' } }
  assert.deepEqual(await openShares(renamed, '这是一个很长的口令 one'), { because: 'wrong passphrase' })
})

await test('what is no share file is known as such, and so is one that asks for hours of work', async () => {
  const file = await closeShares(holder, [], 'passphrase of some length')
  const odd = ['', 'null', '[]', '{}', '"x"', '{"v":1,"kind":"zhunsheng share"}', JSON.stringify(file)]
  for (const text of odd) assert.equal(findShareFile(text), undefined, text.slice(0, 40))
  const [share = new Uint8Array()] = await sharesOf(pair.privateKey, 2, 2)
  const sound = await closeShares(
    holder,
    [{ key: 'k', generation: 1, threshold: 2, of: 2, share }],
    'p'.repeat(12),
  )
  assert.ok(findShareFile(JSON.stringify(sound)))
  for (const kdf of [{ memory: 2 ** 40 }, { passes: 1000 }, { passes: 0 }, { name: 'scrypt' }])
    assert.equal(findShareFile(JSON.stringify({ ...sound, kdf: { ...sound.kdf, ...kdf } })), undefined)
})
