import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readTar, writeTar, type TarFile } from './tar.ts'

type Given = readonly [name: string, content: Buffer, size?: number]
async function* given(...files: readonly Given[]): AsyncGenerator<TarFile> {
  await Promise.resolve()
  for (const [name, content, size] of files)
    yield { name, size: size ?? content.length, content: inPieces(content, 7) }
}

async function* inPieces(bytes: Buffer, length: number): AsyncGenerator<Uint8Array> {
  await Promise.resolve()
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}

const archive = async (...files: readonly Given[]) =>
  Buffer.concat(await Array.fromAsync(writeTar(given(...files))))

async function contentOf(bytes: Buffer, piece = 1000): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for await (const { name, content } of readTar(inPieces(bytes, piece)))
    found[name] = Buffer.concat(await Array.fromAsync(content)).toString()
  return found
}

const long = `evidence/${'深'.repeat(40)}/${'a'.repeat(90)}`
const files = {
  'manifest.json': '{}',
  'tables/zs.entry': 'x'.repeat(512),
  [long]: '线索'.repeat(300),
  empty: '',
}
const asGiven = Object.entries(files).map(([name, text]) => [name, Buffer.from(text)] as const)

test('what goes into an archive comes out of it, long names and all, whatever the pieces', async () => {
  const bytes = await archive(...asGiven)
  assert.equal(bytes.length % 512, 0)
  for (const piece of [1, 511, 512, 513, 100_000]) assert.deepEqual(await contentOf(bytes, piece), files)
})

test('what is left unread of one entry is skipped before the next', async () => {
  const names: string[] = []
  for await (const { name } of readTar(inPieces(await archive(...asGiven), 300))) names.push(name)
  assert.deepEqual(names, Object.keys(files))
})

test('the tar of the system reads our archive, and we read its', async (t) => {
  if (spawnSync('tar', ['--version']).status !== 0) {
    t.diagnostic('NOT TESTED: there is no tar on this machine')
    return
  }
  const folder = await mkdtemp(join(tmpdir(), 'zs-tar-'))
  try {
    await writeFile(join(folder, 'ours.tar'), await archive(...asGiven))
    execFileSync('tar', ['-xf', 'ours.tar'], { cwd: folder })
    for (const [name, text] of Object.entries(files))
      assert.equal(await readFile(join(folder, name), 'utf8'), text)
    execFileSync('tar', ['-cf', 'its.tar', '--format=ustar', 'manifest.json', long], { cwd: folder })
    const its = await contentOf(await readFile(join(folder, 'its.tar')))
    assert.deepEqual(its, { 'manifest.json': '{}', [long]: files[long] })
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('a damaged header, a cut and an announced size that is not kept are errors, each with its sentence', async () => {
  const bytes = await archive(...asGiven)
  const damaged = Buffer.from(bytes)
  damaged[3] = (damaged[3] ?? 0) ^ 1
  await assert.rejects(contentOf(damaged), /does not fit its checksum/)
  await assert.rejects(contentOf(bytes.subarray(0, 1024)), /without its closing blocks/)
  await assert.rejects(contentOf(bytes.subarray(0, 513)), /within manifest\.json: it was cut off/)
  await assert.rejects(contentOf(bytes.subarray(0, 600)), /after manifest\.json: it was cut off/)
  await assert.rejects(contentOf(bytes.subarray(0, 100)), /without its closing blocks/)
  await assert.rejects(archive(['a', Buffer.from('abc'), 2]), /a has 3 bytes, 2 were announced/)
})

test('no archive writes outside of its folder, and nothing but files comes out of one', async () => {
  for (const name of ['/etc/passwd', '../a', 'a/../b', 'a//b', '', 'a\0b', 'x'.repeat(101)])
    await assert.rejects(archive([name, Buffer.alloc(0)]), /cannot be named|too long/)
  const withName = async (name: string, type = '0') => {
    const bytes = await archive(['aaaa', Buffer.alloc(0)])
    bytes.write(name.padEnd(4, '\0'), 0, 'latin1')
    bytes.write(type, 156)
    let sum = 0
    for (const [at, byte] of bytes.subarray(0, 512).entries()) sum += at >= 148 && at < 156 ? 0x20 : byte
    bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
    return bytes
  }
  assert.deepEqual(await contentOf(await withName('abcd')), { abcd: '' })
  await assert.rejects(contentOf(await withName('../a')), /outside of its folder/)
  await assert.rejects(contentOf(await withName('/abc')), /outside of its folder/)
  await assert.rejects(contentOf(await withName('link', '2')), /no ordinary file/)
})

test('a size beyond 8 GiB is announced and read in base 256', async () => {
  const size = 9 * 1024 ** 3
  const first = await writeTar(given(['big', Buffer.from('x'), size])).next()
  const header = Buffer.from(first.value ?? assert.fail())
  const { value } = await readTar(inPieces(header, 512)).next()
  assert.equal(value?.size, size)
})
