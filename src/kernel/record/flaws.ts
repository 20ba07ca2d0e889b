/**
 * What the compiler cannot see in a declaration. One test runs this over every mechanism.
 *
 * What a state holds is followed through `asks`, `adds` and `clears`. `sets` is a function, so a field
 * counts as set where the function's source names it, and fields that no action asks for are left out;
 * both let too much pass rather than too little. decide() closes the gap: it throws before a record enters
 * a state without a field that the state holds.
 */
import type { Rulebook } from '../rulebook/rulebook.ts'
import { ESCALATE } from './clocks.ts'
import type { Declaration } from './declaration.ts'
import { heldAfter } from './decide.ts'
import { insideOf, type Field } from './field.ts'
import { listOf } from './replay.ts'

/** The field that says why a signature was withdrawn. */
const WITHDRAWAL_REASONS = 'withdrawalReasons'

type Action = Declaration['actions'][string]
type Role = Declaration['roles'][string]

/** One way an action can lead: from a state (or from nothing) to a state. */
interface Step {
  readonly action: string
  readonly from: string | undefined
  readonly to: string
}

/** Every flaw, each as one sentence; the rules say which lists and tables there are. */
export function flawsOf(declaration: Declaration, rules: Pick<Rulebook, 'list' | 'rows'>): readonly string[] {
  const steps = Object.entries(declaration.actions).flatMap(([name, action]) => stepsOf(name, action))
  return [
    ...flawsOfOpening(declaration),
    ...flawsOfStates(declaration, steps),
    ...Object.entries(declaration.actions).flatMap(([name, action]) =>
      flawsOfAction(declaration, name, action),
    ),
    ...flawsOfSigning(declaration),
    ...flawsOfRoles(declaration, steps),
    ...flawsOfDeadlines(declaration, steps),
    ...flawsOfRequestPeriods(declaration),
    ...flawsOfFields(declaration),
    ...flawsOfChoices(declaration, rules),
    ...flawsOfDocuments(declaration),
    ...flawsOfVersions(declaration),
  ]
}

/** A period runs from a day, and what is asked for in it can be asked for in some state of the record. */
const flawsOfRequestPeriods = ({ fields, actions, requestPeriods = {} }: Declaration): string[] =>
  Object.entries(requestPeriods).flatMap(([name, { since, asked }]) => [
    ...('day' in since && fields[since.day]?.kind !== 'date'
      ? [`the request period "${name}" runs from "${since.day}", which is no day`]
      : []),
    ...('acts' in since && listOf(since.acts).length === 0
      ? [`the request period "${name}" never begins`]
      : []),
    ...listOf(asked)
      .filter((action) => listOf(actions[action]?.from).length === 0)
      .map((action) => `the request period "${name}" is for "${action}", which no record can take`),
  ])

/** Entries of every earlier version must still be readable. */
const flawsOfVersions = ({ version, upcasts }: Declaration): string[] =>
  Array.from({ length: version - 1 }, (_, index) => index + 1)
    .filter((earlier) => upcasts?.[earlier] === undefined)
    .map((earlier) => `entries of version ${String(earlier)} cannot be read: there is no upcast`)

function stepsOf(name: string, action: Action): readonly Step[] {
  const from = listOf(action.from)
  const sources = from.length === 0 ? [undefined] : from
  return sources.flatMap((source) =>
    targetsOf(action, source).map((to) => ({ action: name, from: source, to })),
  )
}

const targetsOf = ({ to }: Action, from: string | undefined): readonly string[] => {
  if (to === undefined) return from === undefined ? [] : [from]
  return typeof to === 'string' ? [to] : to.map(({ state }) => state)
}

function flawsOfOpening({ actions }: Declaration): string[] {
  const opening = Object.entries(actions).filter(([, { from }]) => listOf(from).length === 0)
  return [
    ...(opening.length === 0 ? ['no action opens a record'] : []),
    ...opening
      .filter(([, { to }]) => to === undefined)
      .map(([name]) => `"${name}" opens a record in no state`),
  ]
}

/** Whether all that an action does is to add whom the record names: they are kept out of what is over, too. */
const onlyNames = ({ excludes }: Declaration, action: Action | undefined): boolean =>
  action !== undefined &&
  action.to === undefined &&
  action.asks === undefined &&
  listOf(action.adds).length > 0 &&
  listOf(action.adds).every((field) => excludes.includes(field))

