/**
 * The whole file of a record: itself and everything linked with it, as far as the asker reaches and sees it, in one ZIP that
 * can be read and checked without the system.
 *
 *   index.json             what is in it, and what is not and why
 *   <n>-<type>/record.json how the record stands, as the asker sees it
 *   <n>-<type>/history.json every act they see
 *   <n>-<type>/proof.json   the entries as they are in the journal, for check-proof.mjs; only for who sees all of them
 *   <n>-<type>/papers/      every paper that was issued
 *   <n>-<type>/evidence/    the files
 *   check-proof.mjs         the checker: node check-proof.mjs <n>-<type>/proof.json
 *   README.txt, SHA256SUMS
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PersonId } from '#kernel/record/field.ts'
import { filesOf } from '#kernel/record/projection.ts'
import { findPaperAt } from '../documents/paperAt.ts'
import type { ZipFile } from '../documents/zip.ts'
import type { AtRecord } from './atRecord.ts'
import { rolesIn, type Door } from './door.ts'
import { fileFor } from './fileRoutes.ts'
import { hiddenInProof, historyView } from './historyRoutes.ts'
import { issuesSeen } from './issuesSeen.ts'
import type { Language } from './language.ts'
import { recordView } from './recordView.ts'
import { sightOf } from './sightOf.ts'

const CHECKER = join(import.meta.dirname, '..', '..', 'verifier', 'check-proof.mjs')
/** A plain ZIP holds 4 GiB; what is beyond this is named in the index and fetched on its own. */
const MOST_EVIDENCE = 3 * 2 ** 30

interface IndexLine {
  readonly folder: string
  readonly type: string
  readonly id: string
  readonly number: string
  readonly state: string
  readonly proof: 'in the file' | 'shows more than you see' | 'not in the log yet'
  readonly papers: readonly string[]
  readonly files: readonly string[]
  readonly leftOut: readonly { readonly file: string; readonly because: string }[]
}

/** The record and everything linked with it that the asker reaches; and how many links lead out of reach. */
export async function fileOf(
  door: Door,
  at: AtRecord,
): Promise<{ readonly all: readonly AtRecord[]; readonly outOfReach: number }> {
  const { fields } = sightOf(at.declaration, at.roles, at.person)
  const links = new Map(
    at.opened.linked
      .filter(({ direction, link }) => direction === 'to' || fields.has(link))
      .map(({ id, type }) => [id, type]),
  )
  const found: AtRecord[] = []
  for (const [id, type] of links) {
    const declaration = door.realm.declarations.get(type)
    const opened =
      declaration === undefined
        ? undefined
        : await door.office.open({ kind: 'staff', person: at.person }, type, id)
    if (declaration === undefined || opened === undefined) continue
    const roles = rolesIn(opened)
    found.push({ declaration, opened, person: at.person, roles })
  }
  return { all: [at, ...found], outOfReach: links.size - found.length }
}

export async function* filesIn(
  door: Door,
  { all, outOfReach }: Awaited<ReturnType<typeof fileOf>>,
  { language, reason }: { readonly language: Language; readonly reason: string },
): AsyncGenerator<ZipFile> {
  const index: IndexLine[] = []
  let evidence = 0
  for (const [nth, at] of all.entries()) {
    const { declaration, opened, person } = at
    const { record } = opened
    const folder = `${String(nth + 1).padStart(3, '0')}-${declaration.name}`
    const { actions: _, ...view } = await recordView(door, at, { language, explained: false })
    yield json(`${folder}/record.json`, view)
    yield json(`${folder}/history.json`, historyView(door, at, language))
    const proof = await proofOf(door, at)
    if (typeof proof === 'object') yield json(`${folder}/proof.json`, proof.bundle)
    const papers: string[] = []
    for await (const paper of papersOf(door, at, folder)) {
      papers.push(paper.name)
      yield paper
    }
    const files: string[] = []
    const leftOut: { file: string; because: string }[] = []
    for (const { digest, name, size } of filesSeen(at)) {
      const shown = evidence + size > MOST_EVIDENCE ? 'too large' : await fileFor(door, person, digest)
      if (shown === undefined || shown === 'too large' || 'refused' in shown) {
        leftOut.push({ file: name, because: because(shown) })
        continue
      }
      evidence += shown.size
      const path = `${folder}/evidence/${String(files.length + 1)}-${shown.name.replaceAll('/', '_')}`
      files.push(path)
      yield { name: path, bytes: shown.bytes }
    }
    index.push({
      ...{ folder, type: declaration.name, id: record.id, number: record.number, state: record.state },
      proof: typeof proof === 'object' ? 'in the file' : proof,
      ...{ papers, files, leftOut },
    })
  }
  yield json('index.json', { exportedAt: door.now(), reason, records: index, linkedOutOfReach: outOfReach })
  yield { name: 'check-proof.mjs', bytes: await readFile(CHECKER) }
  yield { name: 'README.txt', bytes: Buffer.from(README) }
}

