/**
 * The history of the demo world, day by day: reports come in, the scripted office works on them, the clocks
 * remind, the journal is integrated. Every entry goes through the office, as everybody's does; only the clock,
 * the ids and the draws are handed in, so that the same seed makes the same world.
 */
import type { FileRef, PersonId, RecordId } from '#kernel/record/field.ts'
import type { AnyRecord } from '#kernel/record/replay.ts'
import {
  addDays,
  addMillis,
  addMonths,
  dayOf,
  endOfDay,
  startOfDay,
  type Instant,
  type PlainDate,
} from '#kernel/time.ts'
import { demoPeople } from '#mechanisms/organisation/demoPeople.ts'
import type { RecordReader } from '#store/records/reader.ts'
import type { Scope } from '#store/records/scope.ts'
import { actContext, inProcessHands, recollection, type InProcessParts } from '../../office/inProcessHands.ts'
import { plainPlan } from '../../office/matterPlan.ts'
import { planOf } from '../../office/plan.ts'
import { randomOf } from '../../office/random.ts'
import { nextMoment } from '../../office/script.ts'
import { newTally, type Tally } from '../../office/tally.ts'
import { staff } from '../../office/view.ts'
import { walkOn, type Walk, type WalkParts } from '../../office/walk.ts'
import { enterPeople, installRulebook } from '../bootstrap.ts'
import type { Office, OfficeParts } from '../office/office.ts'
import type { Realm } from '../realm.ts'
import { arrivalsByDay, type Arrival } from './arrivals.ts'
import { gangStories } from './gangStories.ts'
import { matterArrivalsByDay, type MatterArrival } from './matterArrivals.ts'
import { settledPeople } from './settledPeople.ts'

export interface DemoWish {
  readonly realm: Realm
  /** The office under this clock, with these ids and draws, telling what it writes. */
  officeWith(
    parts: Pick<OfficeParts, 'now' | 'newId' | 'draw' | 'reader' | 'onWritten' | 'similarTo'>,
  ): Office
  /** What that office reads by; what it has written is remembered. */
  readonly reader: RecordReader
  /** Records held to be about the same matter. */
  readonly similarTo: (record: AnyRecord, scope: Scope) => Promise<readonly RecordId[]>
  /** Told of each clue as it comes in. */
  onReport?(record: AnyRecord): void
  /** Brings the journal into its log, at the end of each day. */
  integrate(now: Instant): Promise<unknown>
  /** Lets the clocks fire what is due, once each morning. */
  escalate?(office: Office, now: Instant): Promise<unknown>
  /** Takes a file in for an official; without it nobody adds evidence. */
  upload?(person: PersonId, name: string, text: string): Promise<FileRef>
  /** What comes with the nth report, taken in for whoever sends it (office.ts, askerName). */
  enclose?(owner: string, nth: number): Promise<readonly FileRef[]>
  /** The hash kept for a query code; without it reports get none. */
  readonly codeHash?: (code: string) => Promise<Buffer>
  /** The fields that hold a sealed reporter. */
  sealed?(reporter: {
    readonly name: string
    readonly phone: string
  }): Promise<Readonly<Record<string, unknown>>>
  readonly seed: string
  readonly clues: number
  /** How many litigation petitions and complaints about staff come in beside them; none unless said. */
  readonly petitions?: number
  readonly complaints?: number
  /** How many gang cases grow from clues; none unless said. */
  readonly cases?: number
  readonly months: number
  readonly until: Instant
  readonly missteps?: number
  /** Reports and walks under way at once on one day; many share their commits, one alone gives the same numbers each time. */
  readonly atOnce?: number
  /** Inputs of `enter` to be walked instead of invented reports; `clues` says how many. */
  readonly rows?: readonly Readonly<Record<string, unknown>>[]
  onProgress?(day: PlainDate, clues: number): void
}

export interface Demo {
  readonly tally: Tally
  /** Query codes of reports, with their numbers, the newest last. */
  readonly codes: readonly { readonly number: string; readonly code: string }[]
}

const AT_ONCE = 48
const REST_DAYS = 25

