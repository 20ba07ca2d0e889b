/** By which declarations this program projects: the digest of each, by type. */
import { createHash } from 'node:crypto'
import type { Declaration } from '#kernel/record/declaration.ts'
import { projectionBasis } from '#kernel/record/projectionBasis.ts'

export const projectionDigests = (
  declarations: ReadonlyMap<string, Declaration>,
): ReadonlyMap<string, string> =>
  new Map(
    [...declarations.values()].map((one) => [
      one.name,
      createHash('sha256').update(projectionBasis(one)).digest('hex'),
    ]),
  )