function flawsOfStates(declaration: Declaration, steps: readonly Step[]): string[] {
  const { states, actions, fields, outcome } = declaration
  const sure = sureFields(declaration, steps)
  const asked = new Set(Object.values(actions).flatMap(askedBy))
  // Closed records are counted by their outcome where it is one of a few.
  const counted = fields[outcome]?.options !== undefined
  return Object.entries(states).flatMap(([state, { final, closed, holds, waitsFor }]) => {
    const leaving = steps.filter(({ from, to }) => from === state && to !== state)
    const mayLeave = new Set(leaving.flatMap(({ action }) => rolesThatMay(actions[action])))
    const known = sure.get(state)
    return [
      ...(known === undefined ? [`no action leads to "${state}"`] : []),
      ...(final === true &&
      steps.some(({ from, action }) => from === state && !onlyNames(declaration, actions[action]))
        ? [`"${state}" is final, yet something can be done there`]
        : []),
      ...(final !== true && closed !== true && leaving.length === 0
        ? [`"${state}" cannot be left, yet is neither final nor closed`]
        : []),
      ...(counted && (final === true || closed === true) && !listOf(holds).includes(outcome)
        ? [`"${state}" is closed, yet does not hold "${outcome}", which says how it ended`]
        : []),
      ...listOf(holds)
        .filter((field) => known !== undefined && asked.has(field) && !known.has(field))
        .map((field) => `"${state}" holds "${field}", yet it can be entered without it`),
      ...listOf(waitsFor)
        .filter((role) => !mayLeave.has(role))
        .map((role) => `"${state}" waits for "${role}", who can do nothing to leave it`),
    ]
  })
}

const askedBy = ({ asks, adds }: Action): readonly string[] => [...listOf(asks), ...listOf(adds)]

/** The fields sure to be filled in each state that can be reached. */
function sureFields(declaration: Declaration, steps: readonly Step[]) {
  const { actions, fields } = declaration
  const sure = new Map<string, ReadonlySet<string>>()
  for (let changed = true; changed;) {
    changed = false
    for (const { action: name, from, to } of steps) {
      const action = actions[name]
      const before = from === undefined ? new Set<string>() : sure.get(from)
      if (action === undefined || before === undefined) continue
      const after = new Set(before)
      for (const field of listOf(action.needs)) after.add(field)
      for (const field of listOf(action.clears)) after.delete(field)
      for (const field of askedBy(action))
        if (fields[field]?.optional !== true || heldAfter(declaration, action).includes(field))
          after.add(field)
      for (const field of namedInSets(action, Object.keys(fields))) after.add(field)
      const known = sure.get(to)
      const next = known === undefined ? after : known.intersection(after)
      if (known?.size === next.size) continue
      sure.set(to, next)
      changed = true
    }
  }
  return sure
}

// The function is only read here, never called.
const namedInSets = (
  { sets: source }: { readonly sets?: unknown },
  fields: readonly string[],
): readonly string[] =>
  typeof source === 'function'
    ? fields.filter((field) => new RegExp(`\\b${field}\\b`).test(source.toString()))
    : []

