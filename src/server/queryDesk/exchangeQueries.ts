/**
 * The query desk's own work: approved requests go out as signed files, replies are taken in.
 *
 * Sending: the file first, then the entry. Cut off between them, the same bytes are written again. Taking: check, keep the
 * files, enter the reply under an idempotency key that is the reply's digest, then move it. Cut off anywhere, the next look
 * does what is left, and the entry is there once. One process at a time does it. What is refused is put aside with its
 * reason by name; nothing is deleted.
 */
import type { Readable } from 'node:stream'
import type { Pool } from 'pg'
import { formatVkey, type Signer, type VerifierKey } from '#kernel/journal/note.ts'
import { clocksOf } from '#kernel/record/clocks.ts'
import type { FileRef, RecordId } from '#kernel/record/field.ts'
import type { AnyRecord } from '#kernel/record/replay.ts'
import { askerName, type Outcome } from '../office/asking.ts'
import type { Office, Opened } from '../office/office.ts'
import type { Realm } from '../realm.ts'
import type { Arrival, Connector } from './connector.ts'
import { alone } from './alone.ts'
import { openFileExchange } from './fileExchange.ts'
import { keysInUse } from './institutionKeys.ts'
import { digestOf, openReply, signMessage, type QueryReply, type QueryRequest } from './message.ts'

const EXCHANGE = { kind: 'system', job: 'queryDesk' } as const
const TYPE = 'assetQuery'
const NOTHING: Exchanged = { sent: 0, taken: 0, aside: 0 }

export interface QueryDesk {
  readonly ownerPool: Pool
  readonly office: Office
  readonly realm: Realm
  readonly signer: Signer
  /** The folder under which each institution has its own. */
  readonly exchange: string
  /** Takes a file in, under its owner's name. */
  keep(
    bytes: Readable,
    name: string,
    ownerKey: string,
  ): Promise<{ readonly file: FileRef } | { readonly refused: unknown }>
  log(line: string): void
}

export interface Exchanged {
  readonly sent: number
  readonly taken: number
  readonly aside: number
}

/** Everything that can be done now, with every institution that has a key in use. */
export const exchangeQueries = (desk: QueryDesk): Promise<Exchanged> =>
  alone(desk.ownerPool, NOTHING, async () => {
    const total: { -readonly [Name in keyof Exchanged]: number } = { ...NOTHING }
    for (const [institution, keys] of await keysInUse(desk.ownerPool)) {
      // What is wrong with one institution, or with one file, holds up no other.
      await carryOn(desk, institution, async () => {
        const connector = await openFileExchange(desk.exchange, institution, formatVkey(desk.signer.key))
        total.sent += await sendApproved(desk, institution, connector)
        for (const arrival of await connector.arrivals())
          await carryOn(desk, `${institution} ${JSON.stringify(arrival.name)}`, async () => {
            const refused = await take(desk, institution, keys, arrival)
            if (refused === undefined) total.taken += 1
            else if (refused !== 'waiting') {
              await arrival.putAside(refused)
              desk.log(`query desk: ${institution} ${JSON.stringify(arrival.name)} put aside: ${refused}`)
              total.aside += 1
            }
          })
      })
    }
    return total
  })

async function carryOn(desk: QueryDesk, about: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    desk.log(`query desk: ${about}: ${String(error)}`)
  }
}

async function sendApproved(
  { ownerPool, office, realm, signer }: QueryDesk,
  institution: string,
  connector: Connector,
): Promise<number> {
  const { rows } = await ownerPool.query<{ id: RecordId }>(
    `select id from zs.record where type = $1 and state = 'approved' and fields ->> 'institution' = $2 order by opened_at`,
    [TYPE, institution],
  )
  let sent = 0
  for (const { id } of rows) {
    const opened = await office.open(EXCHANGE, TYPE, id)
    if (opened?.record.state !== 'approved') continue
    const note = signMessage(requestOf(opened, realm), signer)
    await connector.send(id, note)
    const outcome = await office.act({
      asker: EXCHANGE,
      type: TYPE,
      id,
      action: 'sendOut',
      input: { sentAs: digestOf(note) },
      ifMatch: opened.record.version,
    })
    // Refused: withdrawn or signed for meanwhile. The institution's reply, should one come, fits no request that waits.
    if ('done' in outcome) sent += 1
  }
  return sent
}

