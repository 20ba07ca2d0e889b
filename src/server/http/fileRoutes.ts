/**
 * Files: taken in as a stream and kept under their digest; given out under the access of a record that holds them.
 *
 * What a reporter sent may tell who that is, without their knowing: the place and the telephone in a photograph, the
 * author in a document. So it is shown to others as a copy without that, as the rulebook says for its type
 * (`files.accepted`); what cannot be copied so is for those who may open the reporter. The original of a picture is for two
 * of them, who opened it together for a reason.
 */
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import type { FileRef, PersonId, RecordId } from '#kernel/record/field.ts'
import { filesOf } from '#kernel/record/projection.ts'
import { listOf } from '#kernel/record/replay.ts'
import { dayOf } from '#kernel/time.ts'
import { nameAs } from '#store/evidence/safeName.ts'
import { inScope } from '#store/records/scope.ts'
import { askerName } from '../office/asking.ts'
import { attachment } from './attachment.ts'
import type { AtRecord } from './atRecord.ts'
import { partOf, personAt, rolesIn, type Door } from './door.ts'
import type { Upload } from './httpParts.ts'
import type { DoorRefusal } from './refusals.ts'
import { openedUntil } from './sealedRoutes.ts'
import { sightOf } from './sightOf.ts'

const MOST_FILES = 20
/** How many records that hold a file are looked at for one that may show it. */
const MOST_HOLDERS = 20

export async function addFileRoutes(app: FastifyInstance, door: Door): Promise<void> {
  await app.register(async (uploads) => {
    uploads.removeAllContentTypeParsers()
    await uploads.register(multipart, {
      // The taker checks the size of each; this is only a bound that busboy needs.
      limits: { files: MOST_FILES, fields: 20, fieldSize: 10_000, fileSize: 2 ** 40, parts: MOST_FILES + 20 },
    })
    uploads.addContentTypeParser('*', (_request, payload, done) => done(null, payload))

    uploads.post('/api/files', { bodyLimit: 2 ** 40 }, async (request, reply) => {
      const person = personAt(door, request, reply)
      if (person === undefined) return reply
      const by = askerName({ kind: 'staff', person })
      const taken = request.isMultipart()
        ? await takeParts(door, request, by)
        : await takeBody(door, request, by)
      const unsaved = taken.find((one) => 'refused' in one)
      if (unsaved !== undefined)
        return door.refuse(request, reply, [{ because: 'file refused', says: unsaved.refused }])
      const files = taken.flatMap((one) => ('file' in one ? [one.file] : []))
      if (files.length === 0) return door.refuse(request, reply, [{ because: 'no file' }])
      return reply.code(201).send(files.length === 1 ? files[0] : { files })
    })
  })

  app.get('/api/files/:digest', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const digest = partOf(request, 'digest')
    const found = /^[\da-f]{64}$/.test(digest) ? await findFile(door, person, digest) : undefined
    if (found === undefined) return door.refuse(request, reply, [{ because: 'not found' }])
    const shown = await shownTo(door, found, wantsOriginal(request))
    if ('refused' in shown) {
      if (shown.refused.because === 'busy') reply.header('retry-after', 2)
      return door.refuse(request, reply, [shown.refused])
    }
    if (found.at !== undefined) await door.looks.keep(found.at, shown.as === 'original' ? 'original' : 'file')
    const { bytes, name, type, size, as } = shown
    return reply
      .headers({ ...attachment(name), 'x-file-shown': as })
      .header('content-length', size)
      .type(type)
      .send(bytes)
  })
}

/** The file as this person may have it, for who puts several together; nothing where they may have none. */
export async function fileFor(
  door: Door,
  person: PersonId,
  digest: string,
): Promise<Shown | { readonly refused: DoorRefusal } | undefined> {
  const found = await findFile(door, person, digest)
  return found === undefined ? undefined : shownTo(door, found, false)
}

interface Found {
  readonly file: FileRef
  readonly at?: AtRecord
  readonly fromReporter: boolean
}

/** `asItIs`: nothing was taken out, because there was no need or nothing to take. */
interface Shown extends Pick<FileRef, 'name' | 'type' | 'size'> {
  readonly as: 'asItIs' | 'cleanCopy' | 'original'
  readonly bytes: Readable | Buffer
}

