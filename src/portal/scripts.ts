/**
 * The built scripts of the portal (scripts/build-portal.ts, done at set-up): `seal` seals who reports in the browser,
 * `leave` leaves at once and copies. Without them the pages are whole: the server seals on arrival, leaving is a link.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'

export interface PortalScript {
  readonly address: string
  readonly code: Buffer
}

const BUILT = { seal: 'sealForm.js', leave: 'leave.js' } as const

export function findScript(name: keyof typeof BUILT): PortalScript | undefined {
  const built = new URL(`../../dist/portal/${BUILT[name]}`, import.meta.url)
  if (!existsSync(built)) return undefined
  const code = readFileSync(built)
  const digest = createHash('sha256').update(code).digest('hex').slice(0, 16)
  return { address: `/assets/${name}-${digest}.js`, code }
}
