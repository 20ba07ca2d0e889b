/** Whoever guesses is slowed down; whoever knows gets in. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { throttle, type Pace } from './throttle.ts'

const PACE: Pace = { freeFailures: 3, firstPause: 250, longestPause: 4000, memory: 3_600_000 }

/** A throttle in a time of its own: pauses pass at once and are added up. */
function inTestTime(pace: Pace = PACE) {
  let now = 0
  const pauses: number[] = []
  const slow = throttle(pace, {
    clock: () => now,
    sleep: (milliseconds) => {
      pauses.push(milliseconds)
      now += milliseconds
      return Promise.resolve()
    },
  })
  const guess = (key: string, fits = false) =>
    slow.attempt(
      key,
      () => Promise.resolve(fits),
      (answer) => !answer,
    )
  return { slow, guess, pauses, pass: (milliseconds: number) => (now += milliseconds) }
}

test('the first failures are free, then each waits longer, up to a limit', async () => {
  const { guess, pauses } = inTestTime()
  for (let nth = 0; nth < 10; nth++) await guess('wang')
  assert.deepEqual(pauses, [250, 500, 1000, 2000, 4000, 4000, 4000])
})

test('one key under attack slows nobody else, and success forgets its failures', async () => {
  const { guess, pauses, slow } = inTestTime()
  for (let nth = 0; nth < 20; nth++) await guess('wang')
  const sofar = pauses.length
  assert.equal(await guess('li', true), true)
  assert.equal(pauses.length, sofar)
  assert.equal(await guess('wang', true), true, 'the right one still gets in')
  assert.equal(slow.failuresOf('wang'), 0)
})

test('who tries slowly is slowed down as well: a day passes before failures are forgotten', async () => {
  const { guess, pauses, pass } = inTestTime({ ...PACE, memory: 24 * 3_600_000 })
  for (let nth = 0; nth < 48; nth++) {
    await guess('wang')
    pass(20 * 60_000)
  }
  assert.equal(pauses.length, 45)
  pass(24 * 3_600_000)
  await guess('wang')
  assert.equal(pauses.length, 45)
})

test('many who try at once take turns, and those for whom there is no room tried nothing', async () => {
  const { slow, guess } = inTestTime()
  for (let nth = 0; nth < 5; nth++) await guess('wang')
  let tried = 0
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  const all = Array.from({ length: 50 }, () =>
    slow.attempt(
      'wang',
      async () => {
        tried += 1
        await held
        return false
      },
      (answer) => !answer,
    ),
  )
  await new Promise((resolve) => setImmediate(resolve))
  assert.equal(tried, 1)
  release()
  const answers = await Promise.all(all)
  assert.equal(tried, 6)
  assert.equal(answers.filter((answer) => answer === undefined).length, 44)
})

test('of very many made-up keys those that failed longest ago are forgotten first', async () => {
  const { guess, slow } = inTestTime()
  await guess('first')
  for (let nth = 0; nth < 9_999; nth++) await guess(`made up ${String(nth)}`)
  await guess('first')
  await guess('one more')
  assert.equal(slow.failuresOf('first'), 2)
  assert.equal(slow.failuresOf('made up 0'), 0)
})