async function shownTo(
  door: Door,
  { file, at, fromReporter }: Found,
  original: boolean,
): Promise<Shown | { readonly refused: DoorRefusal }> {
  const whole = async (as: Shown['as']) => ({ ...file, as, bytes: await door.evidence.open(file.digest) })
  if (at === undefined || !fromReporter) return whole('asItIs')
  const today = door.realm.rulebookOn(dayOf(door.now()))
  // A type that is not in the list any more is shown to as few as possible.
  const shown = today.list('files.accepted').find(({ code }) => code === file.type)?.['shown']
  if (shown === 'asItIs') return whole('asItIs')
  const unsealing = Object.values(at.declaration.unseals ?? {})
  if (shown === 'cleanCopy' && original) {
    const action = unsealing.find((one) => openedUntil(door, at.opened.record, one, at.person) !== undefined)
    return action === undefined
      ? { refused: { because: 'sealed', action: unsealing[0] ?? '' } }
      : whole('original')
  }
  if (shown === 'cleanCopy') {
    const copy = await door.cleanCopy(await door.evidence.open(file.digest), file.type)
    if (copy === 'busy') return { refused: { because: 'busy' } }
    if (copy !== undefined)
      return { ...copy, name: nameAs(file.name, copy.type), size: copy.bytes.length, as: 'cleanCopy' }
  }
  const mayOpen = unsealing.some((one) =>
    listOf(at.declaration.actions[one]?.by).some((role) => at.roles.includes(role)),
  )
  return mayOpen ? whole('original') : { refused: { because: 'original only' } }
}

const wantsOriginal = ({ query }: FastifyRequest): boolean =>
  typeof query === 'object' && query !== null && 'original' in query && query.original === '1'

async function takeParts(door: Door, request: FastifyRequest, by: string): Promise<readonly Upload[]> {
  const taken: Upload[] = []
  let file: Readable | undefined
  let isStoring = false
  try {
    for await (const part of request.files()) {
      file = part.file
      isStoring = true
      const one = await door.receiveUpload(file, part.filename, by)
      isStoring = false
      taken.push(one)
      if ('refused' in one) {
        // Whoever refuses leaves the stream; it is run out so that the connection can be answered.
        file.resume()
        break
      }
    }
  } catch (problem) {
    // What cannot be read as a form is the sender's fault; what cannot be kept is ours.
    throw isStoring && file?.errored === null ? problem : brokenForm(problem)
  }
  return taken
}

/** Keeps the status that the reader of forms gave it (413 for too much); 400 where it gave none. */
function brokenForm(cause: unknown): Error {
  const given = cause instanceof Error && 'statusCode' in cause ? cause.statusCode : 400
  return Object.assign(new Error('not a whole multipart form', { cause }), { statusCode: given })
}

async function takeBody(door: Door, request: FastifyRequest, by: string): Promise<readonly Upload[]> {
  const name = fileNameIn(request)
  if (name === undefined || !isStream(request.body)) return []
  return [await door.receiveUpload(request.body, name, by)]
}

const isStream = (body: unknown): body is Readable =>
  typeof body === 'object' && body !== null && 'pipe' in body

/** `X-File-Name`, percent-encoded UTF-8. */
function fileNameIn({ headers }: FastifyRequest): string | undefined {
  const given = headers['x-file-name']
  if (typeof given !== 'string') return undefined
  try {
    return decodeURIComponent(given)
  } catch {
    return undefined
  }
}

/** The file as the asker may have it: from a field in their sight, or their own while no record holds it. */
async function findFile(door: Door, person: PersonId, digest: string): Promise<Found | undefined> {
  const asker = { kind: 'staff', person } as const
  const holders = await inScope(door.appPool, door.office.scopeOf(asker), async (client) => {
    const { rows } = await client.query<{ id: RecordId; type: string }>(
      `select r.id, r.type from zs.record_file f join zs.record r on r.id = f.record
       where f.digest = $1 order by r.changed_at desc limit $2`,
      [digest, MOST_HOLDERS],
    )
    return rows
  })
  for (const { id, type } of holders) {
    const opened = await door.office.open(asker, type, id)
    const declaration = door.realm.declarations.get(type)
    if (opened === undefined || declaration === undefined) continue
    const at: AtRecord = { declaration, opened, person, roles: rolesIn(opened) }
    const { fields } = sightOf(declaration, at.roles, person)
    const file = Object.entries(declaration.fields)
      .filter(([name]) => fields.has(name))
      .flatMap(([name, field]) => filesOf(field, opened.record[name]))
      .find((one) => one.digest === digest)
    if (file !== undefined) return { file, at, fromReporter: await isFromReporter(door, digest) }
  }
  // As the owner: a record that holds it may be out of the uploader's reach by now, and the file with it.
  const { rows } = await door.ownerPool.query<{ name: string; type: string; size: number }>(
    `select name, type, size from zs.file where digest = $1 and by_key = $2
       and not exists (select from zs.record_file where digest = $1)`,
    [digest, askerName(asker)],
  )
  const [own] = rows
  return own === undefined ? undefined : { file: { digest, ...own }, fromReporter: false }
}

/** Whether it came through the citizens' door, whoever else may have brought the same. */
async function isFromReporter({ ownerPool }: Door, digest: string): Promise<boolean> {
  const { rowCount } = await ownerPool.query('select from zs.file where digest = $1 and by_key = $2', [
    digest,
    askerName({ kind: 'public' }),
  ])
  return rowCount !== 0
}
