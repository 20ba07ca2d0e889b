/** The scripted office against a running demo server: reports so many clues and walks each to where it ends. */
import type { Calendar } from '#kernel/deadlines/calendar.ts'
import type { Directory } from '#kernel/org/directory.ts'
import type { RecordId } from '#kernel/record/field.ts'
import { addMillis, dayOf, instantAt } from '#kernel/time.ts'
import type { Hands } from './hands.ts'
import { planOf } from './plan.ts'
import { between, chance, pick, randomOf } from './random.ts'
import { retold, storyOf, type Story } from './story.ts'
import { count, newTally, spellRefusals, type Tally } from './tally.ts'
import { staff, type Input } from './view.ts'
import { walkOn, type Walk, type WalkParts } from './walk.ts'

export interface RunWish {
  readonly hands: Hands
  readonly org: Directory
  readonly calendar: Calendar
  readonly seed: string
  readonly clues: number
  readonly concurrency: number
  /** Inputs of `enter` to walk instead of invented reports. */
  readonly rows?: readonly Input[]
  readonly missteps?: number
  onProgress?(walked: number): void
}

const AREAS = ['220102', '220104', '220204']
/** More steps than any clue takes: whoever takes more runs in circles. */
const MOST_STEPS = 150

export interface Run {
  readonly tally: Tally
  readonly clues: readonly RecordId[]
}

export async function runOffice(wish: RunWish): Promise<Run> {
  const { hands, seed } = wish
  const tally = newTally()
  const told: { story: Story; id: RecordId }[] = []
  const clues: RecordId[] = []
  const merged = new Map<string, RecordId[]>()
  const queue = Array.from({ length: wish.rows?.length ?? wish.clues }, (_, nth) => nth)
  let walked = 0

  async function walkAll(nth: number): Promise<void> {
    const random = randomOf(`${seed}/http/${String(nth)}`)
    const now = instantAt(Date.now())
    const before =
      wish.rows === undefined && chance(random, 0.12) && told.length > 0 ? pick(random, told) : undefined
    const story =
      before === undefined
        ? storyOf({ org: wish.org, random, on: dayOf(now), area: pick(random, AREAS) })
        : retold(before.story, random)
    const row = wish.rows?.[nth]
    const realName = chance(random, 0.3)
    const desk = hands.desk(now)
    const [clerk] = desk.org.holdersOf('intakeClerk', '22:clueCentre', desk.on)
    const publicly = row === undefined && chance(random, 0.6)
    const who = publicly || clerk === undefined ? ({ kind: 'public' } as const) : staff(clerk.id)
    const input = row ?? {
      ...story,
      source: publicly ? 'portal' : 'letter',
      receivedOn: desk.on,
      realName,
      contactWish: realName ? 'phone' : 'codeOnly',
      ...(publicly && realName
        ? { reporter: { name: '举报人', phone: `139${String(between(random, 10_000_000, 99_999_999))}` } }
        : {}),
    }
    const action = who.kind === 'public' ? 'report' : 'enter'
    const began = performance.now()
    const answer = await hands.act(who, 'clue', undefined, action, input, {
      at: now,
      idempotencyKey: String(nth),
    })
    const times = tally.took.get(`clue.${action}`) ?? []
    tally.took.set(`clue.${action}`, [...times, performance.now() - began])
    if ('refused' in answer) {
      tally.problems.push({ record: String(nth), state: '', action, what: spellRefusals(answer.refused) })
      return
    }
    count(tally.acts, `clue.${action}`)
    count(tally.states, 'clue.toRegister')
    const { id, number, code } = answer.done
    clues.push(id)
    const plan = planOf(random, String(input['category']))
    const walk: Walk = {
      ...{
        type: 'clue',
        id,
        number,
        plan,
        random,
        history: [],
        tried: [],
        lastAt: now,
        putOff: false,
        at: now,
      },
      wants: new Set(plan.wants),
      hasReporter: code !== undefined,
      ...(code === undefined ? {} : { code }),
      sameEvent: before === undefined ? [] : [before.id],
    }
    told.push({ story, id })
    await walkToItsEnd(walk)
  }

  async function walkToItsEnd(walk: Walk): Promise<void> {
    const parts: Walk[] = []
    const steps: WalkParts = {
      hands,
      tally,
      missteps: wish.missteps ?? 0.08,
      restsAt: () => true,
      isHead: (id) => merged.has(id),
      // Whoever walks it looks at it anyhow, or it stays as it is.
      onReportedAgain: () => undefined,
      onMerged: (id, head) => merged.set(head, [...(merged.get(head) ?? []), id]),
      onParts(ids, at) {
        for (const id of ids)
          if (!parts.some((part) => part.id === id))
            parts.push({
              ...walk,
              type: 'transfer',
              id,
              history: [],
              tried: [],
              wants: new Set(),
              at: addMillis(at, 1),
            })
      },
    }
    for (let step = 0; walk.at !== undefined || parts.some(({ at }) => at !== undefined); step += 1) {
      if (step > MOST_STEPS) {
        tally.problems.push({ record: walk.number, state: '', action: '', what: 'runs in circles' })
        return
      }
      for (const part of parts) if (part.at !== undefined) await walkOn(part, steps, true)
      if (walk.at !== undefined) await walkOn(walk, steps, true)
    }
  }

  const worker = async (): Promise<void> => {
    for (let nth = queue.shift(); nth !== undefined; nth = queue.shift()) {
      await walkAll(nth)
      wish.onProgress?.((walked += 1))
    }
  }
  await Promise.all(Array.from({ length: wish.concurrency }, worker))
  return { tally, clues }
}