export async function seedDemo(wish: DemoWish): Promise<Demo> {
  const { realm, seed, until } = wish
  const lastDay = dayOf(until)
  const firstDay = addMonths(lastDay, -wish.months)
  const context = actContext()
  const known = recollection(wish.reader)
  const office = wish.officeWith({
    now: () => context.now(),
    newId: () => context.newId(),
    draw: () => context.draw(),
    reader: known.reader,
    onWritten: (batch) => {
      known.remember(batch)
      for (const { record } of batch.after)
        if (record.type === 'clue' && record.version === 1) wish.onReport?.(record)
    },
    similarTo: rememberedByVersion(wish.similarTo),
  })
  const opening = addMillis(startOfDay(firstDay), -12 * HOUR)
  await context.inside(opening, randomOf(`${seed}/world`), async () => {
    await installRulebook(office, realm)
    if (realm.org().persons.length > 0) return
    const { units } = realm.org()
    const people = demoPeople(units, lastDay, randomOf(`${seed}/people`))
    await enterPeople(office, realm, settledPeople(people, { units, on: lastDay, since: firstDay }))
  })
  await wish.integrate(opening)

  let today = firstDay
  const shared: Pick<InProcessParts, 'earlier' | 'upload'> = {
    earlier: (person, id) =>
      context.inside(startOfDay(today), randomOf(''), async () => {
        const asker = { kind: 'staff', person } as const
        const opened = await office.open(asker, 'clue', id)
        return opened === undefined ? [] : rememberedOf(wish.similarTo)(opened.record, office.scopeOf(asker))
      }),
    upload: (person, name, text) => (wish.upload ?? noUpload)(person, name, text),
  }
  const hands = inProcessHands(
    {
      ...{ realm, office, context, seed, ...shared },
      ...(wish.codeHash === undefined ? {} : { codeHash: wish.codeHash }),
    },
    known,
  )
  const run = newRun(wish, hands, known)
  const gangs = gangStories(
    { office, context, realm, seed, reader: known.reader, ...shared },
    firstDay,
    wish.cases ?? 0,
  )
  const isWorkingDay = (day: PlainDate) => realm.book().calendar.isWorkingDay(day)
  const arrivals = arrivalsByDay({
    ...{ org: realm.org(), seed, clues: wish.clues, from: firstDay, lastDay, until, isWorkingDay },
    ...(wish.rows === undefined ? {} : { rows: wish.rows }),
  })
  const matters = matterArrivalsByDay({
    ...{ org: realm.org(), seed, from: firstDay, lastDay, isWorkingDay },
    counts: { petition: wish.petitions ?? 0, complaint: wish.complaints ?? 0 },
  })
  for (; today <= lastDay; today = addDays(today, 1)) {
    const morning = addMillis(startOfDay(today), 8 * HOUR)
    if (wish.escalate !== undefined && morning <= until)
      await context.inside(morning, randomOf(`${seed}/clock/${today}`), async () =>
        wish.escalate?.(office, morning),
      )
    const evening = endOfDay(today)
    await run.receive(arrivals.get(today) ?? [])
    await run.receiveMatters(matters.get(today) ?? [])
    if (endOfDay(today) <= until) await gangs.workOn(today)
    await run.workUntil(today, evening < until ? evening : until)
    await wish.integrate(evening < until ? evening : until)
    wish.onProgress?.(today, run.count())
  }
  return { tally: run.tally, codes: run.codes }
}

const HOUR = 3_600_000
/** Every so many reports have files with them. */
const ENCLOSED_EVERY = 12
const noUpload = (): never => {
  throw new Error('No file can be taken in here')
}

type SimilarTo = DemoWish['similarTo']
const answers = new WeakMap<SimilarTo, SimilarTo>()

/** The clerk who looks and the rule that looks again get the same answer from one search. */
function rememberedByVersion(similarTo: SimilarTo): SimilarTo {
  const found = new Map<string, Promise<readonly RecordId[]>>()
  const remembered: SimilarTo = (record, scope) => {
    // Petitions and complaints of the demo are each invented for themselves.
    if (record.type !== 'clue') return Promise.resolve([])
    const key = `${record.id}/${String(record.version)}`
    const before = found.get(key)
    if (before !== undefined) return before
    const made = similarTo(record, scope)
    found.set(key, made)
    return made
  }
  answers.set(similarTo, remembered)
  return remembered
}
const rememberedOf = (similarTo: SimilarTo): SimilarTo => answers.get(similarTo) ?? similarTo

