import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'

const root = dirname(import.meta.dirname)
const folder = mkdtempSync(join(tmpdir(), 'zs-boundaries-'))
after(() => {
  rmSync(folder, { recursive: true, force: true })
})

function check(name: string, files: Readonly<Record<string, string>>) {
  const tree = join(folder, name)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    writeFileSync(join(tree, path), text)
  }
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'))
  symlinkSync(join(root, 'package.json'), join(tree, 'package.json'))
  const done = spawnSync(process.execPath, [join(root, 'scripts', 'boundaries.mjs'), tree], {
    encoding: 'utf8',
  })
  const rules = [...done.stderr.matchAll(/^error ([a-z-]+): (\S+)/gm)].map(
    ([, rule, from]) => `${rule ?? ''} ${from ?? ''}`,
  )
  return { code: done.status, rules: [...new Set(rules)].sort(), output: done.stdout + done.stderr }
}

const sound = {
  'src/kernel/day.ts': 'export const day = 1\nexport interface Day { day: number }\n',
  'src/kernel/bytes.ts': `import canonicalize from 'canonicalize'\nexport const bytes = canonicalize\n`,
  'src/mechanisms/clue/clue.ts': `import { day } from '#kernel/day.ts'\nexport const clue = day\n`,
  'src/mechanisms/clue/names.ts': `import { pinyin } from 'pinyin-pro'\nexport const names = pinyin\n`,
  'src/mechanisms/letter/letter.ts': 'export const letter = 1\nexport interface Letter { a: number }\n',
  'src/store/rows.ts': `import pg from 'pg'\nimport { day } from '#kernel/day.ts'\nexport const rows = [pg, day]\n`,
  'src/server/app.ts': `import { rows } from '#store/rows.ts'\nimport { page } from '#portal/page.ts'\nexport const app = [rows, page]\n`,
  'src/portal/page.ts': `import { day } from '#kernel/day.ts'\nexport const page = day\n`,
  'src/workbench/screen.tsx': `import { day } from '#kernel/day.ts'\nexport const screen = day\n`,
  'src/cli/main.ts': `import { app } from '#server/app.ts'\nexport const main = app\n`,
  'src/verifier/verify.ts': `import { createHash } from 'node:crypto'\nexport const verify = createHash\n`,
  'test/support/world.ts': 'export const world = 1\n',
}

test('a sound tree passes, and its modules are counted', () => {
  const { code, rules, output } = check('sound', sound)
  assert.deepEqual({ code, rules }, { code: 0, rules: [] }, output)
  assert.match(output, /^12 modules, 0 violations$/m)
})

test('every planted violation is found and named', () => {
  const planted: Readonly<Record<string, readonly [file: string, text: string]>> = {
    'kernel-knows-nobody': [
      'src/kernel/p1.ts',
      `import type { Letter } from '#mechanisms/letter/letter.ts'\nexport type P = Letter\n`,
    ],
    'kernel-does-no-io': [
      'src/kernel/p2.ts',
      `import { readFileSync } from 'node:fs'\nexport const p = readFileSync\n`,
    ],
    'kernel-is-self-contained': ['src/kernel/p3.ts', `import pg from 'pg'\nexport const p = pg\n`],
    'mechanisms-use-only-the-kernel': [
      'src/mechanisms/clue/p4.ts',
      `import { app } from '#server/app.ts'\nexport const p = app\n`,
    ],
    'mechanisms-need-one-package': [
      'src/mechanisms/clue/p5.ts',
      `import pg from 'pg'\nexport const p = pg\n`,
    ],
    'mechanisms-are-strangers': [
      'src/mechanisms/clue/p6.ts',
      `import type { Letter } from '#mechanisms/letter/letter.ts'\nexport type P = Letter\n`,
    ],
    'store-serves-any-mechanism': [
      'src/store/p7.ts',
      `import { letter } from '#mechanisms/letter/letter.ts'\nexport const p = letter\n`,
    ],
    'pages-do-not-reach-behind-the-counter': [
      'src/portal/p8.ts',
      `import { main } from '#cli/main.ts'\nexport const p = main\n`,
    ],
    'workbench-talks-over-http': [
      'src/workbench/p17.tsx',
      `import { app } from '#server/app.ts'\nexport const p = app\n`,
    ],
    'workbench-is-not-imported': [
      'src/portal/p18.ts',
      `import { screen } from '../workbench/screen.tsx'\nexport const p = screen\n`,
    ],
    'server-does-not-command': [
      'src/server/p9.ts',
      `import { main } from '#cli/main.ts'\nexport const p = main\n`,
    ],
    'store-belongs-to-the-server': [
      'src/portal/p10.ts',
      `import { rows } from '#store/rows.ts'\nexport const p = rows\n`,
    ],
    'verifier-stands-alone': [
      'src/verifier/p11.ts',
      `import { day } from '#kernel/day.ts'\nexport const p = day\n`,
    ],
    'verifier-is-not-used': [
      'src/cli/p12.ts',
      `import { verify } from '../verifier/verify.ts'\nexport const p = verify\n`,
    ],
    'tests-are-not-imported': [
      'src/server/p13.ts',
      `import { world } from '#test/support/world.ts'\nexport const p = world\n`,
    ],
    'shipped-code-needs-shipped-packages': [
      'src/server/p14.ts',
      `import fc from 'fast-check'\nexport const p = fc\n`,
    ],
    'imports-lead-somewhere': [
      'src/server/p15.ts',
      `import { gone } from './gone.ts'\nexport const p = gone\n`,
    ],
    'no-cycles': ['src/cli/p16.ts', `import { q } from './q16.ts'\nexport const p: number = q\n`],
  }
  const files = { 'src/cli/q16.ts': `import { p } from './p16.ts'\nexport const q: number = p\n` }
  const all = { ...sound, ...files, ...Object.fromEntries(Object.values(planted)) }
  const { code, rules, output } = check('planted', all)
  assert.equal(code, 1)
  const missing = Object.entries(planted)
    .map(([rule, [file]]) => `${rule} ${file}`)
    .filter((expected) => !rules.includes(expected))
  assert.deepEqual(missing, [], output)
})

test('a tree in which nothing is cruised is a failure, not a success', () => {
  const { code, output } = check('empty', { 'src/readme.txt': 'no module here' })
  assert.equal(code, 2)
  assert.match(output, /nothing was checked/)
})
