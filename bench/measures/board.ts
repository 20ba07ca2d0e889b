/**
 * The board among 100,000 clues: all its counts, and the page of records behind one of its numbers, under reach and sight,
 * against the bare SQL of the same counts and the same page, without rules, asked as the owner.
 */
import { clue } from '#mechanisms/clue/clue.ts'
import { addDays, dayOf } from '#kernel/time.ts'
import { now } from '#server/compose.ts'
import { boardQuestionOf } from '#server/http/boardQuestion.ts'
import { inScope } from '#store/records/scope.ts'
import { countForBoard, listForBoard, type BoardQuestion } from '#store/search/board.ts'
import { figure, median, percentile, type Measure } from '../figure.ts'
import { manyClues, type ManyClues } from '../manyClues.ts'

const PAGE = 50
const PARTS = ['counts', 'records of a number'] as const
type Part = (typeof PARTS)[number]
type Who = 'broad' | 'narrow'

export const board: Measure = {
  name: 'board',
  async *run(wishes) {
    await using world = await manyClues(wishes)
    const { question } = boardQuestionOf({ realm: world.composed.realm, now }, clue, dayOf(now()))
    for (const part of PARTS)
      for (const who of ['broad', 'narrow'] as const) {
        const ours: number[] = []
        const bare: number[] = []
        let found = 0
        for (let round = 0; round < wishes.rounds; round++) {
          const taken = { ours: [] as number[], bare: [] as number[] }
          for (let nth = 0; nth < (wishes.quick ? 8 : 20); nth++) {
            const [mine, many] = await timed(() => asked(world, who, part, question))
            const [theirs] = await timed(() => bareAsked(world, who, part, question))
            found = many
            if (nth >= 2) {
              taken.ours.push(mine)
              taken.bare.push(theirs)
            }
          }
          ours.push(percentile(taken.ours, 0.95))
          bare.push(percentile(taken.bare, 0.95))
        }
        if (found === 0) throw new Error(`the ${who} user reaches nothing: nothing to compare`)
        yield figure({
          measure: `board, ${part}, ${who} user, p95`,
          value: median(ours),
          unit: 'ms',
          control: { is: 'bare SQL without access rules', value: median(bare), unit: 'ms' },
          rounds: wishes.rounds,
          also: { clues: world.count, found },
        })
      }
  },
}

/** How many clues it tells of. */
async function asked({ database, ...world }: ManyClues, who: Who, part: Part, question: BoardQuestion) {
  return inScope(database.appPool, world[who], async (client) => {
    if (part === 'counts') {
      const { total } = await countForBoard(client, question, addDays(dayOf(now()), -90))
      return total.received
    }
    return (await listForBoard(client, question, { closed: false }, { limit: PAGE })).total
  })
}

async function bareAsked({ database, county }: ManyClues, who: Who, part: Part, question: BoardQuestion) {
  const of = who === 'narrow' ? county : ''
  const within = `from zs.record o where o.type = 'clue' and o.fields ->> 'verifyingUnit' like $1 || '%'`
  const reached = who === 'broad' ? `from zs.record o where o.type = 'clue' and $1 = ''` : within
  if (part === 'records of a number') {
    const { rows } = await database.ownerPool.query({
      name: `bare board records ${who}`,
      text: `select o.*, count(*) over () as total ${reached} and not o.state = any ($2)
             order by o.opened_at desc, o.id limit ${String(PAGE)}`,
      values: [of, question.closedStates],
    })
    return rows.length
  }
  const { rows } = await database.ownerPool.query({
    name: `bare board counts ${who}`,
    text: `with r as materialized (
             select o.state, o.outcome, left(o.fields ->> 'area', 6) as county, o.fields ->> 'source' as source,
                    o.fields ->> 'verifyingUnit' as unit, (o.opened_at at time zone 'Asia/Shanghai')::date as opened_on ${reached}),
           late as (
             select c.record, min(c.due) as due from zs.clock c where c.type = 'clue' and c.state = 'running' group by 1)
           select county, source, state, outcome, unit, to_char(opened_on, 'YYYY-MM') as month, count(*),
                  count(*) filter (where state = any ($2)), (select count(*) from late where due < now()) as late
           from r group by grouping sets ((county, source), (state, outcome), (unit), (opened_on), ())`,
    values: [of, question.closedStates],
  })
  return rows.length
}

async function timed(work: () => Promise<number>): Promise<readonly [number, number]> {
  const began = performance.now()
  const found = await work()
  return [performance.now() - began, found]
}
