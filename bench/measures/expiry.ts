/**
 * The expiry board among 50,000 assets, each held by a measure: the page of what runs out within 30 days and the counts by
 * unit and step, under reach, against the bare SQL of the same, without rules, asked as the owner.
 */
import { inScope } from '#store/records/scope.ts'
import { clocksEnding, clocksEndingByUnit } from '#store/search/clocksEnding.ts'
import { addDays, dayOf, endOfDay, type Instant } from '#kernel/time.ts'
import { now } from '#server/compose.ts'
import { figure, median, percentile, type Measure } from '../figure.ts'
import { manyAssets, type ManyAssets } from '../manyAssets.ts'

const PAGE = 50
const STEPS = [3, 7, 15, 30]
const QUESTION = { type: 'measure', deadline: 'length', unitField: 'takenBy' } as const
const RUNNING = `from zs.clock c join zs.record o on o.id = c.record
  where c.type = 'measure' and c.name = 'length' and c.state = 'running' and c.due <= $1
    and ($2::text is null or o.fields ->> 'takenBy' = $2)`

export const expiry: Measure = {
  name: 'expiry',
  async *run(wishes) {
    await using world = await manyAssets(wishes)
    const ends = STEPS.map((days) => endOfDay(addDays(dayOf(now()), days)))
    for (const part of ['page', 'counts'] as const)
      for (const who of ['broad', 'narrow'] as const) {
        const ours: number[] = []
        const bare: number[] = []
        let items = 0
        for (let round = 0; round < wishes.rounds; round++) {
          const taken = { ours: [] as number[], bare: [] as number[] }
          for (let nth = 0; nth < (wishes.quick ? 20 : 60); nth++) {
            const [mine, found] = await timed(() => board(world, who, part, ends))
            const [theirs, same] = await timed(() => bareBoard(world, who, part, ends))
            if (found !== same)
              throw new Error(`the board tells ${String(found)}, the bare SQL ${String(same)}`)
            items = found
            if (nth >= 5) {
              taken.ours.push(mine)
              taken.bare.push(theirs)
            }
          }
          ours.push(percentile(taken.ours, 0.95))
          bare.push(percentile(taken.bare, 0.95))
        }
        if (items === 0) throw new Error(`nothing runs out for the ${who} user: nothing to compare`)
        yield figure({
          measure: `expiry board, ${part}, ${who} user, p95`,
          value: median(ours),
          unit: 'ms',
          control: { is: 'bare SQL without access rules', value: median(bare), unit: 'ms' },
          aim: { of: 'ratio', most: 1.5 },
          rounds: wishes.rounds,
          also: { assets: world.count, items },
        })
      }
  },
}

type Part = 'page' | 'counts'

async function board(world: ManyAssets, who: 'broad' | 'narrow', part: Part, ends: readonly Instant[]) {
  return inScope(world.database.appPool, world[who], async (client) => {
    if (part === 'counts') {
      const units = await clocksEndingByUnit(client, QUESTION, ends)
      return units.reduce((sum, { counts }) => sum + (counts.at(-1) ?? 0), 0)
    }
    const endsBy = ends.at(-1) ?? now()
    return (await clocksEnding(client, { ...QUESTION, endsBy }, { limit: PAGE })).items.length
  })
}

async function bareBoard(
  { database, county }: ManyAssets,
  who: 'broad' | 'narrow',
  part: Part,
  ends: readonly Instant[],
): Promise<number> {
  const last = ends.at(-1)
  const of = who === 'narrow' ? county : null
  if (part === 'page') {
    const { rows } = await database.ownerPool.query({
      name: 'bare expiry page',
      text: `select o.*, c.due as ends ${RUNNING} order by c.due, c.record limit ${String(PAGE + 1)}`,
      values: [last, of],
    })
    return Math.min(rows.length, PAGE)
  }
  const { rows } = await database.ownerPool.query<{ all: string }>({
    name: 'bare expiry counts',
    text: `select o.fields ->> 'takenBy', count(*) filter (where c.due <= $3), count(*) filter (where c.due <= $4),
                  count(*) filter (where c.due <= $5), count(*) as all ${RUNNING} group by 1 order by 1`,
    values: [last, of, ...ends.slice(0, 3)],
  })
  return rows.reduce((sum, { all }) => sum + Number(all), 0)
}

async function timed(work: () => Promise<number>): Promise<readonly [number, number]> {
  const began = performance.now()
  const found = await work()
  return [performance.now() - began, found]
}
