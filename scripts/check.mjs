// npm run check: types, lint, format, boundaries, unused code, unit tests; two at a time, each reported in one line.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { getNode24, prepare, root } from './bootstrap.mjs'

prepare()
const tool = (path) => join('node_modules', path)
const checks = [
  ['types', [tool('typescript/bin/tsc'), '-p', 'tsconfig.json']],
  ['types of the portal’s script', [tool('typescript/bin/tsc'), '-p', 'src/portal/browser/tsconfig.json']],
  ['types of the workbench', [tool('typescript/bin/tsc'), '-p', 'src/workbench/tsconfig.json']],
  [
    'lint',
    [tool('eslint/bin/eslint.js'), '--max-warnings=0', '--cache', '--cache-location', 'var/eslint', '.'],
  ],
  ['boundaries', ['scripts/boundaries.mjs']],
  ['unused code', [tool('knip/bin/knip.js')]],
  ['format', [tool('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.']],
  ['unit tests', ['scripts/test.mjs', 'unit']],
]

const broken = []
const queue = [...checks]
async function work() {
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const [name, args] = next
    const started = performance.now()
    const { code, output } = await run(args)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} ${seconds} s`)
    if (code !== 0) {
      broken.push(name)
      console.log(output)
    }
  }
}
await Promise.all([work(), work()])
if (broken.length > 0) console.log(`not in order: ${broken.join(', ')}`)
process.exitCode = broken.length === 0 ? 0 : 1

function run(args) {
  const child = spawn(getNode24(), args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stdout.on('data', (piece) => (output += piece))
  child.stderr.on('data', (piece) => (output += piece))
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })))
}
