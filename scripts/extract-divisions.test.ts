import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

import { divisionsCsv } from './extract-divisions.ts'

const rulebook = (name: string): string =>
  readFileSync(new URL(`../rulebook/divisions/${name}`, import.meta.url), 'utf8')

test('the divisions in the rulebook are exactly what the extraction gives', () => {
  assert.ok(
    rulebook('jilin.csv') === divisionsCsv(rulebook('changes.csv')),
    'run scripts/extract-divisions.ts',
  )
})

test('Jilin has 9 prefectures, 60 counties, 9 statistical zones, 1,075 towns and 11,860 villages in force', () => {
  const counts: Record<string, number> = {}
  for (const line of rulebook('jilin.csv').trim().split('\n').slice(1)) {
    const [, , level = '', , statistical, , to] = line.split(',')
    const key = to === '' ? (statistical === '1' ? 'zone' : level) : 'ended'
    counts[key] = (counts[key] ?? 0) + 1
  }
  assert.deepEqual(counts, {
    province: 1,
    prefecture: 9,
    county: 60,
    zone: 9,
    town: 1075,
    village: 11_860,
    ended: 1,
  })
})

test('a change with a level nobody knows stops the extraction', () => {
  const changes = 'code,name,level,parent,from,to,replacedBy,source\n220199,某区,ward,2201,,,,test\n'
  assert.throws(() => divisionsCsv(changes), /220199 has the unknown level "ward"/)
})

test('a change below a place that does not exist stops the extraction', () => {
  const changes = 'code,name,level,parent,from,to,replacedBy,source\n229901,某区,county,2299,,,,test\n'
  assert.throws(() => divisionsCsv(changes), /its parent 2299 is not in the list/)
})
