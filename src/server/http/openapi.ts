/** The API as OpenAPI 3.1, made from the declarations: each type, each action staff may take, with its input. */
import type { Declaration } from '#kernel/record/declaration.ts'
import type { Schema } from '#kernel/record/field.ts'
import { listOf } from '#kernel/record/replay.ts'
import { fieldSchema, inputSchema } from './inputSchema.ts'
import { identityPaths } from './openapiIdentity.ts'
import { refusalStatuses } from './refusals.ts'
import { wordsOf, type WordsByType } from './typeWords.ts'

type Json = Readonly<Record<string, unknown>>

export function openApi(declarations: ReadonlyMap<string, Declaration>, words: WordsByType): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Zhunsheng',
      version: '1',
      summary: 'Records, their actions and their proofs.',
      description:
        'Sign in with POST /api/session; the cookie carries the session. Every refusal is a problem (RFC 9457) whose `refused` names each reason in words.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...declarations.values()].map((one) => ({
      name: one.name,
      description: wordsOf(words, one, 'en').name,
    })),
    security: [{ session: [] }],
    paths: {
      ...fixedPaths,
      ...identityPaths,
      ...merged([...declarations.values()].map((one) => pathsOf(one, words))),
    },
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'zs_session' } },
      schemas: {
        Problem: problemSchema,
        Done: doneSchema,
        File: fileSchema,
        ...Object.fromEntries(
          [...declarations.values()].map((one) => [recordName(one), recordSchema(one, words)]),
        ),
      },
      parameters: {
        IfMatch: {
          name: 'If-Match',
          in: 'header',
          description: 'The version the asker has seen, in quotes.',
          schema: { type: 'string', pattern: '^(?:W/)?"[0-9]{1,9}"$|^\\*$' },
        },
        IdempotencyKey: {
          name: 'Idempotency-Key',
          in: 'header',
          description: 'Sent again with the same body it is done once; with another body it is refused.',
          schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,200}$' },
        },
        Id: { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
        Reach: {
          name: 'reach',
          in: 'query',
          description: 'With 1 the answer says whether the record is still in reach (`inReach`).',
          schema: { enum: ['1'] },
        },
        Lang: { name: 'lang', in: 'query', schema: { enum: ['zh', 'en'] } },
      },
      responses: {
        Refused: {
          description: 'Refused, with every reason.',
          content: { 'application/problem+json': { schema: ref('schemas', 'Problem') } },
        },
      },
    },
  }
}

const merged = (some: readonly Json[]): Json => Object.fromEntries(some.flatMap((one) => Object.entries(one)))

const ref = (kind: string, name: string): Json => ({ $ref: `#/components/${kind}/${name}` })
const json = (schema: Json): Json => ({ 'application/json': { schema } })
const answer = (description: string, schema: Json = { type: 'object' }): Json => ({
  description,
  content: json(schema),
})
const refused: Json = { default: ref('responses', 'Refused') }
const recordName = ({ name }: Declaration): string => `Record_${name}`

const read = (summary: string, responses: Json, more: Json = {}): Json => ({
  get: { summary, ...more, responses: { ...responses, ...refused } },
})
const anybody: Json = { security: [] }

const fileSchema: Schema = {
  type: 'object',
  required: ['digest', 'name', 'type', 'size'],
  properties: {
    digest: { type: 'string', pattern: '^[0-9a-f]{64}$' },
    name: { type: 'string' },
    type: { type: 'string' },
    size: { type: 'integer' },
  },
}

