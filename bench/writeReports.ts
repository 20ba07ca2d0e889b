import { randomBytes } from 'node:crypto'
import type { Office } from '#server/office/office.ts'
import { sequence } from './sequence.ts'
import { texts } from './texts.ts'

/** Reports that came through the office, 64 at a time. */
export async function writeReports(office: Office, count: number, seed = 5): Promise<void> {
  const random = sequence(seed)
  const written = texts({ made: true })
  for (let at = 0; at < count; at += 64)
    await Promise.all(
      Array.from({ length: Math.min(64, count - at) }, async () => {
        const outcome = await office.act({
          asker: { kind: 'public' },
          type: 'clue',
          action: 'report',
          // As hashes of query codes look; nobody will ask by them.
          codeHash: randomBytes(32),
          input: {
            ...{ source: 'portal', receivedOn: '2026-11-02', category: 'crime', realName: false },
            title: `反映${written.name(random)}等人的问题`,
            content: written.next(300, random),
            reportedPersons: [{ name: written.name(random) }],
          },
        })
        if ('refused' in outcome) throw new Error(`a report was refused: ${JSON.stringify(outcome.refused)}`)
      }),
    )
}
