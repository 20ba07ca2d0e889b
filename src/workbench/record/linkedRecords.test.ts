import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LinkShape } from '../doors/shapes.ts'
import { linkedRecords } from './linkedRecords.ts'

const link = (id: string, name: string, direction: LinkShape['direction']): LinkShape => ({
  ...{ id, direction, link: name, type: 'clue', number: `${id}号`, state: 'merged', closed: false },
})

test('a record that several links lead to stands there once, with every reason', () => {
  const found = linkedRecords([
    link('a', 'earlierReports', 'from'),
    link('b', 'head', 'to'),
    link('a', 'reportedAgain', 'to'),
    link('a', 'head', 'from'),
  ])
  assert.deepEqual(
    found.map(({ id, direction, by }) => [id, direction, by.map((one) => one.link)]),
    [
      ['a', 'from', ['earlierReports', 'head', 'reportedAgain']],
      ['b', 'to', ['head']],
    ],
  )
})
