/**
 * The scripts of the portal, from src/portal/browser/ into dist/portal/. Done at set-up and only when something changed
 * that goes into them; the first line of each result says of which sources it was made.
 */
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const OUT = join(root, 'dist', 'portal')
const SCRIPTS = ['sealForm', 'leave']
const SOURCES = [
  'src/portal/browser/*.ts',
  'src/portal/sealing.ts',
  'src/kernel/identifiers/*.ts',
  'src/kernel/journal/base64.ts',
]

export async function buildPortal(): Promise<void> {
  const head = `// ${sourcesDigest()}\n`
  for (const name of SCRIPTS) {
    const out = join(OUT, `${name}.js`)
    if (!existsSync(out) || !readFileSync(out, 'utf8').startsWith(head)) await buildScript(name, out, head)
  }
}

async function buildScript(name: string, out: string, head: string): Promise<void> {
  // Only when it is needed: loading it takes longer than finding out that nothing changed.
  const { build } = await import('vite')
  const built = await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      modulePreload: false,
      rolldownOptions: { input: join(root, `src/portal/browser/${name}.ts`), output: { format: 'iife' } },
    },
  })
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) =>
    'output' in one ? one.output : [],
  )
  const [chunk, ...others] = outputs
  if (chunk?.type !== 'chunk' || others.length > 0)
    throw new Error(`The portal's script ${name} should be one file; vite made ${String(outputs.length)}.`)
  mkdirSync(OUT, { recursive: true })
  const draft = `${out}.${String(process.pid)}`
  writeFileSync(draft, head + chunk.code)
  renameSync(draft, out)
}

function sourcesDigest(): string {
  const digest = createHash('sha256').update(readFileSync(import.meta.filename))
  const files = SOURCES.flatMap((pattern) => globSync(pattern, { cwd: root })).filter(
    (path) => !path.includes('.test.'),
  )
  for (const path of files.toSorted()) digest.update(path).update(readFileSync(join(root, path)))
  return digest.update(readFileSync(join(root, 'node_modules/@hpke/core/package.json'))).digest('hex')
}

if (process.argv[1] === import.meta.filename) await buildPortal()
