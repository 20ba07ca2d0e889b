/** What is answered in more than one place: records, files, what was done, problems, pages of lists. */
import type { Declaration } from '#kernel/record/declaration.ts'
import type { Schema } from '#kernel/record/field.ts'
import { fieldSchema } from '../inputSchema.ts'
import { refusalStatuses } from '../refusals.ts'
import { wordsOf, type WordsByType } from '../typeWords.ts'

export const recordName = ({ name }: Declaration): string => `Record_${name}`

export const fileSchema: Schema = {
  type: 'object',
  required: ['digest', 'name', 'type', 'size'],
  properties: {
    digest: { type: 'string', pattern: '^[0-9a-f]{64}$' },
    name: { type: 'string' },
    type: { type: 'string' },
    size: { type: 'integer' },
  },
}

export const doneSchema: Schema = {
  type: 'object',
  required: ['id', 'type', 'number', 'state', 'version'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    type: { type: 'string' },
    number: { type: 'string' },
    state: { type: 'string' },
    version: { type: 'integer' },
    inReach: { type: 'boolean', description: 'Asked for with `reach=1`.' },
    checkpoint: {
      anyOf: [{ type: 'integer' }, { const: 'pending' }],
      description:
        'Of an action that awaits its checkpoint: the size of the signed checkpoint that covers the entry; `pending` when the entry stands and its checkpoint is still to come.',
    },
  },
}

export const problemSchema: Schema = {
  type: 'object',
  required: ['type', 'title', 'status', 'refused'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    requestId: { type: 'string' },
    refused: {
      type: 'array',
      items: {
        type: 'object',
        required: ['because', 'says'],
        properties: {
          because: { enum: Object.keys(refusalStatuses) },
          rule: { type: 'string' },
          field: { type: 'string' },
          says: { type: 'string' },
        },
      },
    },
  },
}

export function recordSchema(declaration: Declaration, words: WordsByType): Schema {
  const spoken = wordsOf(words, declaration, 'en')
  return {
    type: 'object',
    required: ['id', 'number', 'type', 'state', 'version', 'fields', 'deadlines', 'links', 'actions'],
    properties: {
      id: { type: 'string', format: 'uuid' },
      number: { type: 'string' },
      type: { const: declaration.name },
      state: { enum: Object.keys(declaration.states) },
      version: { type: 'integer', minimum: 1 },
      fields: {
        type: 'object',
        description: 'As far as the asker sees them; of a sealed value only that it is there.',
        properties: Object.fromEntries(
          Object.entries(declaration.fields).map(([name, field]) => [
            name,
            field.protection === 'sealed'
              ? { type: 'object', properties: { sealed: { const: true } } }
              : fieldSchema(field, name, spoken.fields[name], { words: spoken }),
          ]),
        ),
      },
      deadlines: { type: 'array', items: { type: 'object' } },
      requestPeriods: {
        type: 'array',
        description: 'Until when somebody may ask for something about it.',
        items: { type: 'object' },
      },
      links: { type: 'array', items: { type: 'object' } },
      actions: {
        type: 'array',
        items: {
          type: 'object',
          required: ['name', 'label', 'input'],
          properties: {
            name: { enum: Object.keys(declaration.actions) },
            label: { type: 'string' },
            input: { type: 'object', description: 'A JSON Schema.' },
          },
        },
      },
    },
  }
}

export const listSchema: Schema = {
  type: 'object',
  required: ['items'],
  properties: {
    items: { type: 'array', items: { type: 'object' } },
    next: { type: 'string' },
    total: { type: 'integer' },
  },
}
