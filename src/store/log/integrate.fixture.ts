// A process that does nothing but integrate, for a test to kill: integrate.fixture.ts <owner url> <keys folder>

import { instant } from '#kernel/time.ts'
import { createPool } from '../postgres/pool.ts'
import { integrateOnce } from './integrator.ts'
import { openLogSigner } from './logKeys.ts'

const [url = '', folder = ''] = process.argv.slice(2)
const pool = createPool({ url, name: 'test-integrator' })
const signer = await openLogSigner(pool, { log: 'journal', folder })
console.log('integrating')
for (;;) {
  await integrateOnce(pool, { log: 'journal', signer, now: () => instant(new Date().toISOString()) })
}
