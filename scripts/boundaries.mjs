// node scripts/boundaries.mjs [FOLDER]: who imports whom, after .dependency-cruiser.cjs.
// Fails when nothing was cruised: with a TypeScript it does not understand, dependency-cruiser finds 0 modules
// and reports "no violations".
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { root } from './bootstrap.mjs'

const folder = resolve(process.argv[2] ?? root)
const trees = ['src', 'test', 'bench', 'scripts'].filter((tree) => existsSync(join(folder, tree)))
const done = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
    ...['--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json'],
    ...trees,
  ],
  { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 },
)
const found = parse(done.stdout)
if (found === undefined) {
  console.error(
    `dependency-cruiser said nothing usable:\n${done.stdout.slice(0, 2000)}${done.stderr.slice(0, 2000)}`,
  )
  process.exit(2)
}
const ours = found.modules.filter((module) => /^(src|test|bench|scripts)\/.*\.tsx?$/.test(module.source))
for (const { rule, from, to, cycle } of found.summary.violations) {
  const path = cycle ? cycle.map((step) => step.name ?? step).join(' → ') : to
  console.error(`${rule.severity} ${rule.name}: ${from} → ${path}`)
}
console.log(`${ours.length} modules, ${found.summary.violations.length} violations`)
if (ours.length === 0) {
  console.error('no TypeScript module was cruised, so nothing was checked')
  process.exit(2)
}
process.exit(found.summary.violations.length === 0 ? 0 : 1)

function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
