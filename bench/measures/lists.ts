/**
 * Lists under access rules, against the bare SQL of the same question, columns and page, without rules, asked as the owner
 * in one statement. Ours carries the asker's keys for the type, as the door of lists does, so it is a transaction of its own.
 */
import type { Pool } from 'pg'
import { clue } from '#mechanisms/clue/clue.ts'
import { inScope, type Scope } from '#store/records/scope.ts'
import { listRecords, type ListQuestion } from '#store/search/list.ts'
import { figure, median, percentile, type Measure } from '../figure.ts'
import { manyClues, scopeOf } from '../manyClues.ts'

const PAGE = 50
const COLUMNS = `o.id, o.type, o.number, o.state, o.version, o.closed, o.outcome, o.title, o.due, o.opened_at, o.changed_at, o.fields`
const WAITING = `o.state = any ('{toApprove,toExtend,toReview,objected,reexamining}')`

interface Asked {
  readonly name: string
  readonly question: Omit<ListQuestion, 'type'>
  readonly bare: string
}

export const lists: Measure = {
  name: 'lists',
  async *run(wishes) {
    await using world = await manyClues(wishes)
    const police = `${world.county}:police`
    const { realm } = world.composed
    const askers = {
      broad: scopeOf(realm, '22:clueCentre', 'officeHead', [clue]),
      narrow: scopeOf(realm, `${world.county}:office`, 'officeHead', [clue]),
    }
    const asked: readonly Asked[] = [
      {
        name: 'filteredList by state',
        question: { states: ['verifying'] },
        bare: `and o.state = 'verifying' order by o.opened_at desc, o.id`,
      },
      {
        name: 'filteredList by unit and states',
        question: { unit: police, states: ['verifying', 'toSign'] },
        bare: `and o.state = any ('{verifying,toSign}')
          and (o.fields ->> 'verifyingUnit' = '${police}' or o.fields ->> 'registry' = '${police}' or o.fields ->> 'to' = '${police}')
          order by o.opened_at desc, o.id`,
      },
      {
        name: 'myWork',
        question: { onlyWork: true, sorted: 'due' },
        bare: `and ${WAITING} and o.due is not null order by o.due, o.id`,
      },
    ]
    for (const one of asked)
      for (const who of ['broad', 'narrow'] as const) {
        const ours: number[] = []
        const bare: number[] = []
        let items = 0
        const times = wishes.quick ? 40 : 200
        for (let round = 0; round < wishes.rounds; round++) {
          const taken = { ours: [] as number[], bare: [] as number[] }
          for (let nth = 0; nth < times; nth++) {
            const [mine, found] = await timed(() => list(world.database.appPool, askers[who], one))
            items = found
            const [theirs] = await timed(() => bareList(world.database.ownerPool, one, items))
            if (nth >= 5) {
              taken.ours.push(mine)
              taken.bare.push(theirs)
            }
          }
          ours.push(percentile(taken.ours, 0.95))
          bare.push(percentile(taken.bare, 0.95))
        }
        // An empty page against a full one would compare nothing.
        if (items === 0) throw new Error(`${one.name} is empty for the ${who} user: nothing to compare`)
        yield figure({
          measure: `${one.name}, ${who} user, p95`,
          value: median(ours),
          unit: 'ms',
          control: { is: 'bare SQL without access rules', value: median(bare), unit: 'ms' },
          aim: { of: 'ratio', most: 1.5 },
          rounds: wishes.rounds,
          also: { clues: world.count, items },
        })
      }
  },
}

async function list(pool: Pool, scope: Scope, { question }: Asked): Promise<number> {
  const page = await inScope(pool, scope, (client) =>
    listRecords(client, { type: 'clue', ...question }, { limit: PAGE }),
  )
  if ('refused' in page) throw new Error(page.refused.because)
  return page.items.length
}

/** A page as full as ours, and the one row beyond it that tells of a next page. */
async function bareList(pool: Pool, { name, bare }: Asked, items: number): Promise<number> {
  const { rows } = await pool.query({
    name: `bare ${name}`,
    text: `select ${COLUMNS} from zs.record o where o.type = 'clue' ${bare} limit $1`,
    values: [Math.min(items, PAGE) + 1],
  })
  return rows.length
}

async function timed(work: () => Promise<number>): Promise<readonly [number, number]> {
  const began = performance.now()
  const found = await work()
  return [performance.now() - began, found]
}
