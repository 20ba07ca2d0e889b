/** One clue (or part of one), petition or complaint on its way: what the script has done to it and still intends, step by step. */
import { present } from '#kernel/present.ts'
import type { RecordId } from '#kernel/record/field.ts'
import type { Instant } from '#kernel/time.ts'
import { nextStepOfComplaint } from './complaintScript.ts'
import type { Desk } from './desk.ts'
import type { Hands } from './hands.ts'
import type { ComplaintCourse, MatterType, PetitionCourse } from './matterPlan.ts'
import type { MatterStep } from './matterSight.ts'
import { misstepsBefore } from './missteps.ts'
import { nextStepOfPart } from './partScript.ts'
import { nextStepOfPetition } from './petitionScript.ts'
import type { Plan } from './plan.ts'
import { chance, pick, type Random } from './random.ts'
import { nextMoment, nextStep } from './script.ts'
import type { Sight } from './sight.ts'
import { count, spellRefusals, type Tally } from './tally.ts'
import type { ClueFields, Misstep, Step, View } from './view.ts'

export interface Walk {
  readonly type: 'clue' | 'transfer' | MatterType
  readonly id: RecordId
  readonly number: string
  readonly plan: Plan
  /** Of a petition or a complaint: the way it goes. */
  readonly course?: PetitionCourse | ComplaintCourse
  readonly wants: Set<string>
  readonly random: Random
  readonly history: string[]
  readonly tried: string[]
  readonly hasReporter: boolean
  readonly code?: string
  /** Clues reported before about the same event. */
  readonly sameEvent: readonly RecordId[]
  /** When the next step is due; undefined when there is none. */
  at: Instant | undefined
  lastAt: Instant
  toldAt?: Instant
  /** The step that was put off until the others of the day are done. */
  putOff: boolean
}

export interface WalkParts {
  readonly hands: Hands
  readonly tally: Tally
  /** The share of steps that are first tried wrongly. */
  readonly missteps: number
  /** Whether, from this moment on, a clue stays in the state where it is to rest. */
  restsAt(at: Instant): boolean
  /** Told of parts that were split off and of complaints that came out of petitions, with the moment. */
  onParts(parts: readonly RecordId[], at: Instant): void
  readonly isHead: (id: RecordId) => boolean
  onMerged(id: RecordId, head: string): void
  /** Told of earlier clues about the same event, when one is registered. */
  onReportedAgain(ids: readonly RecordId[], at: Instant): void
}

/** Takes the step that is due. `crossing` allows steps that touch other records. False when it was put off. */
export async function walkOn(walk: Walk, parts: WalkParts, crossing: boolean): Promise<boolean> {
  const { hands, tally } = parts
  const { at } = walk
  if (at === undefined) return true
  const view = await hands.view(walk.type, walk.id)
  if (view === undefined) throw new Error(`${walk.number} is not there any more`)
  // A petition or complaint that is to rest comes in late enough for it.
  if (walk.plan.rests === view.state && (walk.course !== undefined || parts.restsAt(at))) {
    walk.at = undefined
    return true
  }
  const sight = walk.type === 'clue' ? await sightOf(walk, view, at, parts) : undefined
  const desk = hands.desk(at)
  const step = sight === undefined ? stepWithoutSight(walk, view, desk, at) : nextStep(sight)
  if (step === undefined || step === 'later') {
    const isToWait = step === 'later' || (sight !== undefined && isWaiting(sight))
    walk.at = isToWait ? later(walk, view, at, hands) : undefined
    if (walk.at === undefined && walk.type !== 'transfer' && !isAtRest(view))
      tally.problems.push({ record: walk.number, state: view.state, action: '', what: 'nobody can go on' })
    return true
  }
  if (step.crossing === true && !crossing) {
    walk.putOff = true
    return false
  }
  walk.putOff = false
  if (sight !== undefined && chance(walk.random, parts.missteps)) await stumble(walk, sight, step, parts)
  await take(walk, view, step, parts)
  return true
}

/** Waiting for something that others do: parts that are still open. */
const isWaiting = ({ view, hasOpenParts }: Sight): boolean => view.state === 'answered' && hasOpenParts
const isAtRest = ({ state }: View): boolean => ['archived', 'told', 'merged'].includes(state)

function stepWithoutSight(walk: Walk, view: View, desk: Desk, at: Instant): MatterStep {
  const { random, history, toldAt, hasReporter, course = '' } = walk
  if (walk.type === 'transfer') return nextStepOfPart({ view, desk, random, history })
  const sight = { view, course, desk, random, at, history, hasReporter, ...present({ toldAt }) }
  return walk.type === 'petition' ? nextStepOfPetition(sight) : nextStepOfComplaint(sight)
}

