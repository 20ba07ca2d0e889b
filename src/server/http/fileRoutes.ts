/** Files: taken in as a stream and kept under their digest; given out under the access of a record that holds them. */
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import type { FileRef, PersonId, RecordId } from '#kernel/record/field.ts'
import { filesOf } from '#kernel/record/projection.ts'
import { inScope } from '#store/records/scope.ts'
import { askerName } from '../office.ts'
import { attachment } from './attachment.ts'
import type { AtRecord } from './atRecord.ts'
import { partOf, personAt, rolesIn, type Door } from './door.ts'
import type { Upload } from './httpParts.ts'
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
    if (found.at !== undefined) await door.looks.keep(found.at, 'file')
    const bytes = await door.evidence.open(digest)
    return reply
      .headers(attachment(found.file.name))
      .header('content-length', found.file.size)
      .type(found.file.type)
      .send(bytes)
  })
}

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
async function findFile(
  door: Door,
  person: PersonId,
  digest: string,
): Promise<{ readonly file: FileRef; readonly at?: AtRecord } | undefined> {
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
    if (file !== undefined) return { file, at }
  }
  // As the owner: a record that holds it may be out of the uploader's reach by now, and the file with it.
  const { rows } = await door.ownerPool.query<{ name: string; type: string; size: number }>(
    `select name, type, size from zs.file where digest = $1 and by_key = $2
       and not exists (select from zs.record_file where digest = $1)`,
    [digest, askerName(asker)],
  )
  const [own] = rows
  return own === undefined ? undefined : { file: { digest, ...own } }
}