const doneSchema: Schema = {
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

const problemSchema: Schema = {
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

function recordSchema(declaration: Declaration, words: WordsByType): Schema {
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

/** Whether people with a post may take it at all. */
const isForStaff = (declaration: Declaration, action: string): boolean =>
  listOf(declaration.actions[action]?.by).some((role) => {
    const heldBy = declaration.roles[role]?.heldBy
    return heldBy === 'staff' || Array.isArray(heldBy)
  })

function pathsOf(declaration: Declaration, words: WordsByType): Json {
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

const listSchema: Schema = {
  type: 'object',
  required: ['items'],
  properties: {
    items: { type: 'array', items: { type: 'object' } },
    next: { type: 'string' },
    total: { type: 'integer' },
  },
}

const inQuery = (name: string, schema: Schema, description: string): Json => ({
  name,
  in: 'query',
  schema,
  description,
})

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

const text = (description: string): Json => ({
  description,
  content: { 'text/plain': { schema: { type: 'string' } } },
})
const bytes = (description: string): Json => ({ description, content: { 'application/octet-stream': {} } })
const inPath = (name: string, schema: Schema): Json => ({ name, in: 'path', required: true, schema })

const node = (name: string): Json =>
  inQuery(name, { type: 'string', maxLength: 200 }, 'The key of a node, as an answer of the graph gave it.')
const graphFilter: readonly Json[] = [
  inQuery('kinds', { type: 'string' }, 'Kinds of node to step on, with commas.'),
  inQuery('from', { type: 'string', format: 'date' }, 'Only lines that held on this day or later.'),
  inQuery('to', { type: 'string', format: 'date' }, 'Only lines that held on this day or earlier.'),
  inQuery('perNode', { type: 'integer', minimum: 1, maximum: 500 }, 'The most lines of one node.'),
]
const depth: Json = inQuery('depth', { type: 'integer', minimum: 1, maximum: 4 }, 'How many steps.')
const picture = answer('Nodes and lines, as far as you reach the records behind them.')
/** By what the records of one number of the board are chosen; `-` is what is not stated or not seen. */
const boardSliceSays: Json = {
  county: 'The six digits of the county, the four of the prefecture, or -.',
  source: 'A code of clue.sources, or -.',
  outcome: 'An outcome, or -.',
  unit: 'The verifying unit, or -.',
  state: 'A state of the type.',
  month: 'The month of entry, such as 2026-04.',
  closed: '1 or 0.',
  verified: '1 or 0.',
  rechecked: '1 or 0: looked at a second time.',
  upheld: '1 or 0: the second look came to the same conclusion.',
  overdue: '1 or 0; not of a past day.',
  age: 'Which bucket of age, from 0, of what is open.',
  rung: 'Which rung of the ladder, from 1; not of a past day.',
}
const boardSliceParameters = Object.entries(boardSliceSays).map(([name, says]) =>
  inQuery(name, { type: 'string' }, String(says)),
)

const graphPaths: Json = {
  '/api/graph/find': read(
    'Finding nodes of the graph by name, number or words',
    { 200: picture },
    {
      parameters: [
        inQuery('q', { type: 'string', maxLength: 200 }, 'A name, a number in any spelling, words.'),
      ],
    },
  ),
  '/api/graph/around': read(
    'What is around nodes',
    { 200: picture },
    { parameters: [node('node'), depth, ...graphFilter] },
  ),
  '/api/graph/shared': read(
    'Which numbers and addresses of a node somebody else has, too',
    { 200: picture },
    { parameters: [node('node'), ...graphFilter] },
  ),
  '/api/graph/path': read(
    'A shortest path between two nodes',
    { 200: picture },
    { parameters: [node('a'), node('b'), ...graphFilter] },
  ),
  '/api/graph/why/{record}/{nth}': read(
    'Why a line is there: record, field, entry',
    { 200: answer('What the line stands on.') },
    {
      parameters: [
        { name: 'record', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
        { name: 'nth', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } },
      ],
    },
  ),
  '/api/graph/proposals/{entity}': read(
    'Which others may be the same as an entity, and what speaks for it',
    { 200: answer('Proposals; nothing follows from them.') },
    {
      parameters: [
        { name: 'entity', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
      ],
    },
  ),
  '/api/graph/export': read(
    'What is around nodes as lines of FollowTheMoney JSON',
    { 200: { description: 'One entity a line.', content: { 'text/plain': { schema: { type: 'string' } } } } },
    { parameters: [node('node'), depth, ...graphFilter] },
  ),
  '/api/graph/import': {
    post: {
      summary: 'Entities from FollowTheMoney onto a clue or a case; `trial` takes nothing in',
      requestBody: {
        required: true,
        content: json({
          type: 'object',
          required: ['on', 'lines', 'trial'],
          properties: {
            on: {
              type: 'object',
              required: ['type', 'id'],
              properties: { type: { enum: ['clue', 'case'] }, id: { type: 'string', format: 'uuid' } },
            },
            lines: { type: 'string' },
            trial: { type: 'boolean' },
          },
        }),
      },
      responses: { 200: answer('How many are new and known, and each bad line with why.'), ...refused },
    },
  },
}

const fixedPaths: Json = {
  '/api/session': {
    post: {
      summary: 'Sign in',
      ...anybody,
      requestBody: {
        required: true,
        content: json({
          type: 'object',
          required: ['login', 'password'],
          properties: { login: { type: 'string' }, password: { type: 'string' }, otp: { type: 'string' } },
        }),
      },
      responses: { 200: answer('Person and tenures; sets the cookie.'), ...refused },
    },
    get: { summary: 'Who is signed in', responses: { 200: answer('Person and tenures.'), ...refused } },
    delete: {
      summary: 'Sign out',
      ...anybody,
      responses: { 204: { description: 'Signed out.' }, ...refused },
    },
  },
  '/api/types': read(
    'Every declared type',
    { 200: answer('Types.', { type: 'array', items: { type: 'object' } }) },
    anybody,
  ),
  '/api/papers': read('The register of issued papers, as far as you reach their records', {
    200: answer('A page of papers, each with its number.'),
  }),
  '/api/paper-texts': read(
    'What every kind of paper says beside its fields, and the places its text may name',
    {
      200: answer('Kinds of paper, each with its text in force.'),
    },
  ),
  '/api/paper-texts/{type}/{document}/example': {
    post: {
      summary: 'The paper that a text would make of an invented record; nothing is kept',
      parameters: [inPath('type', { type: 'string' }), inPath('document', { type: 'string' })],
      requestBody: {
        content: {
          'application/json': {
            schema: {
              type: 'object',
              properties: { content: { type: 'object' }, format: { enum: ['pdf', 'docx', 'html'] } },
              required: ['content'],
            },
          },
        },
      },
      responses: { 200: { description: 'The paper.' }, ...refused },
    },
  },
  '/api/ending/{type}/{deadline}': read(
    'Records whose clock runs out in the days to come, counted by unit and one by one',
    { 200: answer('Counts for 3, 7, 15 and 30 days, and a page of records.') },
    { parameters: [inPath('type', { type: 'string' }), inPath('deadline', { type: 'string' })] },
  ),
  '/api/board': read(
    'Clues counted for a board, under your reach and sight',
    { 200: answer('Counts by county, source, age, rung, state, outcome, unit, month and day.') },
    { parameters: [inQuery('on', { type: 'string', format: 'date' }, 'As of this day; today without it.')] },
  ),
  '/api/board/records': read(
    'The records that one number of the board counts, under your reach and sight',
    { 200: answer('A page of records, newest first, with the number of all of them.') },
    {
      parameters: [
        inQuery('type', { type: 'string' }, 'Of this type; clues without it.'),
        inQuery('on', { type: 'string', format: 'date' }, 'As of this day; today without it.'),
        ...boardSliceParameters,
        inQuery('cursor', { type: 'string' }, 'The next of the page before.'),
      ],
    },
  ),
  '/api/board/file': read(
    'The same counts as a workbook',
    { 200: { description: 'XLSX.' } },
    { parameters: [inQuery('on', { type: 'string', format: 'date' }, 'As of this day; today without it.')] },
  ),
  '/api/find': read(
    'Records of every type by number, identifier, name, sound of a name, or words',
    { 200: answer('A page of what was found, best first, with what it may be narrowed by.') },
    {
      parameters: [
        inQuery('q', { type: 'string', maxLength: 200 }, 'What is looked for.'),
        inQuery('type', { type: 'string' }, 'Only this type; may be repeated.'),
        inQuery('state', { type: 'string' }, 'Only this state; may be repeated.'),
        inQuery('year', { type: 'integer' }, 'Only what was opened in this year.'),
        inQuery('from', { type: 'integer', minimum: 0 }, 'How many to pass over.'),
        inQuery('limit', { type: 'integer', minimum: 1, maximum: 100 }, 'How many, 20 unless told.'),
      ],
    },
  ),
  ...graphPaths,
  '/api/desk': read('What waits for me, which lists are mine, what I may open', { 200: answer('By type.') }),
  '/api/desk/today': read('What I owe over all types, due first, and what is late with those I supervise', {
    200: answer('Rows, each with why it stands there.'),
  }),
  '/api/notices': read(
    'What is new for me: whose move it became, what runs out, who urged, what rang where I supervise',
    {
      200: answer('Notices, newest first; the title as far as I see it.'),
    },
  ),
  '/api/notices/read': {
    post: {
      summary: 'Mark notices as read, or unread again',
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: {
              type: 'object',
              required: ['ids'],
              properties: {
                ids: { type: 'array', maxItems: 2000, items: { type: 'string' } },
                read: { type: 'boolean' },
              },
            },
          },
        },
      },
      responses: { 200: answer('How many are not read.'), ...refused },
    },
  },
  '/api/desk/stream': read('The desk whenever it changes, as Server-Sent Events', {
    200: { description: 'Events `desk` and `over`.', content: { 'text/event-stream': {} } },
  }),
  '/api/me/views': {
    get: {
      summary: 'Lists kept under a name',
      responses: { 200: answer('Mine, and my posts’.'), ...refused },
    },
    post: {
      summary: 'Keep a list under a name',
      requestBody: {
        required: true,
        content: json({
          type: 'object',
          required: ['type', 'name', 'search', 'of'],
          properties: {
            type: { type: 'string' },
            name: { type: 'string', minLength: 1, maxLength: 60 },
            search: { type: 'object', additionalProperties: { type: 'string' } },
            of: { enum: ['person', 'post'] },
          },
        }),
      },
      responses: { 201: answer('Kept.'), ...refused },
    },
  },
  '/api/me/views/{id}': {
    delete: {
      summary: 'Remove a kept list',
      parameters: [ref('parameters', 'Id')],
      responses: { 204: { description: 'Removed.' }, ...refused },
    },
  },
  ...Object.fromEntries(
    ['people', 'units', 'places'].map((what) => [
      `/api/${what}`,
      read(
        `Finding ${what} by name`,
        { 200: answer('The first 20.', listSchema) },
        {
          parameters: [
            inQuery('q', { type: 'string', maxLength: 200 }, 'A part of the name.'),
            ...(what === 'people' ? [inQuery('unit', { type: 'string' }, 'Only of this unit.')] : []),
          ],
        },
      ),
    ]),
  ),
  '/api/files': {
    post: {
      summary: 'Upload: multipart, or the bytes themselves with X-File-Name',
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': { schema: { type: 'object' } },
          'application/octet-stream': {},
        },
      },
      responses: { 201: answer('The file.', ref('schemas', 'File')), ...refused },
    },
  },
  '/api/files/{digest}': read(
    'A file of a record in reach',
    {
      200: bytes(
        'The bytes, as an attachment. X-File-Shown says as what: asItIs, cleanCopy (a picture a reporter sent, without what tells of its maker) or original.',
      ),
    },
    {
      parameters: [
        inPath('digest', { type: 'string', pattern: '^[0-9a-f]{64}$' }),
        inQuery(
          'original',
          { enum: ['1'] },
          'The original instead, for those who opened the reporter together.',
        ),
      ],
    },
  ),
  '/api/coverage': read(
    'Required posts without holder, tenures about to end, records whose next step nobody can take; below the asker’s place',
    { 200: answer('Counts and lists.') },
  ),
  '/api/listed': read(
    'Listed cases as far as the asker reaches them: stage, clocks, last report, what the leader in charge last did',
    { 200: answer('The stages, and the cases, soonest due first.') },
  ),
  '/api/centre-key': read(
    'The keys for which reporters are sealed: public keys, how many holders, whether they are open now',
    { 200: answer('The keys, oldest first.') },
  ),
  '/api/openapi.json': read('This description', { 200: answer('OpenAPI 3.1.') }, anybody),
  '/api/demo': read(
    'Demo accounts, in a demo only',
    { 200: answer('Accounts.', { type: 'array', items: { type: 'object' } }) },
    anybody,
  ),
  '/log/checkpoint': read('The newest signed checkpoint', { 200: text('C2SP tlog-checkpoint.') }, anybody),
  '/log/tile/{tile}': read(
    'A tile: <L>/<N>[.p/<W>] or entries/<N>[.p/<W>]',
    { 200: bytes('C2SP tlog-tiles.') },
    { ...anybody, parameters: [inPath('tile', { type: 'string' })] },
  ),
  '/healthz': read('The process answers', { 200: text('ok') }, anybody),
  '/readyz': read('It can do its work', { 200: answer('What was checked.') }, anybody),
  '/metrics': read('For Prometheus', { 200: text('Metrics.') }, anybody),
}
