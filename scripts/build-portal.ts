/**
 * The one script of the portal, from src/portal/browser/sealForm.ts into dist/portal/sealForm.js. Done at set-up and only
 * when something changed that goes into it; the first line of the result says of which sources it was made.
 */
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const OUT = join(root, 'dist', 'portal', 'sealForm.js')
const SOURCES = [
  'src/portal/browser/*.ts',
  'src/portal/sealing.ts',
  'src/kernel/identifiers/*.ts',
  'src/kernel/journal/base64.ts',
]

export async function buildPortal(): Promise<void> {
  const head = `// ${sourcesDigest()}\n`
  if (existsSync(OUT) && readFileSync(OUT, 'utf8').startsWith(head)) return
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
      rolldownOptions: { input: join(root, 'src/portal/browser/sealForm.ts'), output: { format: 'iife' } },
    },
  })
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) =>
    'output' in one ? one.output : [],
  )
  const [chunk, ...others] = outputs
  if (chunk?.type !== 'chunk' || others.length > 0)
    throw new Error(`The portal's script should be one file; vite made ${String(outputs.length)}.`)
  mkdirSync(join(root, 'dist', 'portal'), { recursive: true })
  const draft = `${OUT}.${String(process.pid)}`
  writeFileSync(draft, head + chunk.code)
  renameSync(draft, OUT)
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
