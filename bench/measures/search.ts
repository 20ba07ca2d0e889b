/**
 * The search over everything, under access rules, against the bare SQL that finds the same words without them; and
 * whether it finds all that is there: recall and precision against a scan of every text.
 */
import type { Pool } from 'pg'
import { inScope, type Scope } from '#store/records/scope.ts'
import { findRecords, MOST_HITS } from '#store/search/find.ts'
import { fold, gramsOf, patternOf } from '#store/search/grams.ts'
import { figure, median, percentile, type Measure } from '../figure.ts'
import { manyClues } from '../manyClues.ts'
import { pickFrom, sequence } from '../sequence.ts'

const LENGTHS = [2, 3, 4, 6]

export const search: Measure = {
  name: 'search',
  async *run(wishes) {
    await using world = await manyClues(wishes)
    const { appPool, ownerPool } = world.database
    const random = sequence(20261126)
    const texts = await textsOf(ownerPool)
    const words = Array.from({ length: wishes.quick ? 40 : 150 }, (_, nth) =>
      windowOf(pickFrom(texts, random), LENGTHS[nth % LENGTHS.length] ?? 2, random),
    )
    for (const who of ['broad', 'narrow'] as const) {
      const ours: number[] = []
      const bare: number[] = []
      for (let round = 0; round < wishes.rounds; round++) {
        const taken = { ours: [] as number[], bare: [] as number[] }
        for (const [nth, word] of words.entries()) {
          const [mine] = await timed(() => find(appPool, world[who], word))
          const [theirs] = await timed(() => bareFind(ownerPool, word))
          if (nth >= 5) {
            taken.ours.push(mine)
            taken.bare.push(theirs)
          }
        }
        ours.push(percentile(taken.ours, 0.95))
        bare.push(percentile(taken.bare, 0.95))
      }
      yield figure({
        measure: `search, ${who} user, p95`,
        value: median(ours),
        unit: 'ms',
        control: { is: 'bare SQL without access rules', value: median(bare), unit: 'ms' },
        aim: { of: 'value', most: 50 },
        rounds: wishes.rounds,
        also: { clues: world.count, words: words.length },
      })
    }
    const { recall, precision, asked } = await compared(appPool, ownerPool, world.broad, words)
    // Among copies of clues every word stands in more records than are put in order.
    if (asked === 0) return
    yield figure({
      measure: 'search, recall',
      value: recall,
      unit: 'of what a scan finds',
      aim: { of: 'value', least: 1 },
      rounds: 1,
      also: { precision: precision.toFixed(3), words: asked },
    })
  },
}

async function textsOf(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ content: string }>(
    `select fields ->> 'content' as content from zs.record
     where type = 'clue' and length(fields ->> 'content') > 40 order by id limit 2000`,
  )
  return rows.map(({ content }) => content)
}

/** Neighbouring characters of a text without stops between them, as somebody would type them. */
function windowOf(text: string, length: number, random: () => number): string {
  const runs = (text.match(/[\p{L}\p{N}]+/gu) ?? []).filter((run) => run.length >= length)
  const run = runs.length === 0 ? text : pickFrom(runs, random)
  const start = Math.floor(random() * (run.length - length + 1))
  return run.slice(start, start + length)
}

async function find(pool: Pool, scope: Scope, words: string): Promise<ReadonlySet<string>> {
  const hits = await inScope(pool, scope, (client) =>
    findRecords(client, { words, types: ['clue'], keys: [] }),
  )
  return new Set(hits.map(({ id }) => id))
}

async function bareFind(pool: Pool, words: string): Promise<ReadonlySet<string>> {
  const folded = fold(words)
  const { rows } = await pool.query<{ id: string }>({
    name: 'bare search',
    text: `select o.id from zs.record o
           where o.id in (select t.record from zs.search_text t where t.grams @> $1 and t.words like $2)
           order by o.changed_at desc, o.id limit $3`,
    values: [gramsOf(folded), patternOf(folded), MOST_HITS],
  })
  return new Set(rows.map(({ id }) => id))
}

/** Of words that fewer records hold than the search puts in order. The scan reads every text and uses no index. */
async function compared(appPool: Pool, ownerPool: Pool, scope: Scope, words: readonly string[]) {
  let [there, shown, right, asked] = [0, 0, 0, 0]
  for (const word of words.slice(0, 60)) {
    const { rows } = await ownerPool.query<{ record: string }>(
      `select distinct t.record from zs.search_text t
       join zs.reach r on r.record = t.record and r.key = any ($2) and r.role = any (t.seen_by)
       where (t.words || '') like $1
         and not exists (select from zs.named n where n.record = t.record and n.key = any ($3))`,
      [patternOf(fold(word)), scope.keys, scope.conflicts],
    )
    if (rows.length === 0 || rows.length >= MOST_HITS) continue
    const ours = await find(appPool, scope, word)
    asked += 1
    there += rows.length
    shown += ours.size
    right += rows.filter(({ record }) => ours.has(record)).length
  }
  return { recall: right / there, precision: right / shown, asked }
}

async function timed<Found>(work: () => Promise<Found>): Promise<readonly [number, Found]> {
  const began = performance.now()
  const found = await work()
  return [performance.now() - began, found]
}
