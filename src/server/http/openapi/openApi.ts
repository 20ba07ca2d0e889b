/** The API as OpenAPI 3.1, made from the declarations: each type, each action staff may take, with its input. */
import type { Declaration } from '#kernel/record/declaration.ts'
import { wordsOf, type WordsByType } from '../typeWords.ts'
import { boardPaths } from './boardPaths.ts'
import { deskPaths } from './deskPaths.ts'
import { fixedPaths } from './fixedPaths.ts'
import { graphPaths } from './graphPaths.ts'
import { identityPaths } from './identityPaths.ts'
import { merged, ref, type Json } from './pieces.ts'
import { doneSchema, fileSchema, problemSchema, recordName, recordSchema } from './schemas.ts'
import { publicPaths } from './publicPaths.ts'
import { typePaths } from './typePaths.ts'

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
      ...publicPaths,
      ...identityPaths,
      ...deskPaths,
      ...boardPaths,
      ...graphPaths,
      ...merged([...declarations.values()].map((one) => typePaths(one, words))),
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
