import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { ACROSS, placedOnGrid } from './countyGrid.ts'

const divisions: readonly Readonly<Record<string, string>>[] = parse(
  readFileSync(new URL('../../../rulebook/divisions/jilin.csv', import.meta.url)),
  { columns: true },
)
const counties = divisions
  .filter(({ level, to }) => level === 'county' && to === '')
  .flatMap(({ code }) => code ?? [])

test('every county of the province has a place of its own', () => {
  const placed = placedOnGrid(counties)
  assert.equal(placed.length, counties.length)
  assert.equal(
    new Set(placed.map(({ across, down }) => `${String(across)}/${String(down)}`)).size,
    placed.length,
  )
  const last = Math.max(...placed.map(({ down }) => down))
  assert.ok(last < 12, 'none stands below the map')
})

test('a county that the map does not know stands below it', () => {
  assert.deepEqual(
    placedOnGrid(['229999', '220102']).map(({ code, down }) => [code, down]),
    [
      ['220102', 5],
      ['229999', 12],
    ],
  )
  assert.equal(ACROSS, 12)
})
