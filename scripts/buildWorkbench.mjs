// node scripts/buildWorkbench.mjs: builds src/workbench into dist/workbench, when its sources are not those of the last
// build. What is compared are contents, not times: a checkout changes times. Needs Node 24 (`prepare` has fetched it).
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const sources = join(root, 'src', 'workbench')
const built = join(root, 'dist', 'workbench')
const MARK = 'sources.sha256'

/** Whether anything was built. */
export async function buildWorkbench() {
  const digest = digestOfSources()
  const mark = join(built, MARK)
  if (existsSync(mark) && readFileSync(mark, 'utf8') === digest) return false
  // Two at once each build their own folder; whoever is done last puts it in place.
  const folder = join(root, 'dist', `workbench-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  try {
    await bundle(folder)
    pack(folder)
    writeFileSync(join(folder, MARK), digest)
    rmSync(built, { recursive: true, force: true })
    renameSync(folder, built)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return true
}

async function bundle(outDir) {
  const [{ build }, { default: react }] = await Promise.all([import('vite'), import('@vitejs/plugin-react')])
  await build({
    configFile: false,
    root: sources,
    base: '/workbench/',
    plugins: [react()],
    // React and Ant Design look here for whether they are being developed.
    mode: 'production',
    logLevel: 'error',
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      // Everything that is inlined as data: would need more than 'self' in the policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2000,
      reportCompressedSize: false,
      rolldownOptions: { onwarn: (warning, warn) => isNoise(warning) || warn(warning) },
    },
  })
}

/** Packages say 'use client', which means something to servers that render React; this is none. */
const isNoise = ({ code }) => code === 'MODULE_LEVEL_DIRECTIVE'

/** Beside each file its packed forms; the server hands out what the browser takes. */
function pack(folder) {
  for (const file of filesIn(folder)) {
    if (!/\.(?:js|css|svg)$/.test(file)) continue
    const bytes = readFileSync(file)
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
    const settings = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
    writeFileSync(`${file}.br`, brotliCompressSync(bytes, settings))
  }
}

function digestOfSources() {
  const hash = createHash('sha256')
  for (const file of [...filesIn(sources), fileURLToPath(import.meta.url), join(root, 'package-lock.json')])
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWorkbench()