function flawsOfAction(declaration: Declaration, name: string, action: Action): string[] {
  const { fields, states, roles, actions } = declaration
  const { to, signed, leads } = action
  const asked = askedBy(action)
  const held = new Set(
    (typeof to === 'string' ? [to] : listOf(to).map(({ state }) => state)).flatMap((state) =>
      listOf(states[state]?.holds),
    ),
  )
  const branches = to === undefined || typeof to === 'string' ? undefined : to
  const follower = leads === undefined ? undefined : actions[leads.action]
  return [
    ...listOf(action.clears)
      .filter((field) => held.has(field) && !asked.includes(field))
      .map((field) => `"${name}" clears "${field}", which the state it leads to holds`),
    ...(action.erases === true &&
    (signed === undefined || typeof to !== 'string' || states[to]?.final !== true)
      ? [`"${name}" erases: it has to be signed by several people and to lead to a final state`]
      : []),
    ...(branches?.at(-1)?.when !== undefined
      ? [`"${name}" may lead nowhere: its last branch has a condition`]
      : []),
    ...(branches?.slice(0, -1).some(({ when }) => when === undefined)
      ? [`"${name}" has a branch that is never reached`]
      : []),
    ...(signed !== undefined && 'inOrder' in signed
      ? signed.inOrder
          .filter((role) => !listOf(action.by).includes(role))
          .map((role) => `"${name}" is signed by "${role}", who may not do it`)
      : []),
    ...(signed !== undefined && ('inOrder' in signed ? signed.inOrder.length : signed.persons) < 2
      ? [`"${name}" is signed by fewer than two`]
      : []),
    ...(action.cancels === undefined ||
    namesPapers(fields[action.cancels], listOf(action.adds), action.cancels)
      ? []
      : [`"${name}" cancels by "${action.cancels}", to which it adds no numbers with reasons`]),
    ...(leads === undefined || isRefTo(fields[leads.link], declaration.name)
      ? []
      : [`"${name}" leads by "${leads.link}", which is no link to a ${declaration.name}`]),
    ...(leads?.into === undefined || targetsOf(action, undefined).includes(leads.into)
      ? []
      : [`"${name}" leads others when it leads to "${leads.into}", where it does not lead`]),
    ...(leads === undefined || follower !== undefined
      ? []
      : [`"${name}" leads to "${leads.action}", which is no action`]),
    ...(leads === undefined ||
    follower === undefined ||
    rolesThatMay(follower).some((role) => isRecordRole(roles[role], declaration.name))
      ? []
      : [`"${name}" leads to "${leads.action}", which no ${declaration.name} may do`]),
  ]
}

/** Whoever signs with others can take it back until the last has signed, wherever that is and in whatever role. */
function flawsOfSigning({ actions }: Declaration): string[] {
  const withdrawals = Object.entries(actions).flatMap(([name, action]) =>
    listOf(action.withdraws).map((signed) => ({ name, action, signed, joint: actions[signed] })),
  )
  const isCovered = (name: string): boolean => withdrawals.some(({ signed }) => signed === name)
  return [
    ...Object.entries(actions)
      .filter(([name, { signed }]) => signed !== undefined && !isCovered(name))
      .map(([name]) => `"${name}" is signed by several, and no action withdraws a signature`),
    ...withdrawals
      .filter(({ joint }) => joint?.signed === undefined)
      .map(({ name, signed }) => `"${name}" withdraws from "${signed}", which is not signed by several`),
    ...withdrawals.flatMap(({ name, action, signed, joint }) => [
      ...(action.to === undefined && listOf(action.asks).includes(WITHDRAWAL_REASONS)
        ? []
        : [`"${name}" withdraws: it has to ask for "${WITHDRAWAL_REASONS}" and to lead nowhere`]),
      ...rolesThatMay(joint)
        .filter((role) => !listOf(action.by).includes(role))
        .map((role) => `"${role}" signs "${signed}" and may not "${name}"`),
      ...listOf(joint?.from)
        .filter((state) => !listOf(action.from).includes(state))
        .map((state) => `"${signed}" is signed in "${state}", where "${name}" cannot be done`),
    ]),
  ]
}

const namesPapers = (field: Field<unknown> | undefined, adds: readonly string[], name: string): boolean =>
  adds.includes(name) &&
  ['number', 'reasons'].every((part) => /text$/i.test(field?.items?.parts?.[part]?.kind ?? '')) &&
  field?.protection === undefined

const isRefTo = (field: Field<unknown> | undefined, type: string): boolean => field?.refersTo === type

const isRecordRole = (role: Role | undefined, type: string): boolean =>
  role !== undefined &&
  typeof role.heldBy === 'object' &&
  'record' in role.heldBy &&
  role.heldBy.record === type

const rolesThatMay = (action: Action | undefined): readonly string[] =>
  action?.signed !== undefined && 'inOrder' in action.signed ? action.signed.inOrder : listOf(action?.by)

