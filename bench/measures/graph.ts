/**
 * The graph under access rules, at ten lines a clue (1,000,000 of 100,000 clues), against the bare recursive SQL of the
 * same question without rules, asked as the owner. Telephones are shared by a few, some by many, as in life.
 */
import { fieldsSeenBy } from '#kernel/access/sight.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import { clue } from '#mechanisms/clue/clue.ts'
import type { Pool } from 'pg'
import { around, shortestPath } from '#store/graph/graph.ts'
import { inScope, type Scope } from '#store/records/scope.ts'
import { listRecords } from '#store/search/list.ts'
import { figure, median, percentile, type Measure } from '../figure.ts'
import { manyClues } from '../manyClues.ts'

const clueDeclaration: Declaration = clue
const PER_NODE = 500

/** Four persons of each clue, each with a telephone; an official; an address: ten lines. */
const LINES = `
  insert into zs.edge (record, nth, a, b, a_label, b_label, relation, "as", field, seen_by, needs, since, until)
  select r.id, e.nth,
    case when e.nth <= 4 or e.nth = 9 then 'clue:' || r.id else 'person:' || r.id || '.' || ((e.nth - 1) % 4) end,
    case when e.nth <= 4 then 'person:' || r.id || '.' || (e.nth - 1)
         when e.nth <= 8 then 'phone:' || case when (r.rn * 4 + e.nth) % 97 = 0 then (r.rn % 50)::text
                                               else ((r.rn * 7919 + e.nth * 104729) % (r.many * 2))::text end
         when e.nth = 9 then 'official:' || (r.rn * 31 % (r.many / 20 + 1))
         else 'address:' || (r.rn * 17 % (r.many / 2 + 1)) end,
    null, null, 'clue.reportedPersons', null, 'reportedPersons', $1, '{}', r.opened_at::date, null
  from (select id, opened_at, row_number() over (order by id) as rn, count(*) over () as many from zs.record where type = 'clue') r
  cross join generate_series(1, 10) e(nth)`

/** Everything within so many steps, without rules: what it is compared with. */
const BARE_AROUND = `
  with recursive walk(node, depth) as (
    select $1::text, 0
    union
    select x.other, w.depth + 1 from walk w cross join lateral (
      select e.b as other from zs.edge e where e.a = w.node
      union all select e.a from zs.edge e where e.b = w.node) x
    where w.depth < $2)
  select e.record, e.nth, e.a, e.b, e.relation, e.since, e.until from (select distinct node from walk where depth < $2) n
  join lateral (select * from zs.edge e where e.a = n.node union select * from zs.edge e where e.b = n.node) e on true`
const BARE_PATH = `
  with recursive walk(node, depth) as (
    select $1::text, 0
    union
    select x.other, w.depth + 1 from walk w cross join lateral (
      select e.b as other from zs.edge e where e.a = w.node
      union all select e.a from zs.edge e where e.b = w.node) x
    where w.depth < $3 and w.node <> $2)
  select min(depth) as steps from walk where node = $2`

export const graph: Measure = {
  name: 'graph',
  async *run(wishes) {
    await using world = await manyClues(wishes)
    const { ownerPool, appPool } = world.database
    const roles = Object.keys(clueDeclaration.roles).filter((role) =>
      fieldsSeenBy(clueDeclaration, [role]).has('reportedPersons'),
    )
    await ownerPool.query('truncate zs.edge')
    await ownerPool.query(LINES, [roles])
    await ownerPool.query('vacuum analyze zs.edge')
    const { rows: counted } = await ownerPool.query<{ lines: number }>(
      'select count(*)::integer as lines from zs.edge',
    )
    const lines = counted[0]?.lines ?? 0
    const starts = await cluesReached(appPool, world.broad, wishes.quick ? 30 : 100)
    const also = { lines, clues: world.count }

    for (const depth of [2, 4]) {
      const [ours, bare]: [number[], number[]] = [[], []]
      let [found, all] = [0, 0]
      for (let round = 0; round < wishes.rounds; round++) {
        const taken = { ours: [] as number[], bare: [] as number[] }
        for (const start of starts) {
          const began = performance.now()
          const view = await inScope(appPool, world.broad, (client) =>
            around(client, { nodes: [start], depth, perNode: PER_NODE, most: 100_000 }),
          )
          taken.ours.push(performance.now() - began)
          const again = performance.now()
          const { rows } = await ownerPool.query(BARE_AROUND, [start, depth])
          taken.bare.push(performance.now() - again)
          found += view.edges.length
          all += rows.length
        }
        ours.push(median(taken.ours))
        bare.push(median(taken.bare))
      }
      if (found === 0) throw new Error('nothing is around any node: nothing to compare')
      yield figure({
        measure: `graph around a clue, ${String(depth)} steps, median`,
        value: median(ours),
        unit: 'ms',
        control: { is: 'bare recursive SQL without access rules', value: median(bare), unit: 'ms' },
        aim: { of: 'ratio', most: 3 },
        rounds: wishes.rounds,
        also: {
          ...also,
          edgesSeen: Math.round(found / starts.length / wishes.rounds),
          edges: Math.round(all / starts.length / wishes.rounds),
        },
      })
    }

    const [ours, bare, longest]: [number[], number[], number[]] = [[], [], []]
    let paths = 0
    for (let round = 0; round < wishes.rounds; round++) {
      const taken = { ours: [] as number[], bare: [] as number[] }
      for (const a of starts.slice(0, wishes.quick ? 8 : 30)) {
        const b = await farthestFrom(appPool, world.broad, a)
        const began = performance.now()
        const path = await inScope(appPool, world.broad, (client) =>
          shortestPath(client, { a, b, depth: 12, perNode: PER_NODE, most: 200_000 }),
        )
        taken.ours.push(performance.now() - began)
        if (!('edges' in path)) throw new Error(`no path from ${a} to ${b}, which lies around it`)
        if (path.edges.length === 0) continue
        paths += 1
        longest.push(path.edges.length)
        const again = performance.now()
        await ownerPool.query(BARE_PATH, [a, b, path.edges.length])
        taken.bare.push(performance.now() - again)
      }
      ours.push(median(taken.ours))
      bare.push(median(taken.bare))
    }
    if (paths === 0) throw new Error('no path was found: nothing to compare')
    yield figure({
      measure: 'graph path between two clues, median',
      value: median(ours),
      unit: 'ms',
      control: {
        is: 'bare recursive SQL without access rules, told how far to look',
        value: median(bare),
        unit: 'ms',
      },
      aim: { of: 'ratio', most: 1 },
      rounds: wishes.rounds,
      also: { ...also, paths, steps: median(longest), slowestSteps: percentile(longest, 0.95) },
    })
  },
}

/** The clue that is most steps away among those around; the start where there is none. */
async function farthestFrom(pool: Pool, scope: Scope, start: string): Promise<string> {
  const { nodes } = await inScope(pool, scope, (client) =>
    around(client, { nodes: [start], depth: 6, perNode: PER_NODE, most: 100_000 }),
  )
  const clues = [...nodes].filter(([node]) => node.startsWith('clue:'))
  return clues.toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? start
}

/** Clues that the asker reaches: a page of their list. */
async function cluesReached(pool: Pool, scope: Scope, most: number): Promise<readonly string[]> {
  const page = await inScope(pool, scope, (client) => listRecords(client, { type: 'clue' }, { limit: most }))
  if ('refused' in page) throw new Error(page.refused.because)
  return page.items.map(({ id }) => `clue:${id}`)
}
