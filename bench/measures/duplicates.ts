/** The look-up of earlier reports that every clerk waits for, among 100,000 clues. */
import type { RecordId } from '#kernel/record/field.ts'
import type { AnyRecord } from '#kernel/record/replay.ts'
import { figure, median, percentile, type Measure } from '../figure.ts'
import { manyClues } from '../manyClues.ts'
import { texts } from '../texts.ts'

export const duplicates: Measure = {
  name: 'duplicates',
  async *run(wishes) {
    await using world = await manyClues(wishes)
    const { ownerPool } = world.database
    const { rows } = await ownerPool.query<{ id: RecordId; number: string; state: string; fields: object }>(
      `select id, number, state, fields from zs.record where type = 'clue' order by id limit $1`,
      [wishes.quick ? 100 : 300],
    )
    const p95: number[] = []
    let proposed = 0
    for (let round = 0; round < wishes.rounds; round++) {
      const taken: number[] = []
      proposed = 0
      for (const { fields, ...row } of rows) {
        // A row of zs.record with its fields is the record.
        const record = { ...fields, ...row, type: 'clue' } as unknown as AnyRecord
        const began = performance.now()
        const { proposals } = await world.composed.earlier.find(record, world.broad)
        taken.push(performance.now() - began)
        proposed += proposals.length
      }
      p95.push(percentile(taken, 0.95))
    }
    yield figure({
      measure: 'duplicates p95',
      value: median(p95),
      unit: 'ms',
      aim: { of: 'value', most: 50 },
      rounds: wishes.rounds,
      also: { clues: world.count, perLookUp: (proposed / rows.length).toFixed(2), texts: texts().of },
    })
  },
}
