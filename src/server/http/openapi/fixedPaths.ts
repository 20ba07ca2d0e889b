/** The doors that no declaration makes: types, papers, people and places, files, the log, the state of the process. */
import {
  answer,
  anybody,
  bytes,
  inPath,
  inQuery,
  json,
  read,
  ref,
  refused,
  text,
  type Json,
} from './pieces.ts'
import { listSchema } from './schemas.ts'

export const fixedPaths: Json = {
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
  '/api/organisation': read(
    'A unit with its posts and who holds them, the units over it and directly below it; without a unit your own',
    { 200: answer('Posts, holders, and how many units below lack somebody.') },
    { parameters: [inQuery('unit', { type: 'string' }, 'The id of the unit.')] },
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
