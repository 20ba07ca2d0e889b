import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tours, type TourRole } from './tours.ts'
import { englishTour } from './words.en.ts'
import { chineseTour } from './words.zh.ts'

test('every step of a tour leads somewhere or says something, in both languages', () => {
  assert.deepEqual(Object.keys(tours), Object.keys(chineseTour.roles))
  for (const [role, { steps }] of Object.entries(tours)) {
    // The keys are those of the tours.
    const name = role as TourRole
    assert.equal(chineseTour.roles[name].steps.length, steps.length, role)
    assert.equal(englishTour.roles[name].steps.length, steps.length, role)
    for (const says of chineseTour.roles[name].steps) assert.match(says, /\p{Script=Han}/u)
    for (const says of englishTour.roles[name].steps) assert.doesNotMatch(says, /\p{Script=Han}/u)
  }
})
