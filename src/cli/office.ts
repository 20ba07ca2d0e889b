/**
 * `zhunsheng office`: the people of the demo world walk clues through a running demo server, over its own doors,
 * and say what came of it. Exit 1 on any answer that was not expected.
 */
import { readFileSync } from 'node:fs'
import { calendarFrom } from '#kernel/deadlines/calendar.ts'
import { isHolidayNotice } from '#kernel/deadlines/holidayNotice.ts'
import { divisionsFrom } from '#kernel/org/division.ts'
import { organTableFrom } from '#kernel/org/organ.ts'
import { unitsFrom } from '#kernel/org/unit.ts'
import { dayOf, instantAt } from '#kernel/time.ts'
import { shippedRuleSets } from '#server/bootstrap.ts'
import { clue } from '#mechanisms/clue/clue.ts'
import { httpHands } from '../office/httpHands.ts'
import { runOffice, type Run } from '../office/httpRun.ts'
import { openHttpWorld } from '../office/httpWorld.ts'
import { percentile, sum } from '../office/tally.ts'
import type { Hands } from '../office/hands.ts'
import type { Input } from '../office/view.ts'
import { applyMapping } from './import/applyMapping.ts'
import { readMapping } from './import/mapping.ts'
import { readRows } from './import/readRows.ts'

export interface OfficeWish {
  readonly url: string
  readonly seed: string
  readonly clues: number
  readonly concurrency: number
  readonly from?: string
  readonly map?: string
  readonly onProgress?: (walked: number) => void
}

export interface OfficeReport {
  readonly received: number
  readonly open: number
  readonly closed: Readonly<Record<string, number>>
  readonly acts: number
  readonly refusedAsExpected: number
  readonly seconds: number
  /** Milliseconds, by action. */
  readonly latency: Readonly<
    Record<string, { readonly count: number; readonly p50: number; readonly p95: number }>
  >
  readonly errors: Run['tally']['problems']
}

async function office(wish: OfficeWish): Promise<OfficeReport> {
  const began = performance.now()
  const today = dayOf(instantAt(Date.now()))
  const sets = shippedRuleSets()
  const content = (key: string): unknown => sets.find((one) => one.key === key)?.content
  // The shipped rulebook holds these in the shapes that the server, too, reads them in.
  const divisions = content('organisation.divisions') as { readonly csv: string; readonly english: string }
  const organs = content('organisation.organs') as { readonly table: unknown }
  const units = unitsFrom(
    divisionsFrom(divisions.csv, divisions.english),
    organTableFrom(organs.table),
    today,
  )
  const notices = sets
    .map((one) => (one.content as { readonly notice?: unknown }).notice)
    .filter((notice) => isHolidayNotice(notice))
  const calendar = calendarFrom(notices)
  const world = await openHttpWorld(wish.url, units)
  const hands = httpHands(wish.url, world, calendar)
  const rows = wish.from === undefined ? undefined : await inputsOf(wish.from, wish.map, wish.clues, today)
  const run = await runOffice({
    ...{ hands, org: world.org, calendar, seed: wish.seed, clues: wish.clues, concurrency: wish.concurrency },
    ...(rows === undefined ? {} : { rows }),
    ...(wish.onProgress === undefined ? {} : { onProgress: wish.onProgress }),
  })
  return { ...(await countsOf(run, hands)), seconds: (performance.now() - began) / 1000 }
}

/** How the clues of the run stand, asked of the server one by one. */
async function countsOf({ tally, clues }: Run, hands: Hands): Promise<Omit<OfficeReport, 'seconds'>> {
  const closed: Record<string, number> = {}
  let open = 0
  const problems = [...tally.problems]
  for (const id of clues) {
    const view = await hands.view('clue', id)
    const state = Object.entries(clue.states).find(([name]) => name === view?.state)?.[1]
    if (view === undefined || state === undefined)
      problems.push({ record: id, state: '', action: '', what: 'was acknowledged and is not there' })
    else if ('closed' in state) {
      const outcome = String(view.fields['outcome'])
      closed[outcome] = (closed[outcome] ?? 0) + 1
    } else open += 1
  }
  return {
    received: clues.length,
    open,
    closed,
    acts: sum(tally.acts),
    refusedAsExpected: sum(tally.missteps),
    latency: Object.fromEntries(
      [...tally.took].map(([action, times]) => [
        action,
        { count: times.length, p50: percentile(times, 0.5), p95: percentile(times, 0.95) },
      ]),
    ),
    errors: problems,
  }
}

/** The rows of a file as inputs of `enter`. Throws when the file or the mapping cannot be used. */
export async function inputsOf(
  file: string,
  map: string | undefined,
  most: number,
  today: string,
): Promise<readonly Input[]> {
  if (map === undefined) throw new Error('--from needs --map, a mapping file')
  const read = readMapping(JSON.parse(readFileSync(map, 'utf8')))
  if ('refused' in read) throw new Error(`The mapping cannot be used: ${JSON.stringify(read.refused)}`)
  const opened = await readRows(file)
  if ('refused' in opened) throw new Error(`The file cannot be read: ${JSON.stringify(opened.refused)}`)
  const inputs: Input[] = []
  for await (const row of opened.rows) {
    if (inputs.length === most) break
    if ('bad' in row) continue
    const mapped = applyMapping(read.mapping, row.values, today)
    if ('refused' in mapped) continue
    const input = Object.fromEntries(Object.entries(mapped.input).filter(([name]) => name !== 'reporterName'))
    inputs.push({ source: 'import', category: 'crime', area: '220102', realName: false, ...input })
  }
  return inputs
}

/** For the command line; answers the exit code. */
export async function printOffice(wish: OfficeWish, json: boolean): Promise<number> {
  const report = await office({
    ...wish,
    onProgress: (walked) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${String(walked)} / ${String(wish.clues)}`)
    },
  })
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : `${linesOf(report).join('\n')}\n`)
  return report.errors.length === 0 ? 0 : 1
}

function linesOf(report: OfficeReport): readonly string[] {
  const closed = Object.entries(report.closed).map(([outcome, count]) => `${outcome} ${String(count)}`)
  return [
    `received ${String(report.received)} = open ${String(report.open)} + closed by outcome: ${closed.join(', ')}`,
    `steps ${String(report.acts)} in ${report.seconds.toFixed(1)} s, refused as expected ${String(report.refusedAsExpected)}`,
    ...Object.entries(report.latency).map(
      ([action, { count, p50, p95 }]) =>
        `  ${action.padEnd(32)} ${String(count).padStart(6)}  p50 ${p50.toFixed(1)} ms  p95 ${p95.toFixed(1)} ms`,
    ),
    ...report.errors.map(({ record, state, action, what }) => `ERROR ${record} ${state} ${action}: ${what}`),
  ]
}
