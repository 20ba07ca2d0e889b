import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '#kernel/time.ts'
import { byRecord } from './byRecord.ts'
import type { NoticeKind } from './noticesOf.ts'

const told = (id: string, kind: NoticeKind, day: string, read = false) => ({
  ...{ kind, read, row: { id } },
  at: instant(`2025-04-${day}T02:00:00.000Z`),
})

test('a record is one matter however much is told of it, newest first, what presses most first in it', () => {
  const matters = byRecord([
    told('b', 'urged', '28'),
    told('a', 'assigned', '27', true),
    told('b', 'assigned', '26', true),
    told('b', 'overdue', '25'),
  ])
  assert.deepEqual(
    matters.map(({ notices, at, read }) => [notices[0].row.id, notices.map(({ kind }) => kind), at, read]),
    [
      ['b', ['overdue', 'urged', 'assigned'], instant('2025-04-28T02:00:00.000Z'), false],
      ['a', ['assigned'], instant('2025-04-27T02:00:00.000Z'), true],
    ],
  )
})
