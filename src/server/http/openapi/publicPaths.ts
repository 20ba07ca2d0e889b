/** The two doors of citizens: a report in, and what became of it under its query code. No session, no cookie. */
import { sealed, type FieldMap } from '#kernel/record/field.ts'
import { fieldOf, publicForms, type PublicForm, type Question } from '#portal/publicTypes.ts'
import { DIGEST, MOST_DIGESTS } from '#portal/sealedIdentity.ts'
import { IDENTITY_LENGTHS, identityParts } from '#portal/sealing.ts'
import { anybody, answer, json, ref, refused, type Json } from './pieces.ts'

const inList = (description: string): Json => ({ type: 'string', description })
/** What the form asks in its own way: lists of the day, and yes, no or don't know. */
const asked: Partial<Record<Question, Json>> = {
  trade: inList('A code of the list of trades.'),
  staffOrgan: inList('A code of the list of organs.'),
}

const reporter: Json = {
  type: 'object',
  description: 'Who reports, in plain; it is sealed before it is kept. Or `sealedReporter`, never both.',
  additionalProperties: false,
  properties: Object.fromEntries(
    identityParts.map((part) => [part, { type: 'string', maxLength: IDENTITY_LENGTHS[part] }]),
  ),
}
const sealedReporter: Json = {
  type: 'object',
  description: 'Who reports, sealed by the sender for the centre’s key (HPKE, RFC 9180).',
  required: ['envelope', 'has'],
  additionalProperties: false,
  properties: {
    envelope: sealed.schema,
    has: { type: 'array', minItems: 1, items: { enum: identityParts } },
    recognise: {
      type: 'array',
      maxItems: MOST_DIGESTS,
      items: { type: 'string', pattern: DIGEST.source },
    },
  },
}

const schemasOf = (fields: FieldMap, names: readonly string[]): Json =>
  Object.fromEntries(names.map((name) => [name, fieldOf(fields, name).schema]))

const person = ({ person: parts, asksOfPersons, asksWhetherOfficial }: PublicForm): Json => ({
  type: 'object',
  additionalProperties: false,
  properties: {
    ...schemasOf(parts, asksOfPersons),
    ...(asksWhetherOfficial ? schemasOf(parts, ['publicOfficial']) : {}),
  },
})

/** What every form asks as the declaration has it. */
const MEMBERS = [
  ...['title', 'content', 'occurredOn', 'realName'],
  ...['contactWish', 'wishesSecrecy', 'protectionRequested'],
]

/** A report that says nothing of what it is about is a clue. */
const report = (form: PublicForm): Json => ({
  type: 'object',
  title: form.type,
  required: [...(form.type === 'clue' ? [] : ['about']), 'category', 'title', 'content', ...form.required],
  additionalProperties: false,
  properties: {
    about: { const: form.type },
    type: { const: form.type, description: 'The same as `about`.' },
    category: inList('A code of the list of categories.'),
    ...schemasOf(form.fields, MEMBERS),
    area: inList('A code of a prefecture or a county of the province.'),
    reportedPersons: { type: 'array', items: person(form) },
    reporter,
    sealedReporter,
    ...Object.fromEntries(form.asks.map((name) => [name, asked[name] ?? fieldOf(form.fields, name).schema])),
  },
})

export const publicPaths: Json = {
  '/api/public/reports': {
    post: {
      summary: 'Report, petition or complain; the query code is told once',
      ...anybody,
      parameters: [ref('parameters', 'IdempotencyKey')],
      requestBody: {
        required: true,
        content: json({ oneOf: Object.values(publicForms).map(report) }),
      },
      responses: {
        201: answer('Accepted: it is kept, and this is its code.', {
          type: 'object',
          required: ['queryCode', 'number'],
          properties: { queryCode: { type: 'string' }, number: { type: 'string' } },
        }),
        ...refused,
      },
    },
  },
  '/api/public/progress': {
    post: {
      summary: 'What became of a report',
      ...anybody,
      requestBody: {
        required: true,
        content: json({
          type: 'object',
          required: ['queryCode'],
          properties: { queryCode: { type: 'string' } },
        }),
      },
      responses: {
        200: answer('Where it stands, what was answered, until when its reporter may object.'),
        ...refused,
      },
    },
  },
}
