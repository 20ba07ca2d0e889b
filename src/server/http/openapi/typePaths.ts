/** The doors of each type of record: lists, one record, its papers, its actions. */
import type { Declaration } from '#kernel/record/declaration.ts'
import { listOf } from '#kernel/record/replay.ts'
import { inputSchema } from '../inputSchema.ts'
import { wordsOf, type WordsByType } from '../typeWords.ts'
import { answer, inQuery, json, merged, read, ref, refused, type Json } from './pieces.ts'
import { listSchema, recordName } from './schemas.ts'

/** Whether people with a post may take it at all. */
const isForStaff = (declaration: Declaration, action: string): boolean =>
  listOf(declaration.actions[action]?.by).some((role) => {
    const heldBy = declaration.roles[role]?.heldBy
    return heldBy === 'staff' || Array.isArray(heldBy)
  })

export function typePaths(declaration: Declaration, words: WordsByType): Json {
  const { name } = declaration
  const spoken = wordsOf(words, declaration, 'en')
  const tags = [name]
  const one = `/api/records/${name}/{id}`
  const withId = { tags, parameters: [ref('parameters', 'Id'), ref('parameters', 'Lang')] }
  const actions = Object.keys(declaration.actions).filter((action) => isForStaff(declaration, action))
  return {
    [`/api/records/${name}`]: read(
      `List: ${spoken.name}`,
      { 200: answer('A page.', listSchema) },
      { tags, parameters: listParameters(declaration) },
    ),
    [one]: read(
      spoken.name,
      {
        200: answer(
          'The record as the asker sees it; the version as ETag.',
          ref('schemas', recordName(declaration)),
        ),
      },
      withId,
    ),
    [`${one}/entries`]: read('History', { 200: answer('What was done, by whom.') }, withId),
    [`${one}/access`]: read(
      'Who can see it and why, and who looked',
      { 200: answer('People and looks.') },
      withId,
    ),
    [`${one}/proof`]: read('Bundle for checking offline', { 200: answer('The bundle.') }, withId),
    [`${one}/file`]: read(
      'The whole file: the record and what is linked with it, as one ZIP, with proofs; `reason` says why it is taken along',
      { 200: { description: 'The ZIP file.', content: { 'application/zip': {} } } },
      {
        ...withId,
        parameters: [
          ...withId.parameters,
          { name: 'reason', in: 'query', required: true, schema: { type: 'string', maxLength: 500 } },
        ],
      },
    ),
    [`${one}/earlier`]: read('Earlier reports about the same', { 200: answer('With reasons.') }, withId),
    ...Object.fromEntries(
      Object.keys(declaration.unseals ?? {}).map((field) => [
        `${one}/sealed/${field}`,
        read(
          `${spoken.fields[field] ?? field}, in plain words for those who opened it together`,
          { 200: answer('The value, and until when it is shown.') },
          withId,
        ),
      ]),
    ),
    ...Object.fromEntries(
      Object.keys(declaration.compares ?? {}).map((field) => [
        `${one}/sealed/${field}/compare`,
        {
          post: {
            ...withId,
            summary:
              'Whether the code that somebody tells is the one that was sealed; the answer is an entry',
            requestBody: {
              required: true,
              content: json({
                type: 'object',
                required: ['code'],
                properties: { code: { type: 'string' } },
              }),
            },
            responses: {
              200: answer('Whether it fits.', {
                type: 'object',
                required: ['fits'],
                properties: { fits: { type: 'boolean' } },
              }),
              ...refused,
            },
          },
        },
      ]),
    ),
    ...merged(
      Object.keys(declaration.documents).flatMap((document) =>
        ['docx', 'html', 'pdf'].map((format) => ({
          [`${one}/documents/${document}.${format}`]: read(
            spoken.documents[document] ?? document,
            { 200: { description: 'The document.', content: { '*/*': {} } } },
            withId,
          ),
        })),
      ),
    ),
    ...Object.fromEntries(
      actions.map((action) => {
        const opens = listOf(declaration.actions[action]?.from).length === 0
        const address = opens ? `/api/records/${name}/actions/${action}` : `${one}/actions/${action}`
        return [
          `${address}/consider`,
          {
            post: {
              tags,
              summary: `What would be said of: ${spoken.actions[action] ?? action}`,
              parameters: [...(opens ? [] : [ref('parameters', 'Id')]), ref('parameters', 'Lang')],
              requestBody: { required: true, content: json({ type: 'object' }) },
              responses: {
                200: answer('Every reason it would be refused; none: where it leads.'),
                ...refused,
              },
            },
          },
        ]
      }),
    ),
    ...Object.fromEntries(
      actions.map((action) => {
        const opens = listOf(declaration.actions[action]?.from).length === 0
        return [
          opens ? `/api/records/${name}/actions/${action}` : `${one}/actions/${action}`,
          {
            post: {
              tags,
              summary: spoken.actions[action] ?? action,
              parameters: [
                ...(opens ? [] : [ref('parameters', 'Id'), ref('parameters', 'IfMatch')]),
                ref('parameters', 'IdempotencyKey'),
                ref('parameters', 'Reach'),
                ref('parameters', 'Lang'),
              ],
              requestBody: {
                required: true,
                content: json(inputSchema(declaration, action, { words: spoken })),
              },
              responses: {
                [opens ? 201 : 200]: answer('Done.', ref('schemas', 'Done')),
                ...refused,
              },
            },
          },
        ]
      }),
    ),
  }
}

const listParameters = (declaration: Declaration): readonly Json[] => [
  inQuery('state', { type: 'array', items: { enum: Object.keys(declaration.states) } }, 'Only these states.'),
  inQuery('q', { type: 'string', maxLength: 200 }, 'Words to be found.'),
  inQuery('unit', { type: 'string' }, 'Only of this unit.'),
  inQuery('handler', { type: 'string' }, '`me` or the id of a person whose turn it is.'),
  inQuery('due', { type: 'string' }, '`overdue`, `today` or a day.'),
  inQuery('sort', { enum: ['due', 'changed', 'opened'] }, 'By what it is sorted.'),
  inQuery(
    'view',
    { enum: ['work', ...Object.keys(declaration.views)] },
    '`work`: what waits for me, due first.',
  ),
  inQuery('cursor', { type: 'string' }, 'The `next` of the page before.'),
  inQuery('limit', { type: 'integer', minimum: 1, maximum: 200 }, 'Items on a page.'),
  inQuery('total', { enum: ['1'] }, 'Counts them all, up to 10,000.'),
  ref('parameters', 'Lang'),
]
