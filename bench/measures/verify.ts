/** Entries verified per second – all of verify: entries, rows, log, files – against SHA-256 of the same bytes, read before. */
import { hash } from 'node:crypto'
import { composeOffice, now, openSigners } from '#server/compose.ts'
import { openDatabase } from '#server/database.ts'
import { numberReader, recomputeWith } from '#server/recompute.ts'
import { settingsFrom } from '#server/settings.ts'
import { startIntegrator } from '#store/log/startIntegrator.ts'
import { verifyAll } from '#store/verify/verifyAll.ts'
import { figure, median, type Measure } from '../figure.ts'
import { copyOf, installed } from '../installation.ts'
import { writeReports } from '../writeReports.ts'

export const verify: Measure = {
  name: 'verify',
  async *run(wishes) {
    const { quick, rounds, tell } = wishes
    const settings = settingsFrom({}, { data: copyOf(await installed(wishes), 'verify') })
    await using database = await openDatabase(settings)
    const composed = await composeOffice(settings, database, tell)
    const signers = await openSigners(settings, database, composed)
    await writeReports(composed.office, quick ? 1000 : 5000)
    const { ownerPool } = database
    const integrator = startIntegrator(ownerPool, {
      signers,
      now,
      failed: (log, error) => tell(`${log}: ${String(error)}`),
    })
    while (await isBehind(ownerPool)) await new Promise((resolve) => setTimeout(resolve, 100))
    await integrator.stop()

    const { rows } = await ownerPool.query<{ bytes: Buffer }>(
      'select bytes from zs.entry order by record, seq',
    )
    const perSecond: number[] = []
    const hashed: number[] = []
    for (let round = 0; round < rounds; round++) {
      const began = performance.now()
      const report = await verifyAll(ownerPool, {
        recompute: recomputeWith(composed.realm, composed.keys),
        readNumber: numberReader(composed.realm),
        evidence: composed.evidence,
        now: now(),
      })
      if ('cannot' in report) throw new Error(report.cannot)
      if (!report.sound || report.entries !== rows.length)
        throw new Error(`verify did not find it sound: ${JSON.stringify(report.findings.slice(0, 3))}`)
      perSecond.push((report.entries * 1000) / (performance.now() - began))
      const plain = performance.now()
      for (const { bytes } of rows) hash('sha256', bytes)
      hashed.push((rows.length * 1000) / (performance.now() - plain))
    }
    yield figure({
      ...{ measure: 'verify', value: median(perSecond), unit: 'entries/s', rounds },
      control: { is: 'SHA-256 of the same bytes', value: median(hashed), unit: 'entries/s' },
      also: { entries: rows.length },
    })
  },
}

async function isBehind(pool: {
  query(text: string): Promise<{ rows: { behind: boolean }[] }>
}): Promise<boolean> {
  const { rows } = await pool.query(
    `select (select count(*) from zs.entry) > (select size from zs.log where name = 'journal') as behind`,
  )
  return rows[0]?.behind === true
}
