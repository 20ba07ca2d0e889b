import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { findHolder, hold, letGo } from './holder.ts'

const folder = mkdtempSync(join(tmpdir(), 'zs-holder-'))
after(() => {
  rmSync(folder, { recursive: true, force: true })
})

test('who holds a folder keeps it until letting go', () => {
  const file = join(folder, 'plain.lock')
  assert.equal(findHolder(file), undefined)
  assert.equal(hold(file), true)
  assert.equal(hold(file), false)
  assert.equal(findHolder(file)?.pid, process.pid)
  letGo(file)
  assert.equal(findHolder(file), undefined)
})

test('a dead holder, a process id used again, and a torn file do not hold', () => {
  for (const [index, left] of ['999999999 1\n', `${process.pid} 1\n`, ''].entries()) {
    const file = join(folder, `dead${index}.lock`)
    writeFileSync(file, left)
    assert.equal(findHolder(file), undefined)
    assert.equal(hold(file), true, JSON.stringify(left))
  }
})

test('of several processes that want a dead holder’s folder, one gets it', async () => {
  const file = join(folder, 'race.lock')
  writeFileSync(file, '999999999 1\n')
  const program = `
    import { hold } from './holder.ts'
    const got = hold(process.argv.at(-1))
    console.log(got ? 'got' : 'no')
    process.stdin.resume().on('end', () => process.exit())`
  const racers = Array.from({ length: 6 }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', program, file], {
      cwd: import.meta.dirname,
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  )
  const said = await Promise.all(
    racers.map(
      (racer) => new Promise<string>((resolve) => racer.stdout.once('data', (text) => resolve(String(text)))),
    ),
  )
  for (const racer of racers) racer.stdin.end()
  assert.deepEqual(said.map((text) => text.trim()).sort(), ['got', 'no', 'no', 'no', 'no', 'no'])
})