async function sightOf(walk: Walk, view: View, at: Instant, { hands, isHead }: WalkParts): Promise<Sight> {
  // What the declaration `clue` accepted has the shapes of its fields.
  const clue = view.fields as ClueFields
  const desk = hands.desk(at)
  const open = { view, clue, desk, at, isHead: isHead(walk.id) }
  const needsEarlier = view.state === 'toRegister' && walk.plan.ending !== 'outOfScope'
  const [clerk] = needsEarlier ? desk.org.holdersOf('intakeClerk', String(clue.registry), desk.on) : []
  const head = view.state === 'toAssess' ? await findHead(walk, hands) : undefined
  return {
    ...open,
    plan: walk.plan,
    wants: walk.wants,
    random: walk.random,
    history: walk.history,
    lastAt: walk.lastAt,
    ...(walk.toldAt === undefined ? {} : { toldAt: walk.toldAt }),
    tried: walk.tried,
    hasReporter: walk.hasReporter,
    ...(walk.code === undefined ? {} : { code: walk.code }),
    sameEvent: walk.sameEvent,
    ...(head === undefined ? {} : { head }),
    earlier: clerk === undefined ? [] : await hands.earlier(clerk.id, walk.id),
    hasOpenParts: view.state === 'answered' && (await hasOpenParts(walk, hands)),
  }
}

async function findHead(walk: Walk, hands: Hands): Promise<RecordId | undefined> {
  for (const id of walk.sameEvent) {
    const head = await hands.view('clue', id)
    if (head !== undefined && head.state !== 'merged') return id
  }
  return undefined
}

async function hasOpenParts({ id, history }: Walk, hands: Hands): Promise<boolean> {
  if (!history.includes('splitOff')) return false
  for (const part of await hands.partsOf(id)) {
    const view = await hands.view('transfer', part)
    if (view !== undefined && !['answered', 'withdrawn'].includes(view.state)) return true
  }
  return false
}

async function stumble(walk: Walk, sight: Sight, step: Step, { hands, tally }: WalkParts): Promise<void> {
  const missteps = misstepsBefore(sight, step)
  if (missteps.length === 0) return
  const misstep: Misstep = pick(walk.random, missteps)
  const { who, action, input, ifMatch, name, expects } = misstep
  const answer = await hands.act(who, walk.type, walk.id, action, withoutUndefined(input), {
    at: sight.at,
    ...(ifMatch === undefined ? {} : { ifMatch }),
  })
  const told = 'refused' in answer ? answer.refused : []
  const isExpected = told.some(
    ({ because, rule, field }) =>
      because === expects.because &&
      (expects.rule === undefined || rule === expects.rule) &&
      (expects.field === undefined || field === expects.field),
  )
  if (isExpected) count(tally.missteps, name)
  else
    tally.problems.push({
      record: walk.number,
      state: sight.view.state,
      action,
      what: `${name}: expected ${spellRefusals([expects])}, found ${told.length === 0 ? 'that it was done' : spellRefusals(told)}`,
    })
}

const withoutUndefined = (input: Step['input']): Step['input'] =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))

async function take(walk: Walk, view: View, step: Step, parts: WalkParts): Promise<void> {
  const { hands, tally } = parts
  // walkOn() is only called while a step is due.
  const at = walk.at ?? walk.lastAt
  const input = await withFile(step, hands)
  const began = performance.now()
  const answer = await hands.act(step.who, walk.type, walk.id, step.action, input, { at })
  note(tally.took, `${walk.type}.${step.action}`, performance.now() - began)
  if ('refused' in answer) {
    walk.at = undefined
    const what = `refused: ${spellRefusals(answer.refused)}`
    tally.problems.push({ record: walk.number, state: view.state, action: step.action, what })
    return
  }
  count(tally.acts, `${walk.type}.${step.action}`)
  count(tally.states, `${walk.type}.${answer.done.state}`)
  if (step.uses !== undefined) walk.wants.delete(step.uses)
  const unit = view.fields['verifyingUnit']
  if (
    ['upholdObjection', 'takeBack', 'orderReverification'].includes(step.action) &&
    typeof unit === 'string'
  )
    walk.tried.push(unit)
  walk.history.push(step.action)
  if (TELLING.includes(step.action)) walk.toldAt = at
  walk.lastAt = at
  if (step.action === 'splitOff' || step.action === 'handToDiscipline')
    parts.onParts(await hands.partsOf(walk.id), at)
  if (step.action === 'register' && walk.type === 'clue') parts.onReportedAgain(walk.sameEvent, at)
  if (step.action === 'merge' && typeof step.input['head'] === 'string')
    parts.onMerged(walk.id, step.input['head'])
  walk.at = later(walk, { ...view, state: answer.done.state }, at, hands)
}

/** Acts by which whoever sent it is told a result. */
const TELLING = ['feedBack', 'refuseReexamination', 'declareOutOfScope', 'issue', 'decideReview']

const later = (walk: Walk, { state }: Pick<View, 'state'>, at: Instant, hands: Hands): Instant =>
  nextMoment(at, {
    state,
    speed: walk.plan.speed,
    random: walk.random,
    isWorkingDay: (day) => hands.desk(at).isWorkingDay(day),
  })

async function withFile({ attach, who, input }: Step, hands: Hands): Promise<Step['input']> {
  if (attach === undefined || who.kind !== 'staff') return input
  const file = await hands.upload(who.person, attach.name, attach.text)
  const items = input[attach.field]
  return Array.isArray(items)
    ? { ...input, [attach.field]: items.map((item: object) => ({ ...item, file })) }
    : input
}

const note = (lists: Map<string, number[]>, name: string, value: number): void => {
  const known = lists.get(name)
  if (known === undefined) lists.set(name, [value])
  else known.push(value)
}
