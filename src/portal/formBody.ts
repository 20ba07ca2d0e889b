/**
 * What a browser sent with a form, urlencoded or multipart: texts by name, and files, which run straight
 * into the upload store and are never held in memory.
 */
import { Readable } from 'node:stream'
// Its types add `parts` and `isMultipart` to requests.
import type { Multipart } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { typedFileName, typedText } from './typedText.ts'
import type { Says } from './language.ts'
import type { UploadedFile, Uploads } from './uploads.ts'
import { inBoth } from './words.ts'

export interface FormLimits {
  /** Attachments of one report. */
  readonly files: number
  /** Bytes of one attachment, for the hint; the store has the last word. */
  readonly fileBytes: number
  /** Bytes of one whole request, attachments included. */
  readonly bodyBytes: number
  /** Bytes of one text. */
  readonly fieldBytes: number
}

export interface FormBody {
  /** The first value given under this name; '' when there is none. */
  text(name: string): string
  all(name: string): readonly string[]
  readonly files: readonly UploadedFile[]
  /** What went wrong with files; the texts are whole all the same. */
  readonly fileProblems: readonly Says[]
  /** The attachments were more than may come in at once, and what follows them was not read. */
  readonly isCutOff: boolean
}

/** Texts of more than may come in at once, which no form of ours sends: answered 413, with nothing kept. */
export class FormTooLarge extends Error {}

/** Not a form, or only the beginning of one: answered 400, with nothing kept. */
export class FormBroken extends Error {}

/** Room for our largest form several times over; a form with more fields is not ours. */
const MOST_FIELDS = 400

export async function readForm(
  request: FastifyRequest,
  uploads: Uploads | undefined,
  limits: FormLimits,
): Promise<FormBody> {
  if (!request.isMultipart()) return readUrlencoded(request.body)
  try {
    return await readMultipart(request, uploads, limits)
  } catch (problem) {
    if (problem instanceof FormTooLarge) throw problem
    const tooMany = problem instanceof Error && 'statusCode' in problem && problem.statusCode === 413
    throw tooMany ? new FormTooLarge() : new FormBroken('not a whole multipart form', { cause: problem })
  }
}