/** Made from entries alone, so that it is the same however often it is made. */
function requestOf({ declaration, record, entries }: Opened, realm: Realm): QueryRequest {
  const { subject } = record as { subject?: { kind: string; name: string; number: string } }
  const approved = entries.findLast(({ action }) => action === 'approve')
  const due = clocksOf(declaration, entries, realm.book()).find(({ name }) => name === 'reply')?.ledger.due
  if (subject === undefined || approved === undefined) throw new Error('An approved query has a subject')
  return {
    v: 1,
    kind: 'request',
    id: record.id,
    number: record.number,
    institution: String(record['institution']),
    subject: { kind: subject.kind, name: subject.name, number: subject.number },
    wanted: record['wanted'] as readonly string[],
    periodFrom: String(record['periodFrom']),
    periodTo: String(record['periodTo']),
    noTipOff: record['noTipOff'] === true,
    basis: String(record['approvalBasis']),
    approvedAt: approved.at,
    replyBy: due ?? approved.at,
  }
}

/** Nothing when it was taken, `waiting` while files it names are still on their way, else why it is refused. */
async function take(
  desk: QueryDesk,
  institution: string,
  keys: readonly VerifierKey[],
  arrival: Arrival,
): Promise<string | undefined> {
  const read = await arrival.read()
  if ('refused' in read) return read.refused
  const digest = digestOf(read.note)
  if (await arrival.wasSettled(digest)) return 'replayed'
  const opened = openReply(read.note, keys)
  if ('refused' in opened) return opened.refused
  const { message } = opened
  if (message.institution !== institution) return 'otherInstitution'

  const query = await desk.office.open(EXCHANGE, TYPE, message.request)
  if (query?.record['institution'] !== institution) return 'unknownRequest'
  if (query.record['sentAs'] !== message.answers) return 'otherRequest'
  // Entered before the last look was cut off: only the moving is left.
  const isEntered = query.record['replyDigest'] === digest
  if (!isEntered && query.record.state !== 'sent') return 'notWaiting'
  if (!isEntered) {
    const kept = await keepFiles(desk, message, arrival)
    if (typeof kept === 'string') return kept
    const outcome = await enter(desk, query.record, message, digest, kept)
    if ('refused' in outcome)
      return outcome.refused.some(({ because }) => because === 'changed meanwhile')
        ? 'waiting'
        : `refused: ${outcome.refused.map(({ because }) => because).join(', ')}`
  }
  await arrival.settle(
    digest,
    message.files.map((file) => file.digest),
  )
  return undefined
}

async function keepFiles(
  { keep }: QueryDesk,
  { files }: QueryReply,
  arrival: Arrival,
): Promise<readonly FileRef[] | string> {
  const kept: FileRef[] = []
  for (const { name, digest, size } of files) {
    const bytes = await arrival.file(digest, size)
    if (bytes === undefined) return 'waiting'
    const upload = await keep(bytes, name, askerName(EXCHANGE))
    if ('refused' in upload) return 'fileNotAccepted'
    if (upload.file.digest !== digest) return 'fileDiffers'
    kept.push(upload.file)
  }
  return kept
}

function enter(
  { office }: QueryDesk,
  record: AnyRecord,
  { result, says }: QueryReply,
  digest: string,
  files: readonly FileRef[],
): Promise<Outcome> {
  const wish = { asker: EXCHANGE, type: TYPE, id: record.id, idempotencyKey: `reply ${digest}` }
  return result === 'declined'
    ? office.act({ ...wish, action: 'decline', input: { declineReasons: says ?? '', replyDigest: digest } })
    : office.act({
        ...wish,
        action: 'answer',
        input: {
          result,
          replyCount: files.length,
          replyDigest: digest,
          ...(files.length === 0 ? {} : { replyFiles: files }),
          ...(says === undefined ? {} : { replySummary: says }),
        },
      })
}
