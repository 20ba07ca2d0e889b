/**
 * A declaration as a page: a state diagram (Mermaid), who may do what where, what is known of people, the clocks and the papers.
 * Pure text from the declaration and its words; `npm run draw` writes it to docs/mechanisms.
 */
import { fieldsSeenBy } from '../access/sight.ts'
import type { Declaration } from './declaration.ts'
import { insideOf, type Protection } from './field.ts'
import { listOf } from './replay.ts'

type Labels = Readonly<Record<string, string>>

/** The part of a mechanism's words that a drawing needs. Complete words of any declaration fit. */
export interface DrawnWords {
  readonly name: string
  readonly fields: Labels
  readonly roles: Labels
  readonly states: Labels
  readonly actions: Labels

  readonly deadlines: Labels
  readonly documents: Labels
}

export interface BothWords {
  readonly zh: DrawnWords
  readonly en: DrawnWords
}

type Part = Exclude<keyof DrawnWords, 'name'>
const label = ({ zh, en }: BothWords, part: Part, name: string): string =>
  `${zh[part][name] ?? name} ${en[part][name] ?? name}`

/** A rule's name is its sentence: `headIsClosed` reads "head is closed". */
const spaced = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

// A colon or a semicolon ends a label in Mermaid, a bar a cell in Markdown.
const drawable = (text: string): string => text.replaceAll(/[:;#]/g, ' ')
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

/** A Mermaid stateDiagram-v2. Without words the names of the declaration are drawn. */
export function stateDiagram(declaration: Declaration, words?: BothWords): string {
  const { states, actions } = declaration
  const named = (part: Part, name: string): string =>
    drawable(words === undefined ? name : label(words, part, name))
  const ends = Object.entries(states).filter(([, { final }]) => final === true)
  const arrows = Object.entries(actions).flatMap(([name, { from, to, signed }]) => {
    if (to === undefined) return []
    const sources = listOf(from)
    const branches: readonly { state: string; when?: string }[] =
      typeof to === 'string' ? [{ state: to }] : to
    const signers = signed === undefined ? 1 : 'inOrder' in signed ? signed.inOrder.length : signed.persons
    const signatures = signers === 1 ? '' : ` ×${String(signers)}`
    return branches.flatMap((branch) => {
      const when = branch.when === undefined ? '' : ` [${spaced(branch.when)}]`
      const text = `${named('actions', name)}${signatures}${when}`
      return (sources.length === 0 ? ['[*]'] : sources).map(
        (source) => `  ${source} --> ${branch.state}: ${text}`,
      )
    })
  })
  return [
    'stateDiagram-v2',
    ...Object.keys(states).map((state) => `  ${state}: ${named('states', state)}`),
    ...arrows,
    ...ends.map(([state]) => `  ${state} --> [*]`),
  ].join('\n')
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')

/** Roles × actions: the number of the signature where several sign in order, otherwise a dot. */
export function permissionTable(declaration: Declaration, words: BothWords): string {
  const { roles, actions } = declaration
  const names = Object.keys(roles).filter((role) =>
    Object.values(actions).some(({ by }) => listOf(by).includes(role)),
  )
  return table(
    ['', 'in', ...names.map((role) => label(words, 'roles', role))],
    Object.entries(actions).map(([name, { by, from, signed }]) => [
      label(words, 'actions', name),
      listOf(from)
        .map((state) => words.zh.states[state] ?? state)
        .join('、') || '—',
      ...names.map((role) => {
        if (signed !== undefined && 'inOrder' in signed && signed.inOrder.includes(role))
          return String(signed.inOrder.indexOf(role) + 1)
        return listOf(by).includes(role) ? '●' : ''
      }),
    ]),
  )
}

/** Role by role: who holds it, which records it opens, what it does not see. */
function accessTable(declaration: Declaration, words: BothWords): string {
  const fieldNames = (names: readonly string[]) =>
    names.map((name) => words.zh.fields[name] ?? name).join('、')
  return table(
    ['', 'held by', 'reaches', 'sees'],
    Object.entries(declaration.roles).map(([name, role]) => [
      label(words, 'roles', name),
      heldBy(role.heldBy),
      role.reaches === 'nothing'
        ? 'nothing'
        : listOf(role.reaches)
            .map((reach) => {
              const { during, unless, ...way } = reach
              const limits = [
                ...(during === undefined
                  ? []
                  : [`during ${during.map((state) => words.zh.states[state] ?? state).join('、')}`]),
                ...(unless === undefined ? [] : [`unless ${words.zh.fields[unless] ?? unless}`]),
              ]
              const [[kind, of] = ['', '']] = Object.entries(way)
              return [`${kind} ${words.zh.fields[of] ?? of}`, ...limits].join(', ')
            })
            .join('; '),
      role.seesOnly !== undefined
        ? `only ${fieldNames(role.seesOnly)}`
        : role.seesAllBut !== undefined
          ? `all but ${fieldNames(role.seesAllBut)}`
          : 'all',
    ]),
  )
}

type HeldBy = Declaration['roles'][string]['heldBy']
const heldBy = (held: HeldBy): string => {
  if (typeof held === 'string') return held
  return 'record' in held ? `a record: ${held.record}` : held.join(', ')
}

function deadlineTable({ deadlines }: Declaration, words: BothWords): string {
  const actions = (names: string | readonly string[] | undefined) =>
    listOf(names)
      .map((name) => words.zh.actions[name] ?? name)
      .join('、')
  return table(
    ['', 'starts', 'stops', 'stands still', 'extended', 'owed by'],
    Object.entries(deadlines).map(([name, spec]) => [
      label(words, 'deadlines', name),
      actions(spec.starts) +
        (spec.into === undefined
          ? ''
          : ` → ${listOf(spec.into)
              .map((state) => words.zh.states[state] ?? state)
              .join('、')}`),
      actions(spec.stops),
      spec.suspends === undefined ? '' : `${actions(spec.suspends)} … ${actions(spec.resumes)}`,
      actions(spec.extended?.by),
      listOf(spec.owedBy)
        .map((role) => words.zh.roles[role] ?? role)
        .join('、'),
    ]),
  )
}

function requestPeriodTable({ requestPeriods = {} }: Declaration, words: BothWords): string {
  const actions = (names: string | readonly string[]) =>
    listOf(names)
      .map((name) => label(words, 'actions', name))
      .join('、')
  return table(
    ['may be asked for', 'counted from'],
    Object.values(requestPeriods).map(({ asked, since }) => [
      actions(asked),
      'day' in since ? label(words, 'fields', since.day) : actions(since.acts),
    ]),
  )
}

/** What is known of people, how it is kept, and who sees it (PIPL arts 51, 55): the map of personal data of this type. */
function personalTable(declaration: Declaration, words: BothWords): string | undefined {
  const { fields, roles } = declaration
  const rows = Object.entries(fields).flatMap(([name, field]) => {
    const kept = [...new Set(insideOf(field).flatMap(({ protection }) => protection ?? []))]
    if (kept.length === 0) return []
    const seen = Object.keys(roles).filter((role) => fieldsSeenBy(declaration, [role]).has(name))
    return [
      [
        label(words, 'fields', name),
        kept.map((one) => HOW_KEPT[one]).join('; '),
        seen.map((role) => words.zh.roles[role] ?? role).join('、'),
      ],
    ]
  })
  return rows.length === 0 ? undefined : table(['', 'kept', 'seen by'], rows)
}

const HOW_KEPT: Readonly<Record<Protection, string>> = {
  personal: 'encrypted under the key of the record',
  sealed: 'encrypted for the holders of the centre’s key',
}

function documentTable({ documents }: Declaration, words: BothWords): string {
  const actions = (names: string | readonly string[] | undefined) =>
    listOf(names)
      .map((name) => words.zh.actions[name] ?? name)
      .join('、')
  return table(
    ['', 'issued on', 'numbered', 'goes to'],
    Object.entries(documents).map(([name, { issuedOn, series, numberedOn, when, to, givenTo }]) => [
      label(words, 'documents', name),
      actions(issuedOn),
      [
        series,
        numberedOn === undefined ? undefined : `on ${actions(numberedOn)}`,
        when === undefined ? undefined : `when${spaced(when).replace(/^ ?/, ' ')}`,
      ]
        .filter((part) => part !== undefined)
        .join(', '),
      [
        to === undefined ? undefined : (words.zh.fields[to] ?? to),
        givenTo === undefined ? undefined : (words.zh.roles[givenTo] ?? givenTo),
      ]
        .filter((part) => part !== undefined)
        .join('、'),
    ]),
  )
}

/** The whole page of a type of record, in Markdown. */
export function pageOf(declaration: Declaration, words: BothWords): string {
  const personal = personalTable(declaration, words)
  return `${[
    `# ${words.zh.name} ${words.en.name}`,
    `Drawn from the declaration \`${declaration.name}\`, version ${String(declaration.version)}, by \`npm run draw\`. Do not edit.`,
    '## States',
    `\`\`\`mermaid\n${stateDiagram(declaration, words)}\n\`\`\``,
    '## Who may do what',
    permissionTable(declaration, words),
    '## Who reaches and sees what',
    accessTable(declaration, words),
    ...(personal === undefined ? [] : ['## Personal data', personal]),
    ...(Object.keys(declaration.deadlines).length === 0
      ? []
      : ['## Deadlines', deadlineTable(declaration, words)]),
    ...(declaration.requestPeriods === undefined
      ? []
      : ['## Request periods', requestPeriodTable(declaration, words)]),
    ...(Object.keys(declaration.documents).length === 0
      ? []
      : ['## Papers', documentTable(declaration, words)]),
  ].join('\n\n')}\n`
}
