/**
 * The built script that seals who reports in the browser (scripts/build-portal.ts, done at set-up). Without it the pages
 * are whole, and the server seals on arrival.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'

const BUILT = new URL('../../dist/portal/sealForm.js', import.meta.url)

export function findSealScript(): { readonly address: string; readonly code: Buffer } | undefined {
  if (!existsSync(BUILT)) return undefined
  const code = readFileSync(BUILT)
  const digest = createHash('sha256').update(code).digest('hex').slice(0, 16)
  return { address: `/assets/seal-${digest}.js`, code }
}
