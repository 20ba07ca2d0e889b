/** The doors of one’s own work: the desk, notices, kept lists, drafts, and finding a record. */
import { answer, inPath, inQuery, json, read, ref, refused, type Json } from './pieces.ts'

const ofForm: readonly Json[] = [
  inPath('type', { type: 'string' }),
  inPath('action', { type: 'string' }),
  inQuery('record', { type: 'string', format: 'uuid' }, 'The record it is done on; none for what opens one.'),
  inQuery('about', { type: 'string' }, 'For what opens one: the record it follows from, as `type/id`.'),
]

export const deskPaths: Json = {
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
  '/api/desk': read('What waits for me, which lists are mine, what I may open', { 200: answer('By type.') }),
  '/api/desk/today': read(
    'What I owe over all types, due first, and what is under way, and late, with those I supervise',
    {
      200: answer('Rows, each with why it stands there.'),
    },
  ),
  '/api/notices': read(
    'What is new for me: whose move it became, what runs out, who urged, what rang where I supervise',
    {
      200: answer('Record by record, newest first, what is told of it; the title as far as I see it.'),
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
      responses: { 200: answer('Of how many records something is not read.'), ...refused },
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
  '/api/me/drafts/{type}/{action}': {
    get: {
      summary: 'What I typed into a form and did not send',
      parameters: ofForm,
      responses: { 200: answer('`values` and `at`; neither when there is none.'), ...refused },
    },
    put: {
      summary: 'Keep what stands in a form; sealed fields and files are left out',
      parameters: ofForm,
      requestBody: { required: true, content: json({ type: 'object' }) },
      responses: { 204: { description: 'Kept, 30 days.' }, ...refused },
    },
    delete: {
      summary: 'Remove it: sent or discarded',
      parameters: ofForm,
      responses: { 204: { description: 'Gone.' }, ...refused },
    },
  },
}
