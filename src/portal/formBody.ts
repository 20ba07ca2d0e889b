/**
 * What a browser sent with a form, urlencoded or multipart: texts by name, and files, which run straight
 * into the upload store and are never held in memory.
 */
import { Readable } from 'node:stream'
// Its types add `parts` and `isMultipart` to requests.
import type {} from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { typedFileName, typedText } from './typedText.ts'
import type { Says } from './language.ts'
import type { UploadedFile, Uploads } from './uploads.ts'
import { inBoth } from './words.ts'

export interface FormLimits {
  /** Attachments of one report. */
  readonly files: number
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
}

/** More than may come in at once: answered 413, with nothing kept. */
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
  if (Number(request.headers['content-length'] ?? 0) > limits.bodyBytes) throw new FormTooLarge()
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

/** `uploads` empty: files are read to their end and thrown away (the client has sent too much already). */
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
      if (bytes > limits.bodyBytes) throw new FormTooLarge()
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
  for await (const part of parts) {
    if (part.type === 'field') {
      if (part.valueTruncated || part.fieldnameTruncated) throw new FormTooLarge()
      if (typeof part.value === 'string')
        texts.set(part.fieldname, [...(texts.get(part.fieldname) ?? []), part.value])
      continue
    }
    // An empty file field comes as a file without a name.
    if (uploads === undefined || part.filename === '' || typeof part.filename !== 'string') {
      await drain(part.file)
      continue
    }
    seen += 1
    if (seen > limits.files) {
      await drain(part.file)
      if (seen === limits.files + 1) problems.push(inBoth((w) => w.errors.tooManyFiles(limits.files)))
      continue
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
  return formBody(texts, files, problems)
}

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
    if (problem instanceof FormTooLarge) throw problem
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
})

/** The form as it can be shown again: without what cannot be seen, and what an HTML page may not contain. */
export const showable = (form: FormBody): FormBody => ({
  ...form,
  text: (name) => typedText(form.text(name), { lines: true }).text,
  all: (name) => form.all(name).map((value) => typedText(value, { lines: true }).text),
})
