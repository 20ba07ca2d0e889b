// npm test [-- kinds or files]: everything, or only `unit`, `db`, `e2e`, or the files named.
// unit: *.test.ts that need neither database nor browser · db: *.db.test.ts · e2e: *.e2e.test.ts, a running server
import * as fs from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare, root, runNode24 } from './bootstrap.mjs'
import { getChromium } from './chromium.mjs'

// globSync came with Node 22; on an older one we start over with our own.
if (Number(process.versions.node.split('.')[0]) < 24) {
  prepare()
  process.exit(await runNode24([fileURLToPath(import.meta.url), ...process.argv.slice(2)]))
}
prepare()

const all = fs
  .globSync(['src/**/*.test.ts', 'test/**/*.test.ts', 'scripts/**/*.test.ts', 'rulebook/*.test.ts'], {
    cwd: root,
  })
  .sort()
const kinds = {
  unit: (file) => kindOf(file) === 'unit',
  db: (file) => kindOf(file) === 'db',
  e2e: (file) => kindOf(file) === 'e2e',
}
function kindOf(file) {
  if (file.endsWith('.e2e.test.ts')) return 'e2e'
  return file.endsWith('.db.test.ts') ? 'db' : 'unit'
}

/** Browser journeys before databases before rules, the longer file first: none of the long ones is left running alone at the end. */
function longestFirst(files) {
  const rank = { e2e: 0, db: 1, unit: 2 }
  const size = (file) => fs.statSync(join(root, file), { throwIfNoEntry: false })?.size ?? 0
  return files.toSorted((a, b) => rank[kindOf(a)] - rank[kindOf(b)] || size(b) - size(a))
}

const wanted = process.argv.slice(2)
const flags = wanted.filter((word) => word.startsWith('--'))
const words = wanted.filter((word) => !word.startsWith('--'))
const files =
  words.length === 0
    ? all
    : words.flatMap((word) => (Object.hasOwn(kinds, word) ? all.filter(kinds[word]) : [word]))

// Halves the time until a file's first test begins.
const env = { NODE_COMPILE_CACHE: join(root, 'var', 'compiled') }
if (files.some((file) => kindOf(file) === 'e2e')) env.CHROMIUM = getChromium()
if (files.length === 0) {
  // node --test without a match would look for files of its own and call nothing a success.
  console.error(`no tests of kind ${words.join(', ')} yet`)
  process.exit(words.length === 0 ? 1 : 0)
}
await runNode24(['scripts/buildWorkbench.mjs'])
const code = await runNode24(['scripts/runTests.mjs', ...flags, ...longestFirst(files)], { env })
await runNode24(['test/support/stopTestServers.ts'])
process.exitCode = code
