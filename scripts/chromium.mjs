// The browser of the end-to-end tests: CHROMIUM, one in PATH, or Debian's, installed here when we may.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fail, say } from './bootstrap.mjs'

export function findChromium() {
  if (process.env.CHROMIUM) {
    if (!isProgram(process.env.CHROMIUM)) fail(`CHROMIUM names no program: ${process.env.CHROMIUM}`)
    return process.env.CHROMIUM
  }
  const names = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser']
  const folders = (process.env.PATH ?? '').split(delimiter)
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram)
}

export function getChromium() {
  const found = findChromium()
  if (found) return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('installing Chromium for the browser tests …')
    apt(['update'])
    apt(['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'])
  }
  return (
    findChromium() ??
    fail(
      'The browser tests need Chromium and a Chinese font, and neither CHROMIUM nor PATH leads to one.\n' +
        'Debian and Ubuntu: apt-get install chromium fonts-noto-cjk. Elsewhere: CHROMIUM=/path/to/chrome npm test.',
    )
  )
}

function apt(args) {
  const done = spawnSync('apt-get', ['-q', ...args], {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  if (done.status !== 0) fail(`apt-get ${args[0]} failed:\n${(done.stdout + done.stderr).slice(-2000)}`)
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
