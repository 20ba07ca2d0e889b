/** The doors of the graph. */
import { answer, inQuery, json, read, refused, type Json } from './pieces.ts'

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

export const graphPaths: Json = {
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
  '/api/graph/persons/{type}/{id}': read(
    'Whom a clue or a case speaks of and nobody answered for yet, with the entities they may be and why',
    { 200: answer('Proposals; nothing follows from them.') },
    {
      parameters: [
        { name: 'type', in: 'path', required: true, schema: { enum: ['clue', 'case'] } },
        { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
        inQuery('mention', { type: 'string', maxLength: 200 }, 'Only this one of them: the key of its node.'),
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
