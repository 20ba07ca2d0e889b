/** The order of payment (provisions on the enforcement of the property part, art 13), for whatever is owed and whatever comes in. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { payInOrder, paymentClasses, type Claim } from './payment.ts'

const amount = fc.oneof(fc.nat(500), fc.integer({ min: 0, max: 9_000_000_000_000 }))
const claim: fc.Arbitrary<Claim> = fc
  .tuple(fc.constantFrom(...paymentClasses), amount, fc.nat(100))
  .map(([one, due, percent]) => ({ class: one, due, paid: Math.floor((due / 100) * percent) }))
const claims = fc.array(claim, { maxLength: 20 })
const sum = (some: readonly number[]) => some.reduce((total, one) => total + one, 0)
const rank = (one: Claim) => paymentClasses.indexOf(one.class)

test('nothing is paid to a later class before every earlier one is full', () => {
  fc.assert(
    fc.property(claims, amount, (owed, available) => {
      const paid = payInOrder(owed, available)
      owed.forEach((later, nth) => {
        if ((paid[nth] ?? 0) === 0) return
        owed.forEach((earlier, other) => {
          if (rank(earlier) < rank(later)) assert.equal(earlier.paid + (paid[other] ?? 0), earlier.due)
        })
      })
    }),
  )
})

test('the sum is exact to the fen: all that came in, or all that is owed', () => {
  fc.assert(
    fc.property(claims, amount, (owed, available) => {
      const open = sum(owed.map(({ due, paid }) => due - paid))
      assert.equal(sum(payInOrder(owed, available)), Math.min(available, open))
    }),
  )
})

test('nobody gets more than they are owed, and everybody whole fen', () => {
  fc.assert(
    fc.property(claims, amount, (owed, available) => {
      payInOrder(owed, available).forEach((paid, nth) => {
        assert.ok(Number.isSafeInteger(paid) && paid >= 0)
        assert.ok(paid + (owed[nth]?.paid ?? 0) <= (owed[nth]?.due ?? 0))
      })
    }),
  )
})

test('within a class shares differ from what is due by less than a fen', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(100_000), { minLength: 1, maxLength: 12 }), amount, (dues, available) => {
      const total = sum(dues)
      if (total <= available) return
      payInOrder(
        dues.map((due) => ({ class: 'victims', due, paid: 0 })),
        available,
      ).forEach((paid, nth) => {
        assert.ok(Math.abs(paid - ((dues[nth] ?? 0) * available) / total) < 1)
      })
    }),
  )
})

test('money that comes in twice is paid in the same order as money that comes in once', () => {
  const owed: readonly Claim[] = [
    { class: 'confiscation', due: 500, paid: 0 },
    { class: 'fine', due: 200, paid: 0 },
    { class: 'civil', due: 300, paid: 0 },
    { class: 'victims', due: 700, paid: 0 },
    { class: 'medical', due: 100, paid: 0 },
  ]
  assert.deepEqual(payInOrder(owed, 850), [0, 0, 50, 700, 100])
  const first = payInOrder(owed, 400)
  assert.deepEqual(first, [0, 0, 0, 300, 100])
  const rest = owed.map((one, nth) => ({ ...one, paid: first[nth] ?? 0 }))
  assert.deepEqual(payInOrder(rest, 450), [0, 0, 50, 400, 0])
})

test('a fen that cannot be shared goes to the first of those cut most', () => {
  const three = [1, 1, 1].map((due): Claim => ({ class: 'victims', due, paid: 0 }))
  assert.deepEqual(payInOrder(three, 2), [1, 1, 0])
})