function readUrlencoded(body: unknown): FormBody {
  const texts = new Map<string, string[]>()
  if (typeof body === 'object' && body !== null)
    for (const [name, value] of Object.entries(body))
      texts.set(
        name,
        (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string'),
      )
  return formBody(texts, [], [])
}

/** The attachments are too much; what stands before them in the form is whole. */
class FilesTooLarge extends Error {}

/**
 * `uploads` empty: files are read to their end and thrown away (the client has sent too much already). In our forms every text
 * stands before the files, so that attachments that are too large cost nobody what they wrote.
 */
async function readMultipart(
  request: FastifyRequest,
  uploads: Uploads | undefined,
  limits: FormLimits,
): Promise<FormBody> {
  const texts = new Map<string, string[]>()
  const files: UploadedFile[] = []
  const problems: Says[] = []
  let seen = 0
  let bytes = 0
  const metered = async function* (file: Readable): AsyncGenerator<Buffer> {
    // A store that has seen enough stops reading; the form goes on behind the file, so the stream must live.
    for await (const chunk of file.iterator({ destroyOnReturn: false })) {
      // What busboy's file streams emit are buffers.
      const buffer = chunk as Buffer
      bytes += buffer.length
      if (bytes > limits.bodyBytes) throw new FilesTooLarge()
      yield buffer
    }
  }
  const drain = async (file: Readable): Promise<void> => {
    const chunks = metered(file)
    while ((await chunks.next()).done !== true);
  }

  const parts = request.parts({
    limits: {
      fieldNameSize: 100,
      fieldSize: limits.fieldBytes,
      fields: MOST_FIELDS,
      fileSize: limits.bodyBytes + 1,
      files: MOST_FIELDS,
      parts: 2 * MOST_FIELDS,
      headerPairs: 20,
    },
  })
  const announced = Number(request.headers['content-length'] ?? 0)
  const take = async (part: Multipart): Promise<void> => {
    if (part.type === 'field') {
      if (part.valueTruncated || part.fieldnameTruncated) throw new FormTooLarge()
      if (typeof part.value === 'string') {
        bytes += Buffer.byteLength(part.value)
        if (bytes > limits.bodyBytes) throw new FormTooLarge()
        texts.set(part.fieldname, [...(texts.get(part.fieldname) ?? []), part.value])
      }
      return
    }
    // Not waited for where it is known to be too much: on a slow line that takes hours.
    if (announced > limits.bodyBytes) throw new FilesTooLarge()
    // An empty file field comes as a file without a name.
    if (uploads === undefined || part.filename === '' || typeof part.filename !== 'string') {
      await drain(part.file)
      return
    }
    seen += 1
    if (seen > limits.files) {
      await drain(part.file)
      if (seen === limits.files + 1) problems.push(inBoth((w) => w.errors.tooManyFiles(limits.files)))
      return
    }
    const name = typedFileName(part.filename)
    const stored = await store(
      uploads,
      Readable.from(metered(part.file), { objectMode: false }),
      name,
      request,
    )
    await drain(part.file)
    if ('refused' in stored)
      problems.push({
        zh: inBoth((w) => w.errors.file(name, stored.refused.zh)).zh,
        en: inBoth((w) => w.errors.file(name, stored.refused.en)).en,
      })
    else files.push(stored)
  }
  const readAll = async (): Promise<void> => {
    for await (const part of parts) await take(part)
  }
  try {
    await Promise.race([readAll(), endlessly(request, limits.bodyBytes + MOST_BESIDE_FILES)])
  } catch (problem) {
    const says =
      problem instanceof FilesTooLarge
        ? inBoth((w) => w.errors.filesTooLarge(megabytes(limits.bodyBytes)))
        : isOfTooMany(problem)
          ? inBoth((w) => w.errors.tooManyFiles(limits.files))
          : undefined
    if (says === undefined) throw problem
    return { ...formBody(texts, files, [...problems, says]), isCutOff: true }
  }
  return formBody(texts, files, problems)
}

/** Texts, headers of parts and boundaries; a text that goes on for ever comes to no part. */
const MOST_BESIDE_FILES = 4_000_000

/** Rejects when more than so many bytes have come; else it waits for ever. */
const endlessly = (request: FastifyRequest, most: number): Promise<never> =>
  new Promise((_resolve, reject) => {
    let received = 0
    // Read by the parser, which began in the same turn: this listener takes nothing away from it.
    request.raw.on('data', (chunk: Buffer) => {
      received += chunk.length
      if (received > most) reject(new FormTooLarge())
    })
  })

/** More files than are even counted. */
const isOfTooMany = (problem: unknown): boolean =>
  problem instanceof Error && 'code' in problem && problem.code === 'FST_FILES_LIMIT'

/** Whole ones, so that nothing above the limit is promised. */
export const megabytes = (bytes: number): number => Math.floor(bytes / 1024 / 1024)

/** A file that cannot be stored must not cost the reporter the text. */
async function store(
  uploads: Uploads,
  bytes: Readable,
  name: string,
  request: FastifyRequest,
): ReturnType<Uploads['store']> {
  try {
    return await uploads.store(bytes, name)
  } catch (problem) {
    if (problem instanceof FilesTooLarge) throw problem
    request.log.error(problem, 'an attachment was not stored')
    return { refused: inBoth((w) => w.errors.fileNotStored(name)) }
  }
}

const formBody = (
  texts: ReadonlyMap<string, readonly string[]>,
  files: readonly UploadedFile[],
  fileProblems: readonly Says[],
): FormBody => ({
  text: (name) => texts.get(name)?.[0] ?? '',
  all: (name) => texts.get(name) ?? [],
  files,
  fileProblems,
  isCutOff: false,
})

/** The form as it can be shown again: without what cannot be seen, and what an HTML page may not contain. */
export const showable = (form: FormBody): FormBody => ({
  ...form,
  text: (name) => typedText(form.text(name), { lines: true }).text,
  all: (name) => form.all(name).map((value) => typedText(value, { lines: true }).text),
})
