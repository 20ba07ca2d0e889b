/**
 * The case file of one record, as a folder that can be read and checked without the system:
 *
 *   record.json          how the record stands, and every entry; what is sealed stays sealed
 *   proof.json           the entries as they are in the journal, for check-proof.mjs
 *   check-proof.mjs      the checker: node check-proof.mjs proof.json
 *   documents/<name>.pdf the papers that were issued
 *   evidence/<n>-<name>  the files
 *   README.txt           what this is
 */
import { randomUUID } from 'node:crypto'
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import type { RecordId } from '#kernel/record/field.ts'
import { issuesIn } from '#kernel/record/papers.ts'
import type { AnyRecord } from '#kernel/record/replay.ts'
import { words } from '#mechanisms/index.ts'
import { now } from '#server/compose.ts'
import { findPaperAt } from '#server/documents/paperAt.ts'
import { renderDocument } from '#server/documents/render.ts'
import type { Opened } from '#server/office/office.ts'
import { appendLooks } from '#store/log/looks.ts'
import { proofOf } from '#store/log/proofs.ts'
import type { Installation } from '../installation.ts'

export interface CaseFileWish {
  readonly type: string
  readonly id?: string
  readonly number?: string
  /** A folder to make. */
  readonly out: string
  readonly reason: string
}

export interface CaseFile {
  readonly number: string
  readonly entries: number
  readonly documents: readonly string[]
  readonly files: number
  /** False while the newest entry is not in the journal's log; the folder then has no proof. */
  readonly proof: boolean
}

const EXPORT = { kind: 'system', job: 'export' } as const
/** Who looks at the command line is nobody the directory knows; the name of the login goes into the look. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

export async function writeCaseFile(installation: Installation, wish: CaseFileWish): Promise<CaseFile> {
  const { composed, database } = installation
  const { office, evidence } = composed
  const opened = await office.open(EXPORT, wish.type, await findId(installation, wish))
  if (opened === undefined) throw new Error(`There is no such ${wish.type}.`)
  const { record, entries } = opened
  // Written down before anything is shown.
  const look = {
    id: randomUUID(),
    at: now(),
    person: NOBODY,
    record: record.id,
    how: { door: 'export', type: record.type, by: userInfo().username, reason: wish.reason },
  }
  await appendLooks(database.ownerPool, [look], composed.keys.master)

  await mkdir(wish.out, { recursive: true })
  if ((await readdir(wish.out)).length > 0)
    throw new Error(`${wish.out} is not empty: a case file gets a folder of its own.`)
  const write = (name: string, content: string | Uint8Array) =>
    writeFile(join(wish.out, name), content, { mode: 0o600 })
  await write('record.json', `${JSON.stringify({ record, entries }, undefined, 2)}\n`)
  const proof = await proofOf(database.ownerPool, record.id)
  if ('bundle' in proof) {
    await write('proof.json', `${JSON.stringify(proof.bundle)}\n`)
    await copyFile(
      join(import.meta.dirname, '..', '..', 'verifier', 'check-proof.mjs'),
      join(wish.out, 'check-proof.mjs'),
    )
  }
  const documents = await writeDocuments(installation, opened, wish.out)
  const { rows: files } = await database.ownerPool.query<{ digest: string; name: string }>(
    'select digest, name from zs.record_file where record = $1 order by name, digest',
    [record.id],
  )
  if (files.length > 0) await mkdir(join(wish.out, 'evidence'))
  for (const [at, { digest, name }] of files.entries()) {
    const content = await evidence.open(digest)
    if (content === undefined)
      throw new Error(`The evidence store has no file ${digest} (${name}): run zhunsheng verify.`)
    // Names were made safe when the file came in (evidence/safeName.ts).
    await writeFile(join(wish.out, 'evidence', `${at + 1}-${name.replaceAll('/', '_')}`), content, {
      mode: 0o600,
    })
  }
  await write('README.txt', readme(record, wish, 'bundle' in proof))
  return {
    number: record.number,
    entries: entries.length,
    documents,
    files: files.length,
    proof: 'bundle' in proof,
  }
}

async function findId({ database }: Installation, { type, id, number }: CaseFileWish): Promise<RecordId> {
  const { rows } = await database.ownerPool.query<{ id: RecordId }>(
    'select id from zs.record where type = $1 and (id::text = $2 or number = $3)',
    [type, id ?? '', number ?? ''],
  )
  const [row] = rows
  if (row === undefined) throw new Error(`There is no ${type} ${id ?? number ?? ''}.`)
  return row.id
}

/** Every paper that was issued, the latest of each name. */
async function writeDocuments(
  { composed }: Installation,
  { declaration, record, entries, standings }: Opened,
  out: string,
): Promise<readonly string[]> {
  const { realm } = composed
  const roles = standings.flatMap((one) => one.roles)
  const written: string[] = []
  for (const document of Object.keys(declaration.documents)) {
    const issued = issuesIn(declaration, document, entries).at(-1)
    if (issued === undefined) continue
    const paper = findPaperAt({
      ...{ realm, words, declaration, record, entries, roles, document, issued },
      // Whoever has the installation's keys sees all of it.
      seesClock: () => true,
      watermark: { viewer: `导出 ${userInfo().username}`, at: now() },
    })
    if (paper === undefined) continue
    await mkdir(join(out, 'documents'), { recursive: true })
    await writeFile(join(out, 'documents', `${document}.pdf`), await renderDocument(paper, 'pdf'), {
      mode: 0o600,
    })
    written.push(document)
  }
  return written
}

const readme = ({ number }: AnyRecord, { reason }: CaseFileWish, hasProof: boolean): string =>
  [
    number,
    `导出时间 exported at ${now()}`,
    `理由 reason: ${reason}`,
    '本文件夹含个人信息，按原记录的密级保管。This folder holds personal data: keep it as the record is kept.',
    hasProof
      ? '核验 check: node check-proof.mjs proof.json --key <vkey>  (Node 20+; get the key from elsewhere, zhunsheng key log prints it)'
      : '该记录最新内容尚未进入日志，暂无证明。The newest entry is not in the log yet: there is no proof.',
    '',
  ].join('\n')