const json = (name: string, content: unknown): ZipFile => ({
  name,
  bytes: Buffer.from(`${JSON.stringify(content, undefined, 2)}\n`),
})

function because(shown: Awaited<ReturnType<typeof fileFor>> | 'too large'): string {
  if (shown === 'too large') return 'too large for one ZIP file: fetch it on its own'
  return shown !== undefined && 'refused' in shown ? shown.refused.because : 'not found'
}

async function proofOf(door: Door, at: AtRecord) {
  if (hiddenInProof(at)) return 'shows more than you see' as const
  const scope = door.office.scopeOf({ kind: 'staff', person: at.person })
  const proof = await door.log.proof(scope, at.opened.record.id)
  return 'bundle' in proof ? proof : ('not in the log yet' as const)
}

/** Every paper each time it was issued, as the asker sees it. */
async function* papersOf(door: Door, at: AtRecord, folder: string): AsyncGenerator<ZipFile> {
  const { declaration, opened, person, roles } = at
  const { record, entries } = opened
  const viewer = door.realm.org().findPerson(person)?.name ?? person
  const { seesSigning, seesClock } = sightOf(declaration, roles, person)
  for (const document of Object.keys(declaration.documents))
    for (const issued of issuesSeen(at, document)) {
      const paper = findPaperAt({
        ...{ realm: door.realm, words: door.words, declaration, record, entries, roles, document, issued },
        ...{ seesSigning, seesClock },
        watermark: { viewer, at: door.now() },
      })
      if (paper === undefined) continue
      const name = `${folder}/papers/${String(issued.seq)}-${document}.pdf`
      yield { name, bytes: await door.render(paper, 'pdf') }
    }
}

function filesSeen({ declaration, opened, person, roles }: AtRecord) {
  const { fields } = sightOf(declaration, roles, person)
  const found = Object.entries(declaration.fields)
    .filter(([name]) => fields.has(name))
    .flatMap(([name, field]) => filesOf(field, opened.record[name]))
  return [...new Map(found.map((one) => [one.digest, one])).values()]
}

const README = `本文件夹含个人信息，按原记录的密级保管。
This folder holds personal data: keep it as the records are kept.

核验 check (Node 20+):
  sha256sum -c SHA256SUMS
  for p in */proof.json; do node check-proof.mjs "$p" --key <vkey>; done
The key is that of the log; get it from elsewhere, zhunsheng key log prints it.

index.json 列明各记录的材料，以及未收入的材料和原因。
index.json says what is in it for each record, and what is not and why.
`

export const isReason = (value: unknown): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= 500

/** Whose file somebody takes along is written down for each record, before anything is shown. */
export const keepLooks = async (
  door: Door,
  all: readonly AtRecord[],
  person: PersonId,
  reason: string,
): Promise<void> =>
  door.looks.keepOf(
    all.map(({ declaration, opened }) => ({ declaration, record: opened.record.id })),
    person,
    `wholeFile ${reason}`,
  )