function flawsOfRoles({ roles, actions }: Declaration, steps: readonly Step[]): string[] {
  const reaches = (name: string, state: string | undefined): boolean => {
    const role = roles[name]
    if (role === undefined) return false
    // The public, the system and other records act by what they are, not by reach.
    const staff = role.heldBy === 'staff' || Array.isArray(role.heldBy)
    if (!staff || state === undefined) return true
    if (role.reaches === 'nothing') return false
    return listOf(role.reaches).some(({ during }) => during === undefined || during.includes(state))
  }
  const states = Map.groupBy(steps, ({ action }) => action)
  return [
    ...Object.entries(roles)
      .filter(([, { heldBy }]) => Array.isArray(heldBy) && heldBy.length === 0)
      .map(([name]) => `nobody holds the role "${name}"`),
    ...Object.entries(actions).flatMap(([name, action]) => {
      const from = [...new Set(states.get(name)?.map(({ from: state }) => state))]
      const may = rolesThatMay(action)
      const all = action.signed !== undefined && 'inOrder' in action.signed
      return [
        ...from
          .filter((state) =>
            all ? !may.every((role) => reaches(role, state)) : !may.some((role) => reaches(role, state)),
          )
          .map((state) => `"${name}" cannot be done in "${state ?? ''}": who may does not reach it there`),
        ...may
          .filter((role) => from.length > 0 && !from.some((state) => reaches(role, state)))
          .map((role) => `"${role}" may "${name}", yet never reaches a record where it can be done`),
      ]
    }),
  ]
}

function flawsOfDeadlines(declaration: Declaration, steps: readonly Step[]): string[] {
  const { deadlines, actions, states, fields } = declaration
  const escalation = Object.hasOwn(actions, ESCALATE) ? actions[ESCALATE] : undefined
  return [
    ...(Object.keys(deadlines).length > 0 && !listOf(escalation?.adds).includes('supervisions')
      ? [`it has deadlines, yet no action "${ESCALATE}" that adds to "supervisions"`]
      : []),
    ...Object.entries(deadlines).flatMap(([name, spec]) => {
      const starts = listOf(spec.starts)
      const stops = listOf(spec.stops)
      const { extended, suspends, resumes, repeats, atEnd, until } = spec
      const into = listOf(spec.into)
      const running = statesWhileRunning(starts, stops, into, steps)
      const startsNowhere = into.filter(
        (state) => !steps.some(({ action, to }) => starts.includes(action) && to === state),
      )
      const canStop = steps.some(
        ({ action, from }) => stops.includes(action) && from !== undefined && running.has(from),
      )
      return [
        ...starts
          .filter((action) => stops.includes(action) && repeats !== true)
          .map((action) => `"${name}" stops on "${action}", which starts it`),
        ...startsNowhere.map(
          (state) => `"${name}" starts into "${state}", where no action that starts it leads`,
        ),
        ...(canStop ? [] : [`"${name}" never stops`]),
        ...[...running]
          .filter((state) => states[state]?.final === true)
          .map((state) => `"${name}" can still run in the final state "${state}"`),
        ...[...running]
          .filter((state) => escalation !== undefined && !listOf(escalation.from).includes(state))
          .map((state) => `"${name}" can run in "${state}", where "${ESCALATE}" cannot be done`),
        ...((suspends === undefined) === (resumes === undefined)
          ? []
          : [`"${name}" is only suspended or only resumed`]),
        ...(extended !== undefined && !listOf(actions[extended.by]?.asks).includes(extended.term)
          ? [`"${name}" is extended by "${extended.by}", which does not ask for "${extended.term}"`]
          : []),
        ...(spec.ahead === true && until === undefined ? [`"${name}" ends ahead of no day`] : []),
        ...(until !== undefined && fields[until]?.kind !== 'date'
          ? [`"${name}" runs until "${until}", which is no day`]
          : []),
        ...(atEnd === undefined ? [] : flawsOfEnd(name, atEnd, declaration, stops, running)),
      ]
    }),
  ]
}

