/**
 * `npm run bench -- [--quick] [--only NAME[,NAME]] [--rounds N] [--size CLUES] [--keep FILE]`: every measure, each figure
 * a line of JSON. What is measured and how: docs/benchmarks.md.
 */
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Measure } from './figure.ts'
import { machine } from './machine.ts'
import { action } from './measures/action.ts'
import { board } from './measures/board.ts'
import { duplicates } from './measures/duplicates.ts'
import { expiry } from './measures/expiry.ts'
import { firstPage } from './measures/firstPage.ts'
import { graph } from './measures/graph.ts'
import { knownPairs } from './measures/knownPairs.ts'
import { lists } from './measures/lists.ts'
import { memory } from './measures/memory.ts'
import { reports } from './measures/reports.ts'
import { search } from './measures/search.ts'
import { start } from './measures/start.ts'
import { verify } from './measures/verify.ts'

const measures: readonly Measure[] = [
  reports,
  action,
  lists,
  expiry,
  board,
  search,
  graph,
  duplicates,
  knownPairs,
  verify,
  start,
  memory,
  firstPage,
]

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    size: { type: 'string' },
    keep: { type: 'string' },
  },
})
const only = values.only?.split(',')
const unknown = only?.find((name) => !measures.some((one) => one.name === name))
if (unknown !== undefined)
  throw new Error(`No measure "${unknown}": there are ${measures.map(({ name }) => name).join(', ')}.`)

const on = { machine: machine(), at: new Date().toISOString() }
const wishes = {
  quick: values.quick,
  rounds: Number(values.rounds),
  ...(values.size === undefined ? {} : { size: Number(values.size) }),
  folder: join(import.meta.dirname, '..', 'var', 'bench'),
  tell: (line: string) => process.stderr.write(`${line}\n`),
}
for (const measure of measures.filter(({ name }) => only?.includes(name) ?? true)) {
  const began = performance.now()
  try {
    for await (const one of measure.run(wishes)) {
      const line = `${JSON.stringify({ ...one, ...on })}\n`
      process.stdout.write(line)
      if (values.keep !== undefined) appendFileSync(values.keep, line)
    }
  } catch (error) {
    process.exitCode = 1
    wishes.tell(
      `${measure.name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    )
  }
  wishes.tell(`${measure.name}: ${((performance.now() - began) / 1000).toFixed(1)} s`)
}
