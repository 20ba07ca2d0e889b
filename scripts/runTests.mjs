// Runs test files in the order given (`node --test` would sort them by name), as many at a time as there are cores: each
// waits for its database, server or browser half of the time. [--test-name-pattern=REGEX] FILE…
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { parseArgs } from 'node:util'
import slowestFiles from './slowestFiles.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'test-name-pattern': { type: 'string', multiple: true } },
})
const events = run({
  files: positionals.map((file) => resolve(file)),
  concurrency: availableParallelism(),
  ...(values['test-name-pattern'] ? { testNamePatterns: values['test-name-pattern'] } : {}),
})
events.on('test:fail', () => {
  process.exitCode = 1
})
events.compose(new spec()).pipe(process.stdout)
events.compose(slowestFiles).pipe(process.stdout)