/** The action that a clock takes by itself must be one that it can take, wherever the clock runs. */
function flawsOfEnd(
  name: string,
  atEnd: string,
  { actions, roles }: Declaration,
  stops: readonly string[],
  running: ReadonlySet<string>,
): string[] {
  const action = actions[atEnd]
  const asks = [...listOf(action?.asks), ...listOf(action?.adds)]
  return [
    ...(stops.includes(atEnd) ? [] : [`"${name}" ends in "${atEnd}", which does not stop it`]),
    ...(listOf(action?.by).some((role) => roles[role]?.heldBy === 'system')
      ? []
      : [`"${name}" ends in "${atEnd}", which the clock may not do`]),
    ...(asks.length === 0 ? [] : [`"${name}" ends in "${atEnd}", which asks for ${asks.join(', ')}`]),
    ...[...running]
      .filter((state) => !listOf(action?.from).includes(state))
      .map((state) => `"${name}" can run out in "${state}", where "${atEnd}" cannot be done`),
  ]
}

/** The states a record can be in while the clock runs or stands. */
function statesWhileRunning(
  starts: readonly string[],
  stops: readonly string[],
  into: readonly string[],
  steps: readonly Step[],
): ReadonlySet<string> {
  const running = new Set(
    steps
      .filter(({ action, to }) => starts.includes(action) && (into.length === 0 || into.includes(to)))
      .map(({ to }) => to),
  )
  // A set hands out what is added to it while it is walked.
  for (const state of running)
    for (const { action, from, to } of steps) if (from === state && !stops.includes(action)) running.add(to)
  return running
}

function flawsOfFields({ fields, excludes, tells }: Declaration): string[] {
  return [
    ...listOf(tells)
      .filter(
        (name) => fields[name] === undefined || insideOf(fields[name]).some(({ protection }) => protection),
      )
      .map((name) => `it tells "${name}", which is not a plain field`),
    ...excludes
      .filter(
        (name) =>
          fields[name]?.kind !== 'list' || !['named', 'person'].includes(fields[name].items?.kind ?? ''),
      )
      .map((name) => `it excludes by "${name}", which is not a list of those named or of persons`),
  ]
}

/** What is chosen from the rulebook is there to choose from. */
function flawsOfChoices({ fields }: Declaration, rules: Pick<Rulebook, 'list' | 'rows'>): string[] {
  return Object.entries(fields).flatMap(([name, field]) =>
    insideOf(field).flatMap(({ list, table }) => [
      ...(list !== undefined && rules.list(list).length === 0
        ? [`"${name}" is chosen from the list "${list}", which the rulebook does not have`]
        : []),
      ...(table !== undefined && rules.rows(table).length === 0
        ? [`"${name}" is a row of the table "${table}", which the rulebook does not have`]
        : []),
    ]),
  )
}

function flawsOfDocuments({ documents, actions, roles, fields }: Declaration): string[] {
  return Object.entries(documents).flatMap(([name, spec]) => {
    const { issuedOn, numberedOn, series, when, to, from, givenTo } = spec
    const acts = listOf(numberedOn ?? issuedOn)
    const byOthers = acts.filter((action) =>
      rolesThatMay(actions[action]).some((role) =>
        ['public', 'system'].some((kind) => kind === roles[role]?.heldBy),
      ),
    )
    const isUnit = (field: string | undefined): boolean =>
      field === undefined || fields[field]?.kind === 'unit'
    return [
      ...(listOf(issuedOn).length === 0 ? [''] : listOf(issuedOn))
        .filter((action) => !Object.hasOwn(actions, action))
        .map((action) => `"${name}" is issued on "${action}", which is no action`),
      ...listOf(numberedOn)
        .filter((action) => !listOf(issuedOn).includes(action))
        .map((action) => `"${name}" is numbered on "${action}", which does not issue it`),
      ...(series === undefined && (numberedOn !== undefined || when !== undefined)
        ? [`"${name}" says when it is numbered, yet has no series`]
        : []),
      ...(series !== undefined && !/^[a-z][A-Za-z]*$/.test(series)
        ? [`"${name}" is of the series "${series}", which is no name`]
        : []),
      ...(series !== undefined && from === undefined
        ? byOthers.map((action) => `"${name}" is numbered on "${action}", and no unit answers for it`)
        : []),
      ...(isUnit(to) && isUnit(from) ? [] : [`"${name}" goes from or to a field that is no unit`]),
      ...(givenTo !== undefined && roles[givenTo]?.heldBy !== 'public'
        ? [`"${name}" is given to "${givenTo}", who is no citizen`]
        : []),
    ]
  })
}
