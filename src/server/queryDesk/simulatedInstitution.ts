/**
 * A simulated institution: answers the requests in its exchange folder from a seed, through the very same files and
 * signatures as a real one would. For demonstrations and tests; what it says of anybody is made up.
 *
 *   <folder>/institution/key.pem      its key, made at first use
 *   <folder>/institution/desk.vkey    the desk's key as it first saw it; another one is refused
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { formatVkey, KEY_TYPE, parseVkey, type Signer, type VerifierKey } from '#kernel/journal/note.ts'
import { createFile } from '#store/log/durableFile.ts'
import { signerOf } from '#store/log/ed25519.ts'
import { getKeyFile } from '#store/log/keyFile.ts'
import { sha256 } from '#store/log/sha256.ts'
import { digestOf, openRequest, signMessage, type QueryReply, type QueryRequest } from './message.ts'

export interface SimulatedInstitution {
  /** What the desk's administrator enters as the institution's key. */
  readonly vkey: string
  /** Answers what was not answered yet; says what it did, a line each. */
  answerAll(): readonly string[]
}

export function openInstitution(folder: string, seed: string): SimulatedInstitution {
  for (const part of ['out', 'in', 'institution'])
    mkdirSync(join(folder, part), { recursive: true, mode: 0o770 })
  const signer = signerOf(
    basename(folder),
    KEY_TYPE.ed25519,
    getKeyFile(join(folder, 'institution', 'key.pem')),
  )
  return {
    vkey: formatVkey(signer.key),
    answerAll() {
      const desk = findDeskKey(folder)
      if (desk === undefined) return []
      return readdirSync(join(folder, 'out'))
        .filter((name) => name.endsWith('.request'))
        .toSorted()
        .flatMap((name) => answerOne(folder, name, desk, signer, seed))
    },
  }
}

/** Trusted on first use: a real institution compares it with what it was handed. */
function findDeskKey(folder: string): VerifierKey | undefined {
  const pinned = join(folder, 'institution', 'desk.vkey')
  const offered = join(folder, 'desk.vkey')
  if (!existsSync(pinned)) {
    if (!existsSync(offered)) return undefined
    createFile(pinned, readFileSync(offered, 'utf8'), 0o600)
  }
  const key = parseVkey(readFileSync(pinned, 'utf8').trim(), sha256)
  if ('malformed' in key) throw new Error(`${pinned}: ${key.malformed}`)
  return key
}

function answerOne(
  folder: string,
  name: string,
  desk: VerifierKey,
  signer: Signer,
  seed: string,
): readonly string[] {
  const note = readFileSync(join(folder, 'out', name), 'utf8')
  const marked = join(folder, 'institution', `${digestOf(note)}.answered`)
  if (existsSync(marked)) return []
  const opened = openRequest(note, [desk])
  if ('refused' in opened) return [`${name}: not answered, ${opened.refused}`]
  const { message } = opened
  const files = filesFor(message, seed)
  for (const { digest, content } of files) createFile(join(folder, 'in', digest), content, 0o660)
  const reply: QueryReply = {
    v: 1,
    kind: 'reply',
    request: message.id,
    answers: digestOf(note),
    institution: message.institution,
    result: files.length === 0 ? 'nothing' : 'found',
    files: files.map(({ name: called, digest, content }) => ({
      name: called,
      digest,
      size: Buffer.byteLength(content),
    })),
  }
  createFile(join(folder, 'in', `${message.id}.reply`), signMessage(reply, signer), 0o660)
  createFile(marked, '')
  return [`${message.number}: ${reply.result}, ${String(files.length)} files`]
}

interface MadeFile {
  readonly name: string
  readonly digest: string
  readonly content: string
}

/** One table for each item wanted; nobody has anything at one in five institutions. */
function filesFor(
  { subject, wanted, institution, periodFrom }: QueryRequest,
  seed: string,
): readonly MadeFile[] {
  const draw = drawn(`${seed}\n${institution}\n${subject.number}`)
  if (draw(5) === 0) return []
  return wanted.map((item) => {
    const rows = Array.from({ length: 1 + draw(6) }, (_, nth) =>
      [
        String(nth + 1),
        subject.name,
        `SIM${String(draw(1_000_000)).padStart(6, '0')}`,
        periodFrom,
        draw(9_000_000),
      ].join(','),
    )
    const content = `\uFEFF序号,名称,编号,日期,金额（分）\n${rows.join('\n')}\n`
    return { name: `${item}.csv`, digest: digestOf(content), content }
  })
}

/** Whole numbers below `most`, the same for the same seed. */
function drawn(seed: string): (most: number) => number {
  let nth = 0
  return (most) => createHash('sha256').update(`${seed}\n${nth++}`).digest().readUInt32BE(0) % most
}