function newRun(
  wish: DemoWish,
  hands: ReturnType<typeof inProcessHands>,
  known: ReturnType<typeof recollection>,
) {
  const { realm, seed, until } = wish
  const tally = newTally()
  const agenda = new Map<PlainDate, Set<Walk>>()
  const walks: Walk[] = []
  const byNth = new Map<number, Walk>()
  const byId = new Map<string, Walk>()
  const merged = new Map<string, Set<Walk>>()
  const codes: { number: string; code: string }[] = []
  const restsFrom = addMillis(until, -REST_DAYS * 24 * HOUR)

  const waitsForHead = ({ id }: Walk): boolean => ['merged', 'closed'].includes(known.find(id)?.state ?? '')
  const parts: WalkParts = {
    hands,
    tally,
    missteps: wish.missteps ?? 0.08,
    restsAt: (at) => at > restsFrom,
    isHead: (id) => [...(merged.get(id) ?? [])].some(waitsForHead),
    onMerged(id, head) {
      const walk = byId.get(id)
      if (walk !== undefined) merged.set(head, (merged.get(head) ?? new Set()).add(walk))
    },
    onReportedAgain(ids, at) {
      for (const walk of ids.flatMap((id) => byId.get(id) ?? []))
        if (walk.at === undefined) {
          walk.at = addMillis(at, 3 * 24 * HOUR)
          plan(walk)
        }
    },
    onParts(ids, at) {
      for (const id of ids) if (!byId.has(id)) newPart(id, at)
    },
  }

  function plan(walk: Walk): void {
    if (walk.at === undefined || walk.at > until) return
    const day = dayOf(walk.at)
    agenda.set(day, (agenda.get(day) ?? new Set()).add(walk))
  }

  function add(walk: Walk): void {
    walks.push(walk)
    byId.set(walk.id, walk)
    plan(walk)
  }

  /** A part of a clue at another organ, or the complaint that came out of a petition. */
  function newPart(id: RecordId, at: Instant): void {
    const random = randomOf(`${seed}/part/${id}`)
    const record = known.find(id)
    const isComplaint = record?.type === 'complaint'
    const type = isComplaint ? ('complaint' as const) : ('transfer' as const)
    add({
      ...{ type, id, number: record?.number ?? '', random, history: [], tried: [] },
      ...(isComplaint ? { course: 'cleared' as const } : {}),
      ...{
        plan: isComplaint ? plainPlan('usual') : planOf(random, ''),
        wants: new Set(),
        hasReporter: false,
        sameEvent: [],
        lastAt: at,
        putOff: false,
      },
      at: addMillis(at, (2 + Math.floor(random() * 20)) * 24 * HOUR),
    })
  }

  /** As many at once as was wished, begun in order, their answers in that order, too. */
  async function underWay<Item, Result>(
    items: readonly Item[],
    work: (item: Item, index: number) => Promise<Result>,
  ): Promise<readonly Result[]> {
    const results: Result[] = []
    const left = items.entries()
    const worker = async (): Promise<void> => {
      for (const [index, item] of left) results[index] = await work(item, index)
    }
    await Promise.all(Array.from({ length: Math.min(wish.atOnce ?? AT_ONCE, items.length) }, worker))
    return results
  }

  async function receive(arrivals: readonly Arrival[]): Promise<void> {
    const sealed = await Promise.all(
      arrivals.map(async ({ reporter }) => (reporter === undefined ? undefined : wish.sealed?.(reporter))),
    )
    const senders = arrivals.map((arrival) => {
      const desk = hands.desk(arrival.at)
      const clerks = desk.org.holdersOf('intakeClerk', '22:clueCentre', desk.on)
      const clerk = clerks[arrival.nth % Math.max(1, clerks.length)]
      return arrival.how === 'enter' && clerk !== undefined ? staff(clerk.id) : ({ kind: 'public' } as const)
    })
    const enclosures = await Promise.all(
      arrivals.map(async ({ nth }, index) => {
        const sender = senders[index]
        if (sender === undefined || nth % ENCLOSED_EVERY !== 0) return undefined
        return wish.enclose?.(sender.kind === 'staff' ? `p:${sender.person}` : 'public', nth)
      }),
    )
    const received = await underWay(arrivals, (arrival, index) => {
      const who = senders[index] ?? ({ kind: 'public' } as const)
      const action = who.kind === 'public' ? 'report' : 'enter'
      const enclosed = enclosures[index] ?? []
      const input = {
        ...arrival.input,
        ...sealed[index],
        ...(enclosed.length === 0 ? {} : { attachments: enclosed }),
      }
      return hands.act(who, 'clue', undefined, action, input, {
        at: arrival.at,
        idempotencyKey: String(arrival.nth),
      })
    })
    for (const [index, answer] of received.entries()) {
      const arrival = arrivals[index]
      if (arrival === undefined) continue
      if ('refused' in answer) {
        tally.problems.push({
          record: String(arrival.nth),
          state: '',
          action: arrival.how,
          what: JSON.stringify(answer.refused),
        })
        continue
      }
      const action = `clue.${arrival.how}`
      tally.acts.set(action, (tally.acts.get(action) ?? 0) + 1)
      tally.states.set('clue.toRegister', (tally.states.get('clue.toRegister') ?? 0) + 1)
      const { id, number, code } = answer.done
      if (code !== undefined) codes.push({ number, code })
      const random = randomOf(`${seed}/walk/${String(arrival.nth)}`)
      const drawn = planOf(random, arrival.category)
      const wants = new Set(drawn.wants)
      if (wish.upload === undefined) wants.delete('evidence')
      const walk: Walk = {
        ...{ type: 'clue', id, number, plan: drawn, wants, random, history: [], tried: [] },
        hasReporter: arrival.how === 'report',
        sameEvent: arrival.again.flatMap((nth) => byNth.get(nth)?.id ?? []),
        lastAt: arrival.at,
        putOff: false,
        at: nextMoment(arrival.at, {
          state: 'toRegister',
          speed: drawn.speed,
          random,
          isWorkingDay: (day) => realm.book().calendar.isWorkingDay(day),
        }),
      }
      byNth.set(arrival.nth, walk)
      add(walk)
    }
  }

  /** One after the other: there are few. */
  async function receiveMatters(arrivals: readonly MatterArrival[]): Promise<void> {
    for (const { type, nth, at, isByCitizen, input, drawn } of arrivals) {
      const desk = hands.desk(at)
      const [clerk] = desk.org.holdersOf('intakeClerk', '22:clueCentre', desk.on)
      const action = !isByCitizen ? 'enter' : type === 'petition' ? 'submit' : 'report'
      const who = isByCitizen || clerk === undefined ? ({ kind: 'public' } as const) : staff(clerk.id)
      const phone = `138${String(10_000_000 + nth)}`
      const sealed = input['realName'] === true ? await wish.sealed?.({ name: '来件人', phone }) : undefined
      const idempotencyKey = `${type}/${String(nth)}`
      const answer = await hands.act(
        who,
        type,
        undefined,
        action,
        { ...input, ...sealed },
        { at, idempotencyKey },
      )
      if ('refused' in answer) {
        const what = JSON.stringify(answer.refused)
        tally.problems.push({ record: idempotencyKey, state: '', action, what })
        continue
      }
      tally.acts.set(`${type}.${action}`, (tally.acts.get(`${type}.${action}`) ?? 0) + 1)
      const { id, number, code } = answer.done
      if (code !== undefined) codes.push({ number, code })
      const random = randomOf(`${seed}/walk/${idempotencyKey}`)
      const { plan: planned, course } = drawn
      add({
        ...{ type, id, number, course, random, plan: planned, wants: new Set(), history: [], tried: [] },
        ...{ hasReporter: isByCitizen, sameEvent: [], lastAt: at, putOff: false },
        at: nextMoment(at, {
          ...{ state: 'toRegister', speed: planned.speed, random },
          isWorkingDay: (day) => realm.book().calendar.isWorkingDay(day),
        }),
      })
    }
  }

  async function workUntil(day: PlainDate, end: Instant): Promise<void> {
    const due = [...(agenda.get(day) ?? [])].toSorted((a, b) => (a.number < b.number ? -1 : 1))
    agenda.delete(day)
    const isDue = ({ at }: Walk): boolean => at !== undefined && at <= end
    await underWay(due, async (walk) => {
      while (isDue(walk) && (await walkOn(walk, parts, false)));
    })
    // What touches other records is done one after the other, in the order of the register.
    for (const walk of due.filter(({ putOff }) => putOff)) {
      while (isDue(walk)) {
        await walkOn(walk, parts, true)
        wakeFollowers(walk, day)
      }
    }
    for (const walk of due) plan(walk)
  }

  /** Clues that were merged into this one and have been closed with it go on to their answer. */
  function wakeFollowers(head: Walk, day: PlainDate): void {
    for (const walk of merged.get(head.id) ?? []) {
      if (known.find(walk.id)?.state !== 'closed' || walk.history.at(-1) === 'closeWithHead') continue
      walk.history.push('closeWithHead')
      tally.acts.set('clue.closeWithHead', (tally.acts.get('clue.closeWithHead') ?? 0) + 1)
      walk.at = addMillis(startOfDay(addDays(day, 2)), 10 * HOUR)
      plan(walk)
    }
  }

  return { tally, codes, receive, receiveMatters, workUntil, count: () => byNth.size }
}
